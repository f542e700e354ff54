import type { ClientSession } from 'mongoose';
import { asFen, plusMinutes, Refusal, type Fen, type Instant, type LineId, type PayWay } from '@nuanlin/shared';
import { amountOf, isAsked, type Payment } from './payment.ts';
import { factsOf, type PaymentPorts } from './ports.ts';
import { paid, prepaidOf } from './prepaid.ts';

export type NewPayment = Pick<Payment, 'orderId' | 'elderId' | 'areaPath' | 'operatorPath' | 'payerId' | 'way'> & {
  readonly lines: readonly { readonly lineId: LineId; readonly amountFen: Fen }[];
  /**
   * When money is asked for without a refusal cancelling anything; null or past: at once, and what is not confirmed
   * yet hangs on it.
   */
  readonly holdAt: Instant | null;
  readonly now: Instant;
};

/** The provider's silence is a refusal after this. */
const SILENCE_MINUTES = 10;

/**
 * Opens a payment in the transaction that places its lines. Its money moves afterwards, by the payment's own events.
 * @returns whether it is secured at once: prepaid, settled later, nothing to pay, or a hold that is due only later
 * @throws PAYMENT_DECLINED when the prepaid account holds too little
 */
export async function openPayment(
  { lines, holdAt, now, ...given }: NewPayment,
  ports: PaymentPorts,
  session: ClientSession,
): Promise<{ payment: Payment; secured: boolean }> {
  const { payments, events, deadlines, newId } = ports;
  const later = isAsked(given) && holdAt !== null && holdAt >= now;
  const opened: Payment = {
    ...given,
    id: newId('payment'),
    version: 1,
    state: 'pending',
    lines: lines.map((line) => ({ ...line, takenFen: null, refundedFen: asFen(0), collector: null, cashFen: null })),
    holdAt: later ? holdAt : null,
    reference: null,
    failure: null,
    openedAt: now,
  };
  const payment = { ...opened, state: amountOf(opened) === 0 ? 'due' : stateAtOnce(given.way) };
  if (payment.state === 'captured') await takePrepaid(payment, ports, session);
  await payments.insert(payment, session);

  const asked = payment.state === 'pending';
  if (asked && later) await deadlines.set('payments.hold', payment.id, holdAt, session);
  if (asked && !later) await deadlines.set('payments.silence', payment.id, plusMinutes(now, SILENCE_MINUTES), session);
  await events.add({ type: 'payment_opened', facts: { ...factsOf(payment), way: payment.way } }, session);
  return { payment, secured: !asked || later };
}

const stateAtOnce = (way: PayWay): Payment['state'] => {
  if (isAsked({ way })) return 'pending';
  return way === 'prepaid' ? 'captured' : 'due';
};

async function takePrepaid(payment: Payment, { ledger, newId }: PaymentPorts, session: ClientSession): Promise<void> {
  const amountFen = amountOf(payment);
  const balance = await ledger.guardedBalance(prepaidOf(payment.payerId), session);
  if (balance < amountFen) throw new Refusal('PAYMENT_DECLINED');
  await ledger.post(paid(payment, amountFen, { id: newId('journal'), at: payment.openedAt }), session);
}
