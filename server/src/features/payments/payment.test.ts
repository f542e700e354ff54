import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  asFen,
  fromMs,
  Refusal,
  type ElderId,
  type Fen,
  type LineId,
  type OrderId,
  type PaymentId,
  type PersonId,
} from '@nuanlin/shared';
import type { ProviderAnswer } from '../../platform/ports/payment.ts';
import {
  amountOf,
  endLine,
  hear,
  overpaid,
  PAYMENT_MOVES,
  refund,
  refundedOf,
  silent,
  takenOf,
  type Payment,
} from './payment.ts';

const lineIds = ['lin_1', 'lin_2', 'lin_3'] as LineId[];
const pending: Payment = {
  id: 'pay_1' as PaymentId,
  version: 1,
  orderId: 'ord_1' as OrderId,
  elderId: 'eld_1' as ElderId,
  areaPath: [],
  operatorPath: [],
  payerId: 'per_1' as PersonId,
  way: 'hold',
  state: 'pending',
  lines: lineIds.map((lineId, n) => ({
    lineId,
    amountFen: asFen(1000 * (n + 1)),
    takenFen: null,
    refundedFen: asFen(0),
    collector: null,
    cashFen: null,
  })),
  holdAt: null,
  reference: null,
  failure: null,
  openedAt: fromMs(0),
};
const answer = fc.constantFrom<ProviderAnswer>(
  { state: 'authorized', reference: 'r' },
  { state: 'captured', reference: 'r' },
  { state: 'voided', reference: 'r' },
  { state: 'pending', reference: 'r', payAt: null },
  { state: 'declined', reason: 'no funds' },
);
const hearAll = (answers: readonly ProviderAnswer[]) =>
  answers.reduce<Payment>((payment, one) => hear(payment, one) ?? payment, pending);

describe('a payment', () => {
  test('takes answers twice and out of order, and never goes back', () => {
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 8 }), answer, (before, one) => {
        const payment = hearAll(before);
        const heard = hear(payment, one);
        if (!heard) return;
        expect(heard.version).toBe(payment.version + 1);
        expect(heard.state === payment.state || PAYMENT_MOVES[payment.state].includes(heard.state)).toBe(true);
        expect(hear(heard, one)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  test('a capture that is heard before the hold stands', () => {
    const captured = hearAll([
      { state: 'captured', reference: 'r' },
      { state: 'authorized', reference: 'r' },
    ]);
    expect(captured.state).toBe('captured');
  });

  test('fails in silence only while nothing was heard', () => {
    expect(silent(pending)).toMatchObject({ state: 'failed', failure: 'silence' });
    expect(silent(hearAll([{ state: 'authorized', reference: 'r' }]))).toBeNull();
  });

  test('a line ends once, and no more is taken than its price', () => {
    const ends = fc.array(fc.tuple(fc.constantFrom(...lineIds), fc.nat(9000)), { maxLength: 9 });
    fc.assert(
      fc.property(ends, (all) => {
        const ended = all.reduce<Payment>(
          (payment, [lineId, owed]) => endLine(payment, lineId, asFen(owed)) ?? payment,
          { ...pending, state: 'authorized', reference: 'r' },
        );
        expect(takenOf(ended)).toBeLessThanOrEqual(amountOf(ended));
        for (const lineId of lineIds) {
          const first = all.find(([of]) => of === lineId);
          const line = ended.lines.find((one) => one.lineId === lineId);
          expect(line?.takenFen).toBe(first ? Math.min(first[1], line?.amountFen ?? 0) : null);
        }
      }),
    );
  });

  test('of which nothing is owed and nothing was asked is void', () => {
    const nothing = asFen(0);
    const ended = lineIds.reduce<Payment>((payment, lineId) => endLine(payment, lineId, nothing) ?? payment, pending);
    expect(ended.state).toBe('voided');
  });

  test('gives back no more than was taken for the line', () => {
    const captured: Payment = { ...pending, way: 'pay_now', state: 'captured', reference: 'r' };
    const amounts = fc.array(fc.integer({ min: 1, max: 700 }), { maxLength: 8 });
    fc.assert(
      fc.property(amounts, (all) => {
        let payment = captured;
        for (const amount of all) {
          try {
            payment = refund(payment, 'lin_1' as LineId, amount as Fen);
          } catch (error) {
            expect(error).toBeInstanceOf(Refusal);
          }
        }
        expect(refundedOf(payment)).toBeLessThanOrEqual(1000);
      }),
    );
    expect(() => refund(pending, 'lin_1' as LineId, asFen(1))).toThrow(Refusal);
  });

  test.each([
    ['fulfilled', 1000, 0],
    ['cancelled without a fee', 0, 1000],
    ['cancelled with a fee', 300, 700],
  ])('paid at once, a line that was %s gives the rest back', (_, owed, back) => {
    const captured: Payment = { ...pending, way: 'pay_now', state: 'captured', reference: 'r' };
    const ended = endLine(captured, 'lin_1' as LineId, asFen(owed));
    expect(ended && overpaid(ended, 'lin_1' as LineId)).toBe(back);
  });
});
