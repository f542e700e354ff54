import { minutesBetween, plusMinutes, type PersonId, type PlanSubject, type SeatId } from '@nuanlin/shared';
import type { Part, PlannedRoute, Proposal } from './plan.ts';
import { TOLERANCE } from './problem.ts';

/**
 * What of a proposal is written, transaction by transaction. Meals: a run for each route. Visits: a run for each visit,
 * as each has its own departure; visits whose promise stands as it was are left alone. Two visits are written together
 * when one may need the time that the other frees, and so are the seats of a crew.
 */
export function partsOf(subject: PlanSubject, { routes, seats }: Proposal): Part[] {
  if (subject.kind === 'meals') return routes.map((route) => waiting([route]));
  const seen = new Map(seats.map((seat) => [seat.seatId, seat]));
  const changed = routes
    .flatMap(visitsOf)
    .filter(({ workerId, seatId, startAt }) => {
      const was = seen.get(seatId)?.inForce;
      return !was || was.workerId !== workerId || Math.abs(minutesBetween(was.startAt, startAt)) > TOLERANCE;
    })
    .map((visit) => ({ ...visit, was: seen.get(visit.seatId)?.inForce?.workerId ?? null }));
  const groups = changed.map((visit) => new Set([visit]));
  const together = (test: (a: Visit, b: Visit) => boolean) => {
    for (const a of changed) {
      for (const b of changed) {
        if (a === b || !test(a, b)) continue;
        const [one, other] = [groups.findIndex((group) => group.has(a)), groups.findIndex((group) => group.has(b))];
        if (one === other) continue;
        for (const visit of groups[other] ?? []) groups[one]?.add(visit);
        groups.splice(other, 1);
      }
    }
  };
  type Visit = (typeof changed)[number];
  const jobOf = (seatId: SeatId) => seen.get(seatId)?.jobId;
  together((a, b) => a.was === b.workerId || jobOf(a.seatId) === jobOf(b.seatId));
  return groups.map((group) => waiting([...group].map(({ route }) => route)));
}

const waiting = (routes: readonly PlannedRoute[]): Part => ({ routes, state: 'waiting', code: null });

interface OneVisit {
  readonly workerId: PersonId;
  readonly seatId: SeatId;
  readonly startAt: PlannedRoute['leaveAt'];
  readonly route: PlannedRoute;
}

/** A carer's day as runs of one visit, each from when he must leave for it. */
const visitsOf = ({ workerId, stops, leaveAt: first }: PlannedRoute): OneVisit[] =>
  stops.map((stop, n) => {
    const free = stops[n - 1]?.endAt ?? first;
    const leave = plusMinutes(stop.startAt, -stop.travelMinutes);
    return {
      workerId,
      seatId: stop.seatId,
      startAt: stop.startAt,
      route: { workerId, leaveAt: leave > free ? leave : free, endAt: stop.endAt, stops: [stop] },
    };
  });
