import { asCreditMinutes, asFen, itemOf, serviceDayOf } from '@nuanlin/shared';
import type { Fen, Pay, RuleOf, SeatId, SeatRole, WorkerKind } from '@nuanlin/shared';
import type { Seat, Work } from '../jobs/index.ts';
import type { Asks, Standing } from './asks.ts';

/** One seat as pay looks at it. */
export interface PaidSeat {
  readonly role: SeatRole;
  readonly meal: boolean;
  readonly minutes: number;
  /** Floors to climb: those above the first where there is no lift. */
  readonly floors: number;
  /** What the item is worth in credit minutes. */
  readonly worth: number;
  readonly holiday: boolean;
}

/** What decides about pay where some work stands. */
export interface PayRules {
  readonly policy: RuleOf<'pay_policy'>;
  readonly creditPercent: number;
}

/** What an offer states for one of its seats. */
export interface SeatPay {
  readonly seatId: SeatId;
  readonly pay: Pay;
}

type Part = Extract<Pay, { kind: 'money' }>['parts'][number];

export async function payRulesAt(standing: Standing, asks: Asks): Promise<PayRules> {
  const [policy, credit] = await Promise.all([asks.rule('pay_policy', standing), asks.rule('credit_rates', standing)]);
  return { policy, creditPercent: credit.percent };
}

/** The same for many works, read once for each place in the trees. */
export async function payRulesOf(works: readonly Work[], asks: Asks): Promise<(work: Work) => PayRules> {
  const places = new Map(works.map(({ job }) => [placeOf(job), job]));
  const read = await Promise.all(
    [...places].map(async ([place, job]) => [place, await payRulesAt(job, asks)] as const),
  );
  const rules = new Map(read);
  return ({ job }) => {
    const found = rules.get(placeOf(job));
    if (!found) throw new Error(`pay of job ${job.id} was not asked for`);
    return found;
  };
}

const placeOf = ({ areaPath, operatorPath }: Standing): string => `${areaPath.join()} ${operatorPath.join()}`;

/**
 * What one seat earns: volunteers credit minutes by item at the area's rate, everybody else fen by the operator's policy
 * (stop, visit by the seat's grade, hours beyond the first, floors without a lift, the supplement of a holiday). Rejecting
 * or failing later changes nothing in it.
 */
export function payOf(kind: WorkerKind, seat: PaidSeat, { policy, creditPercent }: PayRules): Pay {
  if (kind === 'volunteer') {
    return { kind: 'credit', minutes: asCreditMinutes(Math.round((seat.worth * creditPercent) / 100)) };
  }
  const { meal, role, minutes, floors, holiday } = seat;
  const hours = Math.max(0, minutes - 60) / 60;
  const usual = [
    { what: 'stop', fen: meal ? policy.stop : 0 },
    { what: 'visit', fen: meal ? 0 : policy.visit[role] },
    { what: 'hour', fen: meal ? 0 : Math.round(hours * policy.hour) },
    { what: 'floor', fen: floors * policy.floor },
  ];
  const supplement = holiday ? (sum(usual) * Math.max(0, policy.holidayPercent - 100)) / 100 : 0;
  return moneyOf([...usual, { what: 'holiday', fen: Math.round(supplement) }]);
}

/** Pay with its parts; those that come to nothing are left out. */
export const moneyOf = (parts: readonly Part[]): Extract<Pay, { kind: 'money' }> => ({
  kind: 'money',
  fen: sum(parts),
  parts: parts.filter(({ fen }) => fen !== 0),
});

const sum = (parts: readonly { readonly fen: number }[]): Fen =>
  asFen(parts.reduce((total, { fen }) => total + fen, 0));

/** What an offer of several seats states as a whole; the seats of one offer are for one worker, so all of one kind. */
export function totalPay(seats: readonly SeatPay[]): Pay {
  const credit = seats.flatMap(({ pay }) => (pay.kind === 'credit' ? [pay.minutes] : []));
  if (credit.length > 0) return { kind: 'credit', minutes: credit.reduce((total, minutes) => total + minutes, 0) };
  const byPart = new Map<string, number>();
  for (const { pay } of seats) {
    if (pay.kind !== 'money') continue;
    for (const { what, fen } of pay.parts) byPart.set(what, (byPart.get(what) ?? 0) + fen);
  }
  return moneyOf([...byPart].map(([what, fen]) => ({ what, fen })));
}

/** A seat of some work as pay looks at it. */
export const paidSeat = ({ job }: Work, { role }: Seat, zone: string, { policy }: PayRules): PaidSeat => ({
  role,
  meal: job.pickup !== null,
  minutes: job.minutes,
  floors: job.place.lift ? 0 : Math.max(0, (job.place.floor ?? 1) - 1),
  worth: itemOf(job.itemCode)?.creditMinutes ?? 0,
  holiday: policy.holidays.includes(serviceDayOf(job.window.from, zone)),
});
