import type { Change, RoutePlan } from '@nuanlin/dispatch-engine';
import type { PersonId } from '@nuanlin/shared';
import { momentAt, seenSeat, seenWorker } from './day.ts';
import type { PlannedChange, PlannedRoute, Promised, Proposal } from './plan.ts';
import { anywhere, type Call } from './ground.ts';
import type { DayProblem } from './problem.ts';

/** What a planning thread finds. */
export interface Found {
  readonly plan: RoutePlan;
  readonly changes: readonly Change[];
}

/** The engine's plan as a proposal: stops become doors again, minutes moments. */
export function propose(problem: DayProblem, { plan, changes }: Found): Proposal {
  const { read, calls, seats, planned, table } = problem;
  const byVisit = new Map(calls.map((call) => [call.visit.id, call]));
  return {
    readAt: read.now,
    estimated: table.estimated,
    cost: plan.cost,
    seats: planned.map((one) => seenSeat(one, read.zone)),
    workers: read.workers.map((worker) => seenWorker(worker, seats, read)),
    routes: plan.routes.flatMap(({ stops }, n) => routeOf(problem, n, stops, byVisit)),
    undone: plan.undone.flatMap(({ visit, reason }) =>
      (byVisit.get(visit)?.seats ?? []).map(({ seat }) => ({ seatId: seat.id, reason })),
    ),
    changes: changes.flatMap((change) => changesOf(problem, change, byVisit)),
  };
}

type ByVisit = ReadonlyMap<string, Call>;

function routeOf(problem: DayProblem, n: number, stops: Found['plan']['routes'][number]['stops'], byVisit: ByVisit) {
  const trip = problem.trips[n];
  const [first, last] = [stops[0], stops.at(-1)];
  if (!trip || !first || !last) return [];
  const moment = (minute: number) => momentAt(problem.read, minute);
  let from = trip.row.start;
  const planned = stops.flatMap((stop) => {
    const call = byVisit.get(stop.visit);
    if (!call) return [];
    const way = wayBetween(problem, from, call.visit.place);
    from = call.visit.place;
    return call.seats.map(({ work, seat }, k) => ({
      seatId: seat.id,
      startAt: moment(stop.start + (call.offsets[k]?.start ?? 0)),
      endAt: moment(stop.start + (call.offsets[k]?.end ?? 0)),
      travelMinutes: k === 0 ? way : 0,
      boxes: work.job.load,
    }));
  });
  const route: PlannedRoute = {
    workerId: trip.worker.id,
    leaveAt: moment(first.start - (planned[0]?.travelMinutes ?? 0) - trip.before),
    endAt: moment(last.end),
    stops: planned,
  };
  return [route];
}

/** Minutes of the way between two rows; none from or to anywhere. */
export const wayBetween = ({ table, places }: Pick<DayProblem, 'table' | 'places'>, from: number, to: number) =>
  from === anywhere(places) || to === anywhere(places) ? 0 : (table.minutes[from]?.[to] ?? 0);

/** Promises that would be others; what was in no plan before is not a change to anybody. */
function changesOf(problem: DayProblem, change: Change, byVisit: ByVisit): PlannedChange[] {
  const told = (promise: Change['before']): Promised | null =>
    promise && { workerId: personOf(problem, promise.worker), startAt: momentAt(problem.read, promise.start) };
  const because = change.because === null ? undefined : byVisit.get(change.because)?.seats[0];
  if (change.before === null) return [];
  return (byVisit.get(change.visit)?.seats ?? []).map(({ seat }) => ({
    seatId: seat.id,
    before: told(change.before),
    after: told(change.after),
    reason: change.reason,
    becauseSeatId: because?.seat.id ?? null,
  }));
}

/** A trip's worker, or who was promised and does not come any more. */
function personOf({ trips, planned }: DayProblem, worker: string): PersonId {
  const found =
    trips.find(({ row }) => row.id === worker)?.worker.id ??
    planned.find(({ inForce }) => inForce?.workerId === worker)?.inForce?.workerId;
  if (found === undefined) throw new Error(`worker ${worker} is in no trip and has no promise`);
  return found;
}
