import type { AreaId, Fen, Id, Instant, LineId, PersonId } from '@nuanlin/shared';
import type { Journal } from '../../platform/ledger.ts';
import type { Payment } from './payment.ts';

/** 预存账户: what a payer has paid in beforehand. */
export const prepaidOf = (personId: PersonId) => `prepaid/${personId}`;
/** What payers have paid for services out of their accounts. */
const SERVED = 'prepaid-served';
/** What came in from outside. */
const PAID_IN = 'prepaid-paid-in';

interface Making {
  readonly id: Id<'journal'>;
  readonly at: Instant;
}

const move = (
  { from, to, amountFen, areaPath }: { from: string; to: string; amountFen: Fen; areaPath: readonly AreaId[] },
  naming: Pick<Journal, 'key' | 'kind' | 'about'>,
  { id, at }: Making,
): Journal => ({
  ...naming,
  id,
  at,
  entries: [
    { account: from, amount: 0 - amountFen },
    { account: to, amount: amountFen },
  ],
  areaPath,
  reverses: null,
});

/** Money paid in; `receipt` names the payment in the outside world, so that it counts once. */
export const paidIn = (
  {
    personId,
    amountFen,
    receipt,
    areaPath,
  }: { personId: PersonId; amountFen: Fen; receipt: string; areaPath: readonly AreaId[] },
  making: Making,
): Journal =>
  move(
    { from: PAID_IN, to: prepaidOf(personId), amountFen, areaPath },
    { key: `paid-in:${receipt}`, kind: 'paid_in', about: { personId, receipt } },
    making,
  );

export const paid = ({ id: paymentId, payerId, areaPath }: Payment, amountFen: Fen, making: Making): Journal =>
  move(
    { from: prepaidOf(payerId), to: SERVED, amountFen, areaPath },
    { key: `paid:${paymentId}`, kind: 'paid', about: { personId: payerId, paymentId } },
    making,
  );

/** @param key of the event that asks for it, so that a retry finds the journal there */
export const givenBack = (
  { id: paymentId, payerId, areaPath }: Payment,
  { lineId, amountFen, key }: { lineId: LineId; amountFen: Fen; key: string },
  making: Making,
): Journal =>
  move(
    { from: SERVED, to: prepaidOf(payerId), amountFen, areaPath },
    { key, kind: 'given_back', about: { personId: payerId, paymentId, lineId } },
    making,
  );
