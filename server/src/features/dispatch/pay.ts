import { asCreditMinutes, asFen, SERVICE_ITEMS } from '@nuanlin/shared';
import type { CreditMinutes, Pay, RuleOf, SeatRole, WorkerKind } from '@nuanlin/shared';
import type { Seat, Work } from '../jobs/index.ts';

/** One stop as pay looks at it. */
export interface PaidStop {
  readonly role: SeatRole;
  readonly meal: boolean;
  readonly minutes: number;
  /** Floors to climb: those above the first where there is no lift. */
  readonly floors: number;
  readonly creditMinutes: CreditMinutes;
}

/**
 * What the offer says it earns: volunteers credit minutes by item, everybody else fen by the operator's pay policy (stop,
 * visit by the seat's grade, hours beyond the first, floors without a lift). Rejecting or failing later changes nothing
 * in it.
 */
export function payOf(kind: WorkerKind, stops: readonly PaidStop[], policy: RuleOf<'pay_policy'>): Pay {
  if (kind === 'volunteer') {
    return { kind: 'credit', minutes: stops.reduce((sum, { creditMinutes }) => sum + creditMinutes, 0) };
  }
  const sum = (of: (stop: PaidStop) => number) => stops.reduce((total, stop) => total + of(stop), 0);
  const parts = [
    { what: 'stop', fen: sum(({ meal }) => (meal ? policy.stop : 0)) },
    { what: 'visit', fen: sum(({ meal, role }) => (meal ? 0 : policy.visit[role])) },
    {
      what: 'hour',
      fen: sum(({ meal, minutes }) => (meal ? 0 : Math.round((Math.max(0, minutes - 60) / 60) * policy.hour))),
    },
    { what: 'floor', fen: sum(({ floors }) => floors * policy.floor) },
  ].filter(({ fen }) => fen !== 0);
  return { kind: 'money', fen: asFen(parts.reduce((total, { fen }) => total + fen, 0)), parts };
}

/** One seat of an offer as pay looks at it. */
export const paidStop = ({ work: { job }, seat }: { work: Work; seat: Seat }): PaidStop => ({
  role: seat.role,
  meal: job.pickup !== null,
  minutes: job.minutes,
  floors: job.place.lift ? 0 : Math.max(0, (job.place.floor ?? 1) - 1),
  creditMinutes: creditMinutesOf(job.itemCode),
});

function creditMinutesOf(code: string): CreditMinutes {
  const items: Readonly<Record<string, { readonly creditMinutes: CreditMinutes }>> = SERVICE_ITEMS;
  return items[code]?.creditMinutes ?? asCreditMinutes(0);
}
