import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  asCreditMinutes,
  asFen,
  LINE_STATES,
  Refusal,
  text,
  type ElderId,
  type Instant,
  type ItemId,
  type LineId,
  type LineState,
  type OrderId,
  type PersonId,
  type ServiceDay,
} from '@nuanlin/shared';
import * as lines from './line.ts';
import { LINE_MOVES, type Agreement, type Line } from './line.ts';
import { orderStateOf } from './order.ts';

const now = '2026-06-18T02:00:00.000Z' as Instant;
const later = '2026-06-19T02:00:00.000Z' as Instant;
const payer = 'p' as PersonId;
const agreement: Agreement = {
  day: '2026-06-18' as ServiceDay,
  window: { from: now, to: later },
  work: {
    kind: 'service',
    itemId: 'i' as ItemId,
    itemCode: 'cleaning',
    name: text('助洁', 'Cleaning'),
    variant: null,
    minutes: 120,
    payWith: 'money',
  },
  prices: [
    { what: 'visit', name: text('助洁', 'Cleaning'), quantity: 1, amountFen: asFen(8000), payerId: payer, rule: null },
  ],
  creditMinutes: asCreditMinutes(0),
  freeUntil: now,
};
const fresh = {
  ...agreement,
  id: 'l' as LineId,
  orderId: 'o' as OrderId,
  number: 1,
  elderId: 'e' as ElderId,
  areaPath: [],
  operatorPath: [],
  payerId: payer,
  orderedBy: { id: payer, name: '陈静', proxyFor: null },
  placedAt: now,
  crew: [],
};
const placed: Line = lines.place({ ...fresh, yes: 'waiting', paid: 'waiting' });

const END: Record<'fulfilled' | 'failed' | 'cancelled', (line: Line) => Line> = {
  fulfilled: (line) => lines.fulfil(line, now),
  failed: (line) => lines.fail(line, 'weather', asFen(0), now),
  cancelled: (line) => lines.cancel(line, 'changed_mind', asFen(0), now),
};
const STEPS = {
  secure: lines.secure,
  yes: lines.sayYes,
  no: (line: Line) => lines.sayNo(line, now),
  change: (line: Line) => lines.change(line, agreement, payer, now),
  ...END,
};
type Step = keyof typeof STEPS;
const step = fc.constantFrom(...(Object.keys(STEPS) as Step[]));
const tryStep = (line: Line, name: Step): Line => {
  try {
    return STEPS[name](line);
  } catch (error) {
    if (error instanceof Refusal) return line;
    throw error;
  }
};

describe('a line', () => {
  test('whatever is tried, moves along its table, and each move is one version', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), step, (before, name) => {
        const line = before.reduce(tryStep, placed);
        const next = tryStep(line, name);
        if (next === line) return;
        expect(next.state === line.state || LINE_MOVES[line.state].includes(next.state)).toBe(true);
        expect(next.version).toBe(line.version + 1);
      }),
      { numRuns: 500 },
    );
  });

  test('once ended stays as it is', () => {
    fc.assert(
      fc.property(fc.constantFrom<keyof typeof END>('fulfilled', 'failed', 'cancelled'), step, (ending, name) => {
        const ended = END[ending](lines.sayYes(lines.secure(placed)));
        expect(() => STEPS[name](ended)).toThrow(Refusal);
      }),
    );
  });

  test.each([
    ['waiting', 'waiting', 'placed'],
    ['waiting', 'secured', 'placed'],
    ['given', 'waiting', 'placed'],
    ['given', 'secured', 'confirmed'],
    ['not_needed', 'secured', 'confirmed'],
  ] as const)('with the yes %s and its payment %s it is %s', (yes, paid, state) => {
    expect(lines.place({ ...fresh, yes, paid }).state).toBe(state);
  });

  test('is confirmed by two facts, in either order', () => {
    expect(lines.sayYes(lines.secure(placed)).state).toBe('confirmed');
    expect(lines.secure(lines.sayYes(placed)).state).toBe('confirmed');
    expect(lines.secure(placed).state).toBe('placed');
  });

  test('a refusal by the elder costs nothing', () => {
    expect(lines.sayNo(lines.secure(placed), now)).toMatchObject({
      state: 'cancelled',
      yes: 'refused',
      ended: { reason: 'elder_refused', feeFen: 0 },
    });
  });

  test('a change keeps what was agreed before', () => {
    const changed = lines.change(placed, { ...agreement, day: '2026-06-20' as ServiceDay }, payer, later);
    expect(changed).toMatchObject({ day: '2026-06-20', version: 2, state: 'placed' });
    expect(changed.history).toMatchObject([{ day: '2026-06-18', version: 1, until: later, changedById: payer }]);
  });
});

describe('an order', () => {
  test.each<[LineState[], string]>([
    [['placed', 'fulfilled'], 'open'],
    [['confirmed'], 'open'],
    [['fulfilled', 'fulfilled'], 'fulfilled'],
    [['fulfilled', 'cancelled'], 'partly_fulfilled'],
    [['fulfilled', 'failed'], 'partly_fulfilled'],
    [['cancelled', 'cancelled'], 'cancelled'],
    [['failed', 'cancelled'], 'failed'],
  ])('of lines %j is %s', (states, expected) => {
    expect(orderStateOf(states.map((state) => ({ state })))).toBe(expected);
  });

  test('is open as long as one line is', () => {
    const states = fc.array(fc.constantFrom(...LINE_STATES), { minLength: 1 });
    fc.assert(
      fc.property(states, (all) => {
        const open = all.includes('placed') || all.includes('confirmed');
        expect(orderStateOf(all.map((state) => ({ state }))) === 'open').toBe(open);
      }),
    );
  });
});
