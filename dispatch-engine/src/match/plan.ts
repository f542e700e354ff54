import type { Board, Job, Worker } from '../problem/index.ts';
import { walkCost } from './cost.ts';
import type { Unit } from './unit.ts';
import { walk, type Standing } from './walk.ts';

/** Units that a worker takes in one go; and runs one after the other. */
export type PlannedUnits = readonly Unit[];
export type Route = readonly PlannedUnits[];

/** The tentative stage: who would do what in which order. Only what must leave now is offered. */
export interface Plan {
  /** By worker number. */
  readonly routes: Map<number, Route>;
  readonly unplanned: Set<Unit>;
}

export interface Option {
  readonly number: number;
  readonly route: Route;
  /** By how much the plan's cost rises. */
  readonly rise: number;
}

/** A new plan: what of the last one still holds, and every other unit where it costs least, the most urgent first. */
export function planOf(board: Board, units: readonly Unit[]): Plan {
  const plan: Plan = { routes: new Map(), unplanned: new Set(units) };
  recall(board, plan, units);
  for (const unit of [...plan.unplanned]) {
    const best = cheapest(board, plan, unit);
    if (best && best.rise < unit.undone) place(plan, unit, best);
  }
  return plan;
}

/** Takes over the runs of the last plan whose work is still open and whose worker may still do it. */
function recall(board: Board, plan: Plan, units: readonly Unit[]): void {
  const unitOfJob = new Map(units.flatMap((unit) => unit.jobs.map(({ id }) => [id, unit] as const)));
  for (const { workerId, jobIds } of board.plan) {
    const number = board.numberOf.get(workerId);
    const worker = number === undefined ? null : board.workers[number];
    if (number === undefined || !worker) continue;
    const run = [...new Set(jobIds.map((id) => unitOfJob.get(id)))].filter(
      (unit) => unit !== undefined && plan.unplanned.has(unit) && unit.personal.has(number),
    ) as Unit[];
    const route = [...(plan.routes.get(number) ?? []), run];
    if (run.length === 0 || routeCost(board, worker, number, route) === Infinity) continue;
    plan.routes.set(number, route);
    for (const unit of run) plan.unplanned.delete(unit);
  }
}

function place(plan: Plan, unit: Unit, { number, route }: Option): void {
  plan.routes.set(number, route);
  plan.unplanned.delete(unit);
}

/** The cheapest way to fit a unit into the plan as it stands; the first of equals, candidates being in a fixed order. */
export function cheapest(board: Board, plan: Plan, unit: Unit): Option | null {
  let best: Option | null = null;
  for (const { number, worker } of unit.candidates.eligible) {
    const route = plan.routes.get(number) ?? [];
    const before = routeCost(board, worker, number, route);
    for (const longer of insertions(board, route, unit)) {
      const rise = routeCost(board, worker, number, longer) - before;
      if (rise < (best?.rise ?? Infinity)) best = { number, route: longer, rise };
    }
  }
  return best;
}

/** Every route with the unit as a run of its own, or within a run that it may be bundled with. */
export function* insertions(board: Board, route: Route, unit: Unit): Generator<Route> {
  for (let r = 0; r <= route.length; r++) {
    yield [...route.slice(0, r), [unit], ...route.slice(r)];
    const run = route[r];
    if (!run || !bundles(board, run, unit)) continue;
    for (let i = 0; i <= run.length; i++) {
      yield [...route.slice(0, r), [...run.slice(0, i), unit, ...run.slice(i)], ...route.slice(r + 1)];
    }
  }
}

/** Single meals of one kitchen may share a run up to the rules' number. */
function bundles({ rules }: Board, run: PlannedUnits, unit: Unit): boolean {
  if (run.length >= rules.bundle.jobs || unit.jobs.length > 1) return false;
  const kitchen = unit.jobs[0]?.pickup?.place;
  return kitchen !== undefined && run.every(({ jobs }) => jobs.length === 1 && jobs[0]?.pickup?.place === kitchen);
}

/** Weighted minutes of a route from where the worker becomes free; Infinity when a hard limit breaks. */
export function routeCost(board: Board, worker: Worker, number: number, route: Route): number {
  let cost = 0;
  let standing: Standing = worker.free;
  for (const run of route) {
    const done = walk(board, worker, jobsOf(run), standing);
    if (!done) return Infinity;
    cost += walkCost(board, done);
    for (const unit of run) cost += unit.personal.get(number) ?? Infinity;
    standing = { place: done.place, at: done.end };
  }
  return cost;
}

export const jobsOf = (run: PlannedUnits): Job[] => run.flatMap(({ jobs }) => jobs);
