import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  asFen,
  at,
  type Fen,
  type LineId,
  type PaymentView,
  type PayWay,
  type PersonId,
  type ServiceDay,
  type TimeOfDay,
} from '@nuanlin/shared';
import type { DomainEvent, LineFacts } from '../../src/events/index.ts';
import { Events } from '../../src/platform/events.ts';
import { newId } from '../../src/platform/ids.ts';
import { ledger } from '../../src/platform/ledger.ts';
import { startStreet, type Street } from '../orders/street.ts';
import { eventually } from '../support/system.ts';

/**
 * Whatever becomes of an order's lines, the money adds up by line (D8): captured, counted in cash and charged to accounts
 * is what was fulfilled and the fees; what is given back and what is kept is what was taken.
 */
const day = '2026-06-18' as ServiceDay;
const WAYS: readonly PayWay[] = ['hold', 'pay_now', 'prepaid', 'settle_later'];

interface LineCase {
  readonly amountFen: number;
  readonly end: 'fulfilled' | 'cancelled' | 'failed';
  /** The fee of an ending without fulfilment; may be asked for above the price. */
  readonly feeFen: number;
  /** Percent of what is owed that is counted in cash, and of the price that staff give back afterwards. */
  readonly cash: number;
  readonly back: number;
  /** Its place among the endings, and how often its ending is told. */
  readonly place: number;
  readonly told: number;
}

const lineCase: fc.Arbitrary<LineCase> = fc.record({
  amountFen: fc.integer({ min: 1, max: 30_000 }),
  end: fc.constantFrom('fulfilled', 'fulfilled', 'cancelled', 'failed'),
  feeFen: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40_000 })),
  cash: fc.constantFrom(0, 50, 100, 100),
  back: fc.constantFrom(0, 0, 30, 100),
  place: fc.nat(),
  told: fc.constantFrom(1, 2),
});
const scenario = fc.record({ lines: fc.array(lineCase, { minLength: 1, maxLength: 4 }) });
const cases = WAYS.flatMap((way, n) =>
  fc.sample(scenario, { numRuns: 5, seed: 20_260_618 + n }).map((one) => ({ way, ...one })),
);

let street: Street;
beforeAll(async () => {
  street = await startStreet();
  await street.system.platform.clockControl?.set(at(day, '08:00' as TimeOfDay, 'Asia/Shanghai'));
});
afterAll(() => street.stop());

const tell = (event: DomainEvent | DomainEvent[]) => {
  const { events, transactions } = street.system.platform;
  return transactions.run((session) => events.add(event, session));
};
const settled = () =>
  eventually(
    () => Events.countDocuments({ open: { $ne: [] } }),
    (open) => open === 0,
    60_000,
  );

const owedOf = ({ end, amountFen, feeFen }: LineCase): number =>
  end === 'fulfilled' ? amountFen : Math.min(feeFen, amountFen);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
const DEPOSIT = 200_000;

/** Opens a payment and lets its lines end as told. */
async function open(way: PayWay, lines: readonly LineCase[]) {
  const { elder, child, childId } = street.moveIn();
  const orderId = newId('order');
  if (way === 'prepaid') {
    await street.payments.openPrepaid([
      { personId: childId, amountFen: asFen(DEPOSIT), receipt: childId, areaPath: street.areaPath },
    ]);
  }
  const parts = lines.map((line) => ({ ...line, lineId: newId('line') }));
  const { payment } = await street.system.platform.transactions.run((session) =>
    street.payments.openPayment(
      {
        orderId,
        elderId: elder.elderId,
        areaPath: street.areaPath,
        operatorPath: street.operatorPath,
        payerId: childId,
        way,
        lines: parts.map(({ lineId, amountFen }) => ({ lineId, amountFen: asFen(amountFen) })),
        holdAt: null,
        now: street.system.platform.clock.now(),
      },
      session,
    ),
  );
  const window = {
    from: at(day, '10:00' as TimeOfDay, 'Asia/Shanghai'),
    to: at(day, '11:00' as TimeOfDay, 'Asia/Shanghai'),
  };
  const factsOf = (lineId: LineId): LineFacts => ({
    orderId,
    lineId,
    version: 3,
    elderId: elder.elderId,
    areaPath: street.areaPath,
    operatorPath: street.operatorPath,
    payerId: childId,
    crew: [],
    day,
    window,
    work: { kind: 'service', itemId: newId('item'), itemCode: 'cleaning', minutes: 60, payWith: 'money' },
  });
  const worker = await courier();
  const seatDone = (lineId: LineId): DomainEvent => ({
    type: 'seat_done',
    facts: {
      jobId: newId('job'),
      districtId: newId('district'),
      source: { kind: 'line', lineId },
      itemCode: 'cleaning',
      window,
      version: 1,
      elderId: elder.elderId,
      areaPath: street.areaPath,
      operatorPath: street.operatorPath,
      seatId: newId('seat'),
      seatNumber: 1,
      seatVersion: 5,
      workerId: worker.id,
      workerKind: 'staff',
      runId: null,
      minutes: 60,
      observation: 'fine',
      receiver: null,
      waitedMinutes: 0,
    },
  });
  const ending = ({ lineId, end, feeFen }: (typeof parts)[number]): DomainEvent[] => {
    const facts = factsOf(lineId);
    switch (end) {
      case 'fulfilled':
        return [seatDone(lineId), { type: 'line_fulfilled', facts }];
      case 'cancelled':
        return [
          {
            type: 'line_cancelled',
            facts: { ...facts, reason: 'changed_mind', feeFen: asFen(feeFen), wasConfirmed: true },
          },
        ];
      case 'failed':
        return [{ type: 'line_failed', facts: { ...facts, reason: 'empty_trip', feeFen: asFen(feeFen) } }];
    }
  };
  for (const part of parts.toSorted((a, b) => a.place - b.place)) {
    for (let n = 0; n < part.told; n += 1) await tell(ending(part));
  }
  return { way, orderId, paymentId: payment.id, parts, child, childId, worker };
}
type Opened = Awaited<ReturnType<typeof open>>;

