import { timetable, type RouteProblem, type Sequence } from '@nuanlin/dispatch-engine';
import { minutesBetween, type MoveCost, type MoveProblem, type PersonId, type SeatId } from '@nuanlin/shared';
import { minuteAt, momentAt } from './day.ts';
import { anywhere, forbiddenTo, holds, skillsOf, type Call, type Trip } from './ground.ts';
import type { Pin, PlannedRoute } from './plan.ts';
import { TOLERANCE, type DayProblem } from './problem.ts';
import { wayBetween } from './propose.ts';

/** What a move costs whom, and the routes as they would be. */
export interface Weighed {
  readonly cost: Omit<MoveCost, 'version'>;
  readonly routes: readonly PlannedRoute[];
}

/**
 * A visit given to a worker at a minute: everything else keeps its worker and its order by time, and begins as early as
 * it may; a partner of its crew begins with it.
 */
export function weigh(problem: DayProblem, routes: readonly PlannedRoute[], move: Pin): Weighed {
  const { read } = problem;
  const before = new Map(
    routes.flatMap(({ workerId, stops }) =>
      stops.map(({ seatId, startAt }) => [seatId as string, { workerId, start: minuteAt(read, startAt) }] as const),
    ),
  );
  const wished = wishesOf(problem, before, move);
  const sequences = problem.trips.map(({ worker, row }): Sequence => {
    const own = [...wished].filter(([, { workerId }]) => workerId === worker.id);
    return { worker: row.id, visits: own.toSorted(([, a], [, b]) => a.start - b.start).map(([id]) => id) };
  });
  const times = timetable(wishing(problem, wished, move), sequences);
  const after = problem.trips.flatMap((trip, n) => routeOf(problem, trip, times[n]?.stops ?? []));
  return { cost: costOf(problem, routes, after, move), routes: after };
}

interface Wish {
  readonly workerId: PersonId;
  readonly start: number;
}

/** Who should do what from when on: as it is, but the moved seat, and its partner at the same minute. */
function wishesOf(problem: DayProblem, before: ReadonlyMap<string, Wish>, move: Pin): Map<string, Wish> {
  const { read, calls } = problem;
  const start = minuteAt(read, move.startAt);
  const jobId = calls.find(({ visit }) => visit.id === move.seatId)?.seats[0]?.work.job.id;
  const wished = new Map<string, Wish>();
  for (const { visit, seats } of calls) {
    const is = before.get(visit.id);
    if (visit.id === move.seatId) wished.set(visit.id, { workerId: move.workerId, start });
    else if (is) wished.set(visit.id, seats[0]?.work.job.id === jobId ? { ...is, start } : is);
  }
  return wished;
}

/** What a person arranged begins where it is; the rest may come back to what was agreed on, or promised. */
function wishing({ day, calls, read }: DayProblem, wished: ReadonlyMap<string, Wish>, move: Pin): RouteProblem {
  const pinned = new Set<string>([...read.pins, move].map(({ seatId }) => seatId));
  const opens = new Map(
    calls.map(({ visit, seats: [one] }) => {
      const start = wished.get(visit.id)?.start ?? visit.window.from;
      const told = one?.inForce
        ? minuteAt(read, one.inForce.startAt)
        : minuteAt(read, one?.work.job.window.from ?? read.now);
      return [visit.id, pinned.has(visit.id) ? start : Math.min(start, told)] as const;
    }),
  );
  return {
    ...day.problem,
    visits: day.problem.visits.map((visit) => {
      const from = opens.get(visit.id) ?? visit.window.from;
      return { ...visit, window: { ...visit.window, from } };
    }),
  };
}

type Times = ReturnType<typeof timetable>[number]['stops'];

function routeOf(problem: DayProblem, { worker, row }: Trip, stops: Times): PlannedRoute[] {
  const { read } = problem;
  const [first, last] = [stops[0], stops.at(-1)];
  if (!first || !last) return [];
  let place = row.start;
  const planned = stops.flatMap(({ visit, start, end }) => {
    const call = callOf(problem, visit);
    const [one] = call?.seats ?? [];
    if (!call || !one) return [];
    const travelMinutes = wayBetween(problem, place, call.visit.place);
    place = call.visit.place;
    return [
      { seatId: one.seat.id, startAt: momentAt(read, start), endAt: momentAt(read, end), travelMinutes, boxes: 0 },
    ];
  });
  const leave = first.start - (planned[0]?.travelMinutes ?? 0);
  return [{ workerId: worker.id, leaveAt: momentAt(read, leave), endAt: momentAt(read, last.end), stops: planned }];
}

