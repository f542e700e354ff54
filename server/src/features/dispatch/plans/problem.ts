import type { DayUnderWay, RoutePlan } from '@nuanlin/dispatch-engine';
import type { Places } from '../snapshot.ts';
import type { TravelTable } from '../travel.ts';
import { minuteAt, seatsOf, type DayRead } from './day.ts';
import type { Call, Ground, Trip } from './ground.ts';
import { mealCalls, mealTrips } from './meals.ts';
import { visitCalls, visitTrips } from './visits.ts';

/** A day as the engine plans it, and what its ids mean. */
export interface DayProblem extends Ground {
  readonly calls: readonly Call[];
  readonly trips: readonly Trip[];
  readonly day: DayUnderWay;
}

/** Minutes that a start may move before the elder must be told. */
export const TOLERANCE = 10;
/** What sending somebody else than was promised costs, in minutes: more than any detour saves. */
const OTHER_WORKER = 500;

/** The engine's problem of a day, with what was promised for it. */
export function problemOf(read: DayRead, places: Places, table: TravelTable, version: number): DayProblem {
  const seats = seatsOf(read);
  const ground = { read, seats, planned: seats.filter(({ plannable }) => plannable), places, table };
  const { calls, links } = read.subject.kind === 'meals' ? mealCalls(ground) : visitCalls(ground);
  const trips = read.subject.kind === 'meals' ? mealTrips(ground, calls) : visitTrips(ground);
  const minutes = [...table.minutes.map((row) => [...row, 0]), [...places.points.map(() => 0), 0]];
  const problem = {
    travel: { minutes, distance: minutes },
    workers: trips.map(({ row }) => row),
    visits: calls.map(({ visit }) => visit),
    links,
    weights: { distance: 1, tardiness: read.weights.lateness, greatestTardiness: 0 },
  };
  const promises = { tolerance: TOLERANCE, otherWorker: OTHER_WORKER };
  return { ...ground, calls, trips, day: { version, problem, inForce: inForceOf(calls, read), promises } };
}

/** What was promised, as a plan; also by workers who do not come any more. */
function inForceOf(calls: readonly Call[], read: DayRead): RoutePlan {
  const byWorker = new Map<string, RoutePlan['routes'][number]['stops'][number][]>();
  for (const { seats, visit } of calls) {
    const promised = seats[0]?.inForce;
    if (!promised) continue;
    const start = minuteAt(read, promised.startAt);
    const stops = byWorker.get(promised.workerId) ?? [];
    byWorker.set(promised.workerId, [...stops, { visit: visit.id, start, end: start + visit.minutes }]);
  }
  return { routes: [...byWorker].map(([worker, stops]) => ({ worker, stops })), undone: [], cost: 0 };
}