/** Counts cash, and gives back what staff decide; nobody is given back more than was kept for the line. */
async function count({ way, paymentId, parts, worker }: Opened) {
  const served = way === 'settle_later' ? parts.filter(({ end }) => end === 'fulfilled') : [];
  const counted = served.map((part) => ({ lineId: part.lineId, fen: Math.floor((owedOf(part) * part.cash) / 100) }));
  if (counted.length > 0) {
    await street.system.request('post', '/api/v1/workers/me/cash', worker.token).send({ counted }).expect(200);
  }
  const area = street.areaPath[0] ?? newId('area');
  const desk = street.signIn({ personId: newId('person'), locale: 'en', grants: [{ role: 'dispatcher', over: area }] });
  const backs = new Map<LineId, number>();
  for (const part of parts) {
    const amountFen = Math.floor((part.amountFen * part.back) / 100);
    if (amountFen === 0) continue;
    const { status } = await street.system
      .request('post', `/api/v1/payments/${paymentId}/refunds`, desk)
      .send({ lineId: part.lineId, amountFen, reason: 'goodwill' });
    const mayBe = way !== 'settle_later' && amountFen <= owedOf(part);
    expect([part, status]).toEqual([part, mayBe ? 200 : 409]);
    if (mayBe) backs.set(part.lineId, amountFen);
  }
  return { counted: new Map(counted.map(({ lineId, fen }) => [lineId, fen])), backs };
}

async function courier(): Promise<{ id: PersonId; token: string }> {
  const id = newId('person');
  const [operator] = street.operatorPath;
  if (!operator) throw new Error('works for somebody');
  return { id, token: street.signIn({ personId: id, locale: 'en', grants: [{ role: 'staff', over: operator }] }) };
}

describe('the money of an order', () => {
  // All at once, so that each waits for the others' events no more than a busy day would.
  let played: (Opened & Awaited<ReturnType<typeof count>>)[] = [];
  beforeAll(async () => {
    const opened: Opened[] = [];
    for (const { way, lines } of cases) opened.push(await open(way, lines));
    await settled();
    for (const one of opened) played = [...played, { ...one, ...(await count(one)) }];
    await settled();
  }, 120_000);

  test.each(cases.map(({ way }, n) => [way, n + 1] as const))('paid by %s adds up (%i)', async (way, n) => {
    const one = played[n - 1];
    if (!one) throw new Error('was played');
    const { parts, childId, child, worker, counted, backs } = one;
    const path = `/api/v1/payments?orderId=${one.orderId}`;
    const { body } = await street.system.request('get', path, child).expect(200);
    const [view] = (body as { payments: PaymentView[] }).payments;
    if (!view) throw new Error('one payment');
    const price = sum(parts.map(({ amountFen }) => amountFen));
    const owed = sum(parts.map(owedOf));
    const given = sum([...backs.values()]);
    const cash = sum([...counted.values()]);

    for (const part of parts) {
      const line = view.lines.find(({ lineId }) => lineId === part.lineId);
      const unserved = way === 'pay_now' || way === 'prepaid' ? part.amountFen - owedOf(part) : 0;
      expect(line).toEqual({
        lineId: part.lineId,
        amountFen: part.amountFen,
        takenFen: owedOf(part),
        refundedFen: unserved + (backs.get(part.lineId) ?? 0),
        cashFen: counted.get(part.lineId) ?? null,
      });
    }

    const there = await street.sandbox.look(view.id);
    const [captured, back] = [there?.captured ?? 0, there?.refunded ?? 0];
    const account = await ledger.balance(`prepaid/${childId}`);
    switch (way) {
      case 'hold':
        expect([view.state, captured, back]).toEqual([owed === 0 ? 'voided' : 'captured', owed, given]);
        break;
      case 'pay_now':
        expect([view.state, captured, captured - back]).toEqual(['captured', price, owed - given]);
        break;
      case 'prepaid':
        expect([view.state, account]).toEqual(['captured', DEPOSIT - owed + given]);
        break;
      case 'settle_later': {
        expect(await ledger.balance(`cash-held/${worker.id}`)).toBe(cash);
        const charged: Fen = asFen(owed - cash);
        expect(view.state).toBe(owed === 0 ? 'voided' : charged === 0 ? 'settled' : 'due');
        break;
      }
    }
  });
});