const callOf = ({ calls }: DayProblem, visit: string): Call | undefined => calls.find((one) => one.visit.id === visit);

function costOf(
  problem: DayProblem,
  before: readonly PlannedRoute[],
  after: readonly PlannedRoute[],
  move: Pin,
): Weighed['cost'] {
  const workers = problem.trips.flatMap(({ worker: { id } }) => {
    const [was, is] = [before, after].map((routes) => routes.find(({ workerId }) => workerId === id));
    const travelMinutes = { before: travelOf(was), after: travelOf(is) };
    const endAt = { before: was?.endAt ?? null, after: is?.endAt ?? null };
    const same = Math.abs(travelMinutes.before - travelMinutes.after) < 0.5 && endAt.before === endAt.after;
    return same && id !== move.workerId ? [] : [{ workerId: id, travelMinutes, endAt }];
  });
  const [were, are] = [placed(before), placed(after)];
  const moved = problem.calls.flatMap(({ seats: [one] }) => {
    const is = one && are.get(one.seat.id);
    const was = one && were.get(one.seat.id);
    const same = is?.workerId === was?.workerId && is?.startAt === was?.startAt;
    return !one || !is || same ? [] : [{ one, was, is }];
  });
  return {
    startAt: are.get(move.seatId)?.startAt ?? move.startAt,
    problems: problemsOf(problem, after, move),
    workers,
    late: moved.flatMap(({ one, was, is }) => {
      const agreed = one.work.job.window.from;
      const lateness = (start: typeof agreed) => Math.max(0, Math.round(minutesBetween(agreed, start)));
      const minutes = { before: was ? lateness(was.startAt) : 0, after: lateness(is.startAt) };
      return minutes.before === minutes.after ? [] : [{ seatId: one.seat.id, ...minutes }];
    }),
    promises: moved.flatMap(({ one: { seat, inForce }, is }) => {
      if (!inForce) return [];
      const kept =
        inForce.workerId === is.workerId && Math.abs(minutesBetween(inForce.startAt, is.startAt)) <= TOLERANCE;
      return kept ? [] : [{ seatId: seat.id, before: inForce, after: is }];
    }),
  };
}

const travelOf = (route: PlannedRoute | undefined): number =>
  Math.round((route?.stops ?? []).reduce((sum, { travelMinutes }) => sum + travelMinutes, 0));

const placed = (routes: readonly PlannedRoute[]) =>
  new Map<SeatId, Pick<Pin, 'workerId' | 'startAt'>>(
    routes.flatMap(({ workerId, stops }) => stops.map(({ seatId, startAt }) => [seatId, { workerId, startAt }])),
  );

/** What binds people as well as the engine: skills, papers, sex, the elder's word, crews of different people, the shift. */
function problemsOf(problem: DayProblem, after: readonly PlannedRoute[], move: Pin): MoveProblem[] {
  const { read, trips, places } = problem;
  const worker = read.workers.find(({ id }) => id === move.workerId);
  const trip = trips.find((one) => one.worker.id === move.workerId);
  const one = callOf(problem, move.seatId)?.seats[0];
  if (!worker || !trip || !one) return ['ABSENT'];
  const route = after.find(({ workerId }) => workerId === worker.id);
  const crew = problem.planned.filter(({ work, seat }) => work.job.id === one.work.job.id && seat.id !== one.seat.id);
  const last = callOf(problem, route?.stops.at(-1)?.seatId ?? '');
  const home = trip.row.end === anywhere(places) || !last ? 0 : wayBetween(problem, last.visit.place, trip.row.end);
  const over = route ? minuteAt(read, route.endAt) + home > trip.row.shift.to + TOLERANCE : false;
  return [
    ...(skillsOf(one, read.zone).every((skill) => holds(worker, skill)) ? [] : (['SKILL_MISSING'] as const)),
    ...(forbiddenTo(one, read).includes(worker.id) ? (['NOT_WANTED'] as const) : []),
    ...(crew.some(({ seat }) => route?.stops.some(({ seatId }) => seatId === seat.id))
      ? (['IN_CREW_ALREADY'] as const)
      : []),
    ...(over || minuteAt(read, move.startAt) < trip.row.shift.from - 1 ? (['OFF_SHIFT'] as const) : []),
  ];
}
