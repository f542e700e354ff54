import { by, underWay, type Documents } from './documents.ts';

type Line = Documents['lines'][number];
const GONE = new Set(['failed', 'voided']);

/** By line: what was taken is what was fulfilled, or the fee; what was taken beyond it has gone back; no payment hangs. */
export function money({ lines, payments, deadlines, events }: Documents): string[] {
  const isUnderWay = underWay({ events });
  const due = new Set(deadlines.map(({ entityId }) => entityId));
  const parts = payments.flatMap((payment) => payment.lines.map((part) => ({ ...part, payment })));
  const partsOf = by(parts, ({ lineId }) => lineId);

  const wrongParts = parts.flatMap(({ lineId, amountFen, takenFen, refundedFen, payment }) => {
    const where = `payment ${payment._id} for line ${lineId}`;
    if ((takenFen ?? 0) > amountFen) return [`${where} takes ${takenFen} of ${amountFen}`];
    if (refundedFen > amountFen) return [`${where} gives back ${refundedFen} of ${amountFen}`];
    const keeps = amountFen - (takenFen ?? amountFen) - refundedFen;
    const paidAtOnce = payment.state === 'captured' && payment.way !== 'hold';
    return paidAtOnce && keeps > 0 && !isUnderWay(payment._id) ? [`${where} keeps ${keeps} that nobody owes`] : [];
  });

  const wrongLines = lines.flatMap((line) => {
    const of = (partsOf.get(line._id) ?? []).filter(({ payment }) => payment.state !== 'failed');
    if (line.ended === null || of.length === 0 || isUnderWay(line._id)) return [];
    if (of.some(({ takenFen }) => takenFen === null)) return [`line ${line._id} has ended, its payment does not know`];
    const taken = of.reduce((sum, { takenFen }) => sum + (takenFen ?? 0), 0);
    const owed = owedFor(line);
    const isRight = line.state === 'fulfilled' ? taken === owed || of.every(isGone) : taken <= owed;
    return isRight ? [] : [`line ${line._id} is ${line.state} and owes ${owed}; ${taken} was taken`];
  });

  const hanging = payments
    .filter(({ _id, state }) => state === 'pending' && !due.has(_id) && !isUnderWay(_id))
    .map(({ _id }) => `payment ${_id} is pending, and nothing brings it to its end`);
  return [...wrongParts, ...wrongLines, ...hanging];
}

const isGone = ({ payment }: { payment: { state: string } }): boolean => GONE.has(payment.state);

const owedFor = ({ state, prices, ended }: Line): number =>
  state === 'fulfilled' ? prices.reduce((sum, { amountFen }) => sum + amountFen, 0) : (ended?.feeFen ?? 0);
