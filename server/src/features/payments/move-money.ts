import type { ClientSession } from 'mongoose';
import { asFen, Refusal, type Fen, type Instant, type LineId, type PaymentId } from '@nuanlin/shared';
import { unscoped } from '../../platform/access/scope.ts';
import type { Handling } from '../../platform/events.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import type { ProviderAnswer } from '../../platform/ports/payment.ts';
import type { Tx } from '../../platform/tx.ts';
import { amountOf, endLine, hear, isEnded, overpaid, refund, silent, takenOf, type Payment } from './payment.ts';
import { factsOf, type PaymentPorts } from './ports.ts';
import { givenBack } from './prepaid.ts';

const ITSELF = unscoped('a payment follows its own events, deadlines and provider');

/** The payer's means with the provider. */
const meansOf = ({ payerId }: Payment): string => `person:${payerId}`;

/** Asks the provider to hold or take a payment that has just been opened, or whose hold is due. */
export async function askProvider(paymentId: PaymentId, handling: Handling, ports: PaymentPorts): Promise<void> {
  const { payments, provider } = ports;
  const payment = await payments.get(ITSELF, paymentId);
  if (payment.state !== 'pending') return;
  if (payment.holdAt !== null && payment.holdAt > handling.now) return;
  const ask = { paymentId, amount: amountOf(payment), means: meansOf(payment), key: `ask.${paymentId}` };
  const answer = payment.way === 'hold' ? await provider.authorize(ask) : await provider.charge(ask);
  await take(paymentId, answer, handling.tx, ports);
}

/** What the provider says, in its answer or by webhook, twice or out of order. */
export async function take(paymentId: PaymentId, answer: ProviderAnswer, tx: Tx, ports: PaymentPorts): Promise<void> {
  const { payments, events, deadlines } = ports;
  await tx(async (session) => {
    const payment = await payments.get(ITSELF, paymentId, session);
    const heard = hear(payment, answer);
    if (!heard) {
      // Money that comes after we have given up, or need it no more, goes back.
      const isOver = payment.state === 'failed' || payment.state === 'voided';
      if (isOver && 'reference' in answer && payment.reference === null) {
        const late = { ...payment, reference: answer.reference, version: payment.version + 1 };
        await payments.save(late, session);
        await events.add({ type: 'payment_late', facts: factsOf(late) }, session);
      }
      return;
    }
    const { balanced, back } = withoutOverpaid(heard);
    await payments.save(balanced, session);
    const dues = back.map((due) => ({ type: 'refund_due' as const, facts: { ...factsOf(balanced), ...due } }));
    if (dues.length > 0) await events.add(dues, session);
    if (heard.state === payment.state) return;
    await deadlines.clear('payments.silence', paymentId, session);
    const facts = factsOf(heard);
    if (heard.state === 'failed') {
      const reason = heard.failure ?? 'declined';
      // Declined the evening before: payer and dispatcher are alarmed, nothing is cancelled by itself.
      const type = heard.holdAt === null ? 'payment_failed' : 'hold_declined';
      await events.add({ type, facts: { ...facts, reason } }, session);
    } else if (heard.state === 'voided') {
      await events.add({ type: 'payment_voided', facts }, session);
    } else if (payment.state === 'pending') {
      await events.add({ type: 'payment_secured', facts }, session);
      if (isEnded(heard)) await events.add({ type: 'payment_ended', facts }, session);
    } else {
      await events.add({ type: 'payment_captured', facts: { ...facts, amountFen: takenOf(heard) } }, session);
    }
  });
}

/** Lines that ended before the money came: what they do not owe goes back at once. */
function withoutOverpaid(payment: Payment): { balanced: Payment; back: { lineId: LineId; amountFen: Fen }[] } {
  const back = payment.lines
    .map(({ lineId }) => ({ lineId, amountFen: overpaid(payment, lineId) }))
    .filter(({ amountFen }) => amountFen > 0);
  const balanced = back.reduce((rest, { lineId, amountFen }) => refund(rest, lineId, amountFen), payment);
  return { balanced: { ...balanced, version: payment.version }, back };
}

/** The provider has been silent for too long: the payment failed. */
export async function giveUp(
  paymentId: PaymentId,
  { tx }: Handling,
  { payments, events }: PaymentPorts,
): Promise<void> {
  await tx(async (session) => {
    const failed = silent(await payments.get(ITSELF, paymentId, session));
    if (!failed) return;
    await payments.save(failed, session);
    await events.add({ type: 'payment_failed', facts: { ...factsOf(failed), reason: 'silence' } }, session);
  });
}

