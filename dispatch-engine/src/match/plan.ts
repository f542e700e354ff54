import type { Job, Minute, Place } from '../problem/index.ts';
import { real, whole } from '../problem/cells.ts';
import { endCost, startOf, type Field } from './field.ts';
import { follow, OUT_AT, OUT_LEAVE, OUT_PLACE } from './follow.ts';

/** Units that one worker does in one go. */
export interface PlannedUnits {
  readonly units: readonly number[];
  /** Of the walk alone. */
  readonly cost: number;
  /** Free again. */
  readonly at: Minute;
  readonly place: Place;
  /** Latest moment to be on the way without losing anything. */
  readonly leave: Minute;
}

/** The runs of one worker, one after the other. */
export interface Route {
  readonly number: number;
  readonly runs: readonly PlannedUnits[];
  /** Sum over the units. */
  readonly personal: number;
  /** `endCost` of the last run. */
  readonly end: number;
  /** Of walks, personal costs, and where and when the worker ends instead of where she stands. */
  readonly cost: number;
}

/** The tentative stage: who would do what in which order. Only what must leave now is offered. */
export interface Plan {
  readonly field: Field;
  /** By worker number. */
  readonly routes: (Route | null)[];
  /** Worker of every unit, -1 when unplanned; and what it costs her personally. */
  readonly workerOf: Int32Array;
  readonly personalOf: Float64Array;
  /** Routes, and what the unplanned units cost undone. */
  cost: number;
}

export function emptyPlan(field: Field): Plan {
  const { units, undone, board } = field;
  let cost = 0;
  for (const one of undone) cost += one;
  return {
    field,
    routes: new Array<Route | null>(board.workers.length).fill(null),
    workerOf: new Int32Array(units.length).fill(-1),
    personalOf: new Float64Array(units.length),
    cost,
  };
}

/** Gives a worker another route, or none; units that this drops become unplanned. */
export function setRoute(plan: Plan, number: number, route: Route | null): void {
  const { undone } = plan.field;
  const old = plan.routes[number];
  if (old) {
    plan.cost -= old.cost;
    for (const { units } of old.runs) {
      for (const u of units) {
        plan.cost += real(undone, u);
        plan.workerOf[u] = -1;
      }
    }
  }
  plan.routes[number] = route;
  if (!route) return;
  plan.cost += route.cost;
  for (const { units } of route.runs) {
    for (const u of units) {
      plan.cost -= real(undone, u);
      plan.workerOf[u] = number;
    }
  }
}

/** A route over these runs, or null when a hard limit breaks. */
export function routeOf(
  field: Field,
  number: number,
  runs: readonly (readonly number[])[],
  personal: number,
): Route | null {
  const { board, works, awayEnd, awayStart } = field;
  const done: PlannedUnits[] = [];
  let cost = personal;
  let place: Place = whole(board.fleet.startPlace, number);
  let at = startOf(board, number);
  let end = endCost(board, number, real(awayStart, number), at);
  cost -= end;
  for (const units of runs) {
    const own = followUnits(field, number, units, place, at);
    if (own === Infinity) return null;
    at = real(works.out, OUT_AT);
    place = real(works.out, OUT_PLACE);
    done.push({ units, cost: own, at, place, leave: real(works.out, OUT_LEAVE) });
    end = endCost(board, number, real(awayEnd, units.at(-1) ?? 0), at);
    cost += own;
  }
  return { number, runs: done, personal, end, cost: cost + end };
}

/** `follow` along the jobs of these units. */
export function followUnits(field: Field, number: number, units: readonly number[], place: Place, at: Minute): number {
  const { board, works, jobFrom } = field;
  let n = 0;
  for (let k = 0; k < units.length; k++) {
    const u = units[k] ?? 0;
    const to = whole(jobFrom, u + 1);
    for (let job = whole(jobFrom, u); job < to; job++) works.scratch[n++] = job;
  }
  return follow(board, works, number, n, place, at, units.length > 1 ? field.detour : Infinity);
}

/** The route without the unit; null when nothing remains. What remains only gets sooner, so no limit can break. */
export function withoutUnit({ field, personalOf }: Plan, { number, runs, personal }: Route, u: number): Route | null {
  const rest: (readonly number[])[] = [];
  for (const { units } of runs) {
    if (!units.includes(u)) rest.push(units);
    else if (units.length > 1) rest.push(units.filter((other) => other !== u));
  }
  return rest.length === 0 ? null : routeOf(field, number, rest, personal - real(personalOf, u));
}

export function jobsOf({ units }: Field, run: PlannedUnits): readonly Job[] {
  return run.units.flatMap((u) => units[u]?.jobs ?? []);
}
