import type { Board, Job, Place, Worker } from '../problem/index.ts';
import { awayFrom } from './away.ts';
import { walkCost } from './cost.ts';
import type { Unit } from './unit.ts';
import { walk, type Standing, type Walk } from './walk.ts';

/** The runs of one worker, one after the other, each with its walk; `cost` counts walks and personal costs. */
export interface Route {
  readonly number: number;
  readonly worker: Worker;
  readonly runs: readonly (readonly Unit[])[];
  readonly walks: readonly Walk[];
  readonly cost: number;
}

/** The tentative stage: who would do what in which order. Only what must leave now is offered. */
export interface Plan {
  /** By worker number; a worker without work has none. */
  readonly routes: Map<number, Route>;
  /** Worker number of every planned unit. */
  readonly numberOf: Map<Unit, number>;
  readonly unplanned: Set<Unit>;
  /** Routes, and what the unplanned units cost undone. */
  cost: number;
  /** `awayFrom` of the board. */
  readonly away: (place: Place) => number;
}

export function emptyPlan(board: Board, units: readonly Unit[]): Plan {
  let cost = 0;
  for (const { undone } of units) cost += undone;
  return { routes: new Map(), numberOf: new Map(), unplanned: new Set(units), cost, away: awayFrom(board) };
}

/** Gives a worker another route, or none; units that this drops become unplanned. */
export function setRoute(plan: Plan, number: number, route: Route | null): void {
  const old = plan.routes.get(number);
  if (old) {
    plan.cost -= old.cost;
    for (const run of old.runs) {
      for (const unit of run) {
        plan.cost += unit.undone;
        plan.unplanned.add(unit);
        plan.numberOf.delete(unit);
      }
    }
  }
  if (!route) {
    plan.routes.delete(number);
    return;
  }
  plan.routes.set(number, route);
  plan.cost += route.cost;
  for (const run of route.runs) {
    for (const unit of run) {
      plan.cost -= unit.undone;
      plan.unplanned.delete(unit);
      plan.numberOf.set(unit, number);
    }
  }
}

/** A unit put into a route: as a run of its own before run `r`, or into run `r` before place `i`. */
export interface Option {
  readonly number: number;
  readonly worker: Worker;
  readonly r: number;
  readonly i: number | null;
  /** By how much the plan's cost rises. */
  readonly rise: number;
}

/** A route over these runs, or null when a hard limit breaks. */
export function routeOf(
  board: Board,
  plan: Plan,
  number: number,
  worker: Worker,
  runs: readonly (readonly Unit[])[],
): Route | null {
  const walks: Walk[] = [];
  let cost = 0;
  let standing: Standing = worker.free;
  for (const run of runs) {
    const done = walk(board, worker, jobsOf(run), standing);
    if (!done) return null;
    walks.push(done);
    cost += walkCost(board, done);
    for (const unit of run) cost += unit.personal.get(number) ?? Infinity;
    standing = done;
  }
  cost += plan.away(standing.place) - plan.away(worker.free.place);
  return { number, worker, runs, walks, cost };
}

/**
 * The cheapest way to fit a unit into the plan as it stands, the first of equals. A candidate whose least possible rise is no
 * better than the best found is passed over; an idle one's rise is known without a walk.
 */
export function cheapest(board: Board, plan: Plan, unit: Unit): Option | null {
  const last = unit.jobs.at(-1);
  const endsAway = last ? plan.away(last.door.place) : 0;
  let best: Option | null = null;
  let least = unit.undone;
  for (const candidate of unit.candidates) {
    const { number, worker } = candidate;
    const route = plan.routes.get(number);
    if (!route) {
      const rise = candidate.alone + endsAway - plan.away(worker.free.place);
      if (rise < least) {
        least = rise;
        best = { number, worker, r: 0, i: null, rise };
      }
      continue;
    }
    const end = plan.away(route.walks.at(-1)?.place ?? worker.free.place);
    if (candidate.least + Math.min(0, endsAway - end) >= least) continue;
    let rest = end - candidate.personal; // of the old runs from r on
    for (const done of route.walks) rest += walkCost(board, done);
    for (let r = 0; r <= route.runs.length; r++) {
      const alone = costFrom(board, plan, route, [unit], r, r, least + rest) - rest;
      if (alone < least) {
        least = alone;
        best = { number, worker, r, i: null, rise: least };
      }
      const run = route.runs[r];
      if (!run) break;
      for (let i = 0; bundles(board, run, unit) && i <= run.length; i++) {
        const joined = costFrom(board, plan, route, run.toSpliced(i, 0, unit), r, r + 1, least + rest) - rest;
        if (joined < least) {
          least = joined;
          best = { number, worker, r, i, rise: least };
        }
      }
      const done = route.walks[r];
      if (done) rest -= walkCost(board, done);
    }
  }
  return best;
}

/** Cost of a run in place `r` and of the old runs from `next` on after it; anything above `limit` when it is more. */
function costFrom(
  board: Board,
  plan: Plan,
  { worker, runs, walks }: Route,
  run: readonly Unit[],
  r: number,
  next: number,
  limit: number,
): number {
  const first = walk(board, worker, jobsOf(run), walks[r - 1] ?? worker.free);
  if (!first) return Infinity;
  let cost = walkCost(board, first);
  let standing: Standing = first;
  for (let k = next; k < runs.length; k++) {
    if (cost > limit) return Infinity;
    const done = walk(board, worker, jobsOf(runs[k] ?? []), standing);
    if (!done) return Infinity;
    cost += walkCost(board, done);
    standing = done;
  }
  return cost + plan.away(standing.place);
}

/** The route with the unit where the option says. */
export function withUnit(board: Board, plan: Plan, unit: Unit, { number, worker, r, i }: Option): Route | null {
  const runs = plan.routes.get(number)?.runs ?? [];
  const longer = i === null ? runs.toSpliced(r, 0, [unit]) : runs.with(r, (runs[r] ?? []).toSpliced(i, 0, unit));
  return routeOf(board, plan, number, worker, longer);
}

/** The route without the unit; null when nothing remains. What remains only gets sooner, so no limit can break. */
export function withoutUnit(board: Board, plan: Plan, { number, worker, runs }: Route, unit: Unit): Route | null {
  const rest = runs.map((run) => run.filter((other) => other !== unit)).filter((run) => run.length > 0);
  return rest.length === 0 ? null : routeOf(board, plan, number, worker, rest);
}

/** Single meals of one kitchen may share a run up to the rules' number. */
export function bundles({ rules }: Board, run: readonly Unit[], unit: Unit): boolean {
  if (run.length >= rules.bundle.jobs || unit.jobs.length > 1) return false;
  const kitchen = unit.jobs[0]?.pickup?.place;
  return kitchen !== undefined && run.every(({ jobs }) => jobs.length === 1 && jobs[0]?.pickup?.place === kitchen);
}

export function jobsOf(run: readonly Unit[]): readonly Job[] {
  const [unit] = run;
  return run.length === 1 && unit ? unit.jobs : run.flatMap(({ jobs }) => jobs);
}
