import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  plusMinutes,
  Refusal,
  TICKET_STATES,
  text,
  type CanteenId,
  type DishId,
  type ElderId,
  type Instant,
  type LineId,
  type ServiceDay,
  type TicketId,
  type TicketState,
} from '@nuanlin/shared';
import * as tickets from './ticket.ts';
import type { Ticket } from './ticket.ts';

const now = '2026-06-18T02:00:00.000Z' as Instant;
const planned: Ticket = {
  id: 't' as TicketId,
  version: 1,
  state: 'planned',
  number: null,
  lineId: 'l' as LineId,
  lineVersion: 1,
  elderId: 'e' as ElderId,
  areaPath: [],
  operatorPath: [],
  canteenId: 'c' as CanteenId,
  day: '2026-06-18' as ServiceDay,
  period: 'lunch',
  way: 'pickup',
  texture: 'soft',
  dishes: [{ dishId: 'd' as DishId, name: text('套餐', 'Set meal'), portions: 2 }],
  window: { from: now, to: now },
  plannedAt: now,
  queuedAt: null,
  expectedAt: null,
  readyAt: null,
  calledAt: null,
};

const STEPS: Record<Exclude<TicketState, 'planned'>, (ticket: Ticket) => Ticket> = {
  queued: (ticket) => tickets.release(ticket, 7, now),
  preparing: tickets.start,
  ready: (ticket) => tickets.finish(ticket, now),
  handed_over: tickets.handOver,
  cancelled: tickets.cancel,
};
const state = fc.constantFrom(...TICKET_STATES.filter((name) => name !== 'planned'));
const walk = (states: Exclude<TicketState, 'planned'>[]): Ticket =>
  states.reduce<Ticket>(
    (ticket, to) => (tickets.TICKET_MOVES[ticket.state].includes(to) ? STEPS[to](ticket) : ticket),
    planned,
  );

describe('a ticket', () => {
  test('moves along its table and nowhere else, one version a move', () => {
    fc.assert(
      fc.property(fc.array(state, { maxLength: 8 }), state, (states, to) => {
        const ticket = walk(states);
        if (tickets.TICKET_MOVES[ticket.state].includes(to)) {
          expect(STEPS[to](ticket)).toMatchObject({ state: to, version: ticket.version + 1 });
        } else {
          expect(() => STEPS[to](ticket)).toThrow(Refusal);
        }
      }),
    );
  });

  test('keeps its number from the queue to the hand-over', () => {
    expect(walk(['queued', 'preparing', 'ready', 'handed_over'])).toMatchObject({ number: 7, readyAt: now });
  });

  test('leaves with the courier from any state of the kitchen', () => {
    for (const states of [['queued'], ['queued', 'preparing'], ['queued', 'preparing', 'ready']] as const) {
      expect(tickets.collected(walk([...states]), now)).toMatchObject({ state: 'handed_over', readyAt: now });
    }
    expect(tickets.collected(planned, now)).toBeNull();
    expect(tickets.collected(walk(['cancelled']), now)).toBeNull();
  });

  test('stands ready when the kitchen says so, which it may say again until it does', () => {
    const soon = plusMinutes(now, 12);
    const said = tickets.expect(walk(['queued']), soon, now);
    expect(said).toMatchObject({ state: 'queued', expectedAt: soon, version: 3 });
    expect(tickets.expect(tickets.start(said), plusMinutes(now, 20), now).expectedAt).toBe(plusMinutes(now, 20));
    expect(() => tickets.expect(walk(['queued', 'preparing', 'ready']), soon, now)).toThrow('TICKET_MOVED_ON');
    expect(() => tickets.expect(said, plusMinutes(now, -1), now)).toThrow('INVALID_INPUT');
    expect(() => tickets.expect(said, plusMinutes(now, 24 * 60), now)).toThrow('INVALID_INPUT');
  });

  test('is called only while it stands ready for a guest', () => {
    expect(tickets.call(walk(['queued', 'preparing', 'ready']), now).calledAt).toBe(now);
    expect(() => tickets.call(walk(['queued']), now)).toThrow(Refusal);
    expect(() => tickets.call({ ...walk(['queued', 'preparing', 'ready']), way: 'delivery' }, now)).toThrow(Refusal);
  });

  test('counts portions ordered and made, without the cancelled', () => {
    const all = [walk(['queued']), walk(['queued', 'preparing', 'ready']), walk(['cancelled'])];
    expect(tickets.dishCounts(all).get('d' as DishId)).toEqual({ ordered: 4, made: 2 });
  });
});