/** A line has ended and so much is owed for it; the last one of a payment settles it. */
export async function settleLine(
  lineId: LineId,
  owed: 'all' | Fen,
  { tx, key, now }: Handling,
  ports: PaymentPorts,
): Promise<void> {
  await tx(async (session) => {
    for (const payment of await ports.payments.ofLine(ITSELF, lineId, session)) {
      const line = payment.lines.find((one) => one.lineId === lineId);
      if (line)
        await endPart(payment, { ...line, owedFen: owed === 'all' ? line.amountFen : owed, key, now }, ports, session);
    }
  });
}

/** So much is owed in the end for a line's part of one payment; what was taken beyond it goes back. */
export async function endPart(
  payment: Payment,
  { lineId, owedFen, key, now }: { lineId: LineId; owedFen: Fen; key: string; now: Instant },
  { payments, ledger, events, deadlines, newId }: PaymentPorts,
  session: ClientSession,
): Promise<void> {
  const ended = endLine(payment, lineId, owedFen);
  if (!ended) return;
  const back = overpaid(ended, lineId);
  const settled = back > 0 ? { ...refund(ended, lineId, back), version: ended.version } : ended;
  await payments.save(settled, session);
  const facts = factsOf(settled);
  if (back > 0 && settled.way === 'prepaid') {
    const journal = givenBack(settled, { lineId, amountFen: back, key }, { id: newId('journal'), at: now });
    await ledger.post(journal, session);
    await events.add({ type: 'payment_refunded', facts: { ...facts, amountFen: back, lineId } }, session);
  } else if (back > 0) {
    await events.add({ type: 'refund_due', facts: { ...facts, amountFen: back, lineId } }, session);
  }
  if (settled.state === 'voided') await deadlines.clear('payments.hold', settled.id, session);
  if (settled.way === 'hold' && isEnded(settled) && settled.state === 'authorized') {
    await events.add({ type: 'payment_ended', facts }, session);
  }
}

/** All lines of a hold have ended: takes what is owed, once, or lets the hold go. */
export async function settle(paymentId: PaymentId, { tx }: Handling, ports: PaymentPorts): Promise<void> {
  const payment = await ports.payments.get(ITSELF, paymentId);
  const { reference } = payment;
  if (payment.state !== 'authorized' || reference === null) return;
  const amount = takenOf(payment);
  const key = `settle.${paymentId}`;
  const answer =
    amount === 0
      ? await ports.provider.void({ reference, key })
      : await ports.provider.capture({ reference, amount, key });
  await take(paymentId, answer, tx, ports);
}

/** Money arrived after the payment had been given up: all of it goes back. */
export async function returnLate(paymentId: PaymentId, { key }: Handling, ports: PaymentPorts): Promise<void> {
  const payment = await ports.payments.get(ITSELF, paymentId);
  const { reference } = payment;
  if (reference === null) return;
  await (payment.way === 'hold'
    ? ports.provider.void({ reference, key })
    : ports.provider.refund({ reference, amount: amountOf(payment), key }));
}

/** Carries a refund that our books hold already to the provider. */
export async function sendRefund(
  { paymentId, lineId, amountFen }: { paymentId: PaymentId; lineId: LineId; amountFen: Fen },
  { tx, key }: Handling,
  { payments, provider, events }: PaymentPorts,
): Promise<void> {
  const payment = await payments.get(ITSELF, paymentId);
  if (payment.reference === null) throw new Error(`payment ${paymentId} was never taken`);
  await provider.refund({ reference: payment.reference, amount: amountFen, key });
  await tx((session) =>
    events.add({ type: 'payment_refunded', facts: { ...factsOf(payment), amountFen, lineId } }, session),
  );
}

/**
 * 退款 by staff, for a line.
 * @throws PAYMENT_AMOUNT when more than what was taken
 */
export async function refundLine(
  asked: { paymentId: PaymentId; lineId: LineId; amountFen: Fen } & SignedIn,
  ports: PaymentPorts & { tx: Tx },
): Promise<Payment> {
  const { payments, ledger, events, newId, tx } = ports;
  const { lineId, amountFen, now } = asked;
  const payment = await payments.get(asked.scope, asked.paymentId);
  if (asFen(amountFen) > amountOf(payment)) throw new Refusal('PAYMENT_AMOUNT');
  const refunded = refund(payment, lineId, amountFen);
  return tx(async (session) => {
    await payments.save(refunded, session);
    const facts = { ...factsOf(refunded), amountFen, lineId };
    if (payment.way === 'prepaid') {
      const key = `refund:${payment.id}:${lineId}:${refunded.version}`;
      await ledger.post(givenBack(payment, { lineId, amountFen, key }, { id: newId('journal'), at: now }), session);
      await events.add({ type: 'payment_refunded', facts }, session);
    } else {
      await events.add({ type: 'refund_due', facts }, session);
    }
    return refunded;
  });
}
