import {
  asFen,
  Refusal,
  sumFen,
  type AreaId,
  type ElderId,
  type Fen,
  type Instant,
  type JobId,
  type LineId,
  type OperatorId,
  type OrderId,
  type PaymentId,
  type PaymentState,
  type PayWay,
  type PersonId,
} from '@nuanlin/shared';
import type { ProviderAnswer } from '../../platform/ports/payment.ts';

/** One line's part of a payment. */
export interface PaymentLine {
  readonly lineId: LineId;
  readonly amountFen: Fen;
  /** What is owed for it in the end: its price when fulfilled, a fee, or nothing; null while it is open. */
  readonly takenFen: Fen | null;
  readonly refundedFen: Fen;
  /** Who brings what is settled later, and so may take cash for it; null where nobody does. */
  readonly collector: Collector | null;
  /** Cash counted after the run; what is owed beyond it is charged to the payer's account. Null until it is counted. */
  readonly cashFen: Fen | null;
}

export interface Collector {
  readonly workerId: PersonId;
  readonly jobId: JobId;
  readonly handedOverAt: Instant | null;
}

/** What one payer pays in one go: a service day's lines (hold), or his whole order. Split by line in our books. */
export interface Payment {
  readonly id: PaymentId;
  readonly version: number;
  readonly orderId: OrderId;
  readonly elderId: ElderId;
  readonly areaPath: readonly AreaId[];
  readonly operatorPath: readonly OperatorId[];
  readonly payerId: PersonId;
  readonly way: PayWay;
  readonly state: PaymentState;
  readonly lines: readonly PaymentLine[];
  /** When the hold is made, the evening before the service day; null where nothing is held. */
  readonly holdAt: Instant | null;
  /** The provider's name for it. */
  readonly reference: string | null;
  readonly failure: string | null;
  readonly openedAt: Instant;
}

/** Every allowed move. */
export const PAYMENT_MOVES: Readonly<Record<PaymentState, readonly PaymentState[]>> = {
  pending: ['authorized', 'captured', 'due', 'voided', 'failed'],
  authorized: ['captured', 'voided'],
  captured: [],
  due: ['settled', 'voided'],
  settled: [],
  voided: [],
  failed: [],
};

export const amountOf = ({ lines }: Pick<Payment, 'lines'>): Fen => sumFen(lines.map(({ amountFen }) => amountFen));
export const takenOf = ({ lines }: Pick<Payment, 'lines'>): Fen =>
  sumFen(lines.map((line) => line.takenFen ?? asFen(0)));
export const refundedOf = ({ lines }: Pick<Payment, 'lines'>): Fen =>
  sumFen(lines.map(({ refundedFen }) => refundedFen));

export const isEnded = ({ lines }: Pick<Payment, 'lines'>): boolean => lines.every(({ takenFen }) => takenFen !== null);

/** The ways whose money moves through a provider. */
export const isAsked = ({ way }: Pick<Payment, 'way'>): boolean => way === 'hold' || way === 'pay_now';

const next = (payment: Payment, change: Partial<Payment>): Payment => ({
  ...payment,
  ...change,
  version: payment.version + 1,
});

/**
 * What a provider's answer makes of a payment; null when it is nothing new: answers come twice and out of order, and
 * what has gone further does not go back.
 */
export function hear(payment: Payment, answer: ProviderAnswer): Payment | null {
  if (answer.state === 'declined') {
    return PAYMENT_MOVES[payment.state].includes('failed')
      ? next(payment, { state: 'failed', failure: answer.reason })
      : null;
  }
  if (answer.state === 'pending') {
    return payment.reference === null ? next(payment, { reference: answer.reference }) : null;
  }
  if (!PAYMENT_MOVES[payment.state].includes(answer.state)) return null;
  return next(payment, { state: answer.state, reference: answer.reference });
}

/** Nothing was heard within the time that placing allows: it failed. Null when something was. */
export const silent = (payment: Payment): Payment | null =>
  payment.state === 'pending' ? next(payment, { state: 'failed', failure: 'silence' }) : null;

/** A line has ended: so much is owed for it. Null when that is known already. */
export function endLine(payment: Payment, lineId: LineId, owedFen: Fen): Payment | null {
  const line = payment.lines.find((one) => one.lineId === lineId);
  if (!line || line.takenFen !== null) return null;
  const takenFen = asFen(Math.min(owedFen, line.amountFen));
  const ended = next(payment, {
    lines: payment.lines.map((one) => (one === line ? { ...line, takenFen } : one)),
  });
  const forgotten = isEnded(ended) && takenOf(ended) === 0 && PAYMENT_MOVES[ended.state].includes('voided');
  return forgotten && ended.reference === null ? { ...ended, state: 'voided' } : settled(ended);
}

/** What is settled later is settled once the cash for all of it has been counted. */
function settled(payment: Payment): Payment {
  const counted = payment.lines.every(({ takenFen, cashFen }) => takenFen !== null && (cashFen ?? 0) === takenFen);
  return payment.state === 'due' && counted ? { ...payment, state: 'settled' } : payment;
}

/** Who brings a line has changed; null when that is nothing new, or the line was handed over or is not settled later. */
export function bring(
  payment: Payment,
  lineId: LineId,
  change: (collector: Collector | null) => Collector | null,
): Payment | null {
  const line = payment.lines.find((one) => one.lineId === lineId);
  if (payment.state !== 'due' || payment.way !== 'settle_later' || !line) return null;
  const collector = change(line.collector);
  if (collector === line.collector || (line.collector && line.collector.handedOverAt !== null)) return null;
  return next(payment, { lines: payment.lines.map((one) => (one === line ? { ...line, collector } : one)) });
}

/**
 * Cash that was counted for a line; said again it stays as it was.
 * @throws Refusal NOT_FOUND for a line that somebody else brought, or nobody yet; PAYMENT_AMOUNT for more than is owed, or
 *   for another amount than was counted before
 */
export function countCash(payment: Payment, lineId: LineId, workerId: PersonId, cashFen: Fen): Payment {
  const line = payment.lines.find((one) => one.lineId === lineId);
  if (line?.collector?.workerId !== workerId || line.collector.handedOverAt === null) throw new Refusal('NOT_FOUND');
  if (line.cashFen === cashFen) return payment;
  if (line.cashFen !== null || payment.state !== 'due' || cashFen > (line.takenFen ?? line.amountFen)) {
    throw new Refusal('PAYMENT_AMOUNT');
  }
  return settled(next(payment, { lines: payment.lines.map((one) => (one === line ? { ...line, cashFen } : one)) }));
}

/**
 * Gives a part of a line's money back.
 * @throws Refusal PAYMENT_AMOUNT when nothing was taken yet, or less
 */
export function refund(payment: Payment, lineId: LineId, amountFen: Fen): Payment {
  const line = payment.lines.find((one) => one.lineId === lineId);
  const refundedFen = asFen((line?.refundedFen ?? 0) + amountFen);
  if (payment.state !== 'captured' || !line || refundedFen > paidFor(payment, line) || amountFen <= 0) {
    throw new Refusal('PAYMENT_AMOUNT');
  }
  return next(payment, { lines: payment.lines.map((one) => (one === line ? { ...line, refundedFen } : one)) });
}

/** What has left the payer for a line: of a hold what is owed in the end, else its price. */
const paidFor = ({ way }: Payment, { takenFen, amountFen }: PaymentLine): Fen =>
  way === 'hold' ? (takenFen ?? asFen(0)) : amountFen;

/** A line's price changed; null when its money has moved already, or is being asked for. */
export function reprice(payment: Payment, lineId: LineId, amountFen: Fen): Payment | null {
  const untouched = payment.state === 'due' || (payment.state === 'pending' && payment.holdAt !== null);
  if (!untouched || payment.reference !== null) return null;
  return next(payment, {
    lines: payment.lines.map((line) => (line.lineId === lineId ? { ...line, amountFen } : line)),
  });
}

/** What is still to be given back of a line that was paid at once: the price less what is owed in the end. */
export function overpaid(payment: Payment, lineId: LineId): Fen {
  const line = payment.lines.find((one) => one.lineId === lineId);
  if (payment.state !== 'captured' || payment.way === 'hold' || !line || line.takenFen === null) return asFen(0);
  return asFen(line.amountFen - line.takenFen - line.refundedFen);
}
