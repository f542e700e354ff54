import { spot } from '../problem/index.ts';
import { real, whole } from '../problem/cells.ts';
import { endCost, startOf, type Field } from './field.ts';
import { follow, OUT_AT, OUT_PLACE } from './follow.ts';
import { followUnits, routeOf, setRoute, type Plan, type Route } from './plan.ts';

/** A place for a unit in a plan: as a run of its own before run `r`, or into run `r` before its i-th unit. */
export interface Option {
  number: number;
  r: number;
  /** -1: as a run of its own. */
  i: number;
  personal: number;
  /** By how much the plan's cost rises. */
  rise: number;
}

export const noOption = (): Option => ({ number: -1, r: 0, i: -1, personal: 0, rise: 0 });

/**
 * Finds the cheapest place for a unit in the plan as it stands, the first of equals. A candidate whose least possible rise is no
 * better than the best found is passed over; an idle one's rise is known without a walk.
 * @returns false when leaving it undone is cheaper
 */
export function cheapest(plan: Plan, u: number, best: Option): boolean {
  const { field, routes } = plan;
  const { candidateFrom, candidates } = field;
  const { number: numbers, least, personal, rise, end } = candidates;
  const to = whole(candidateFrom, u + 1);
  best.rise = real(field.undone, u);
  best.number = -1;
  for (let c = whole(candidateFrom, u); c < to; c++) {
    const number = numbers[c] ?? 0;
    const route = routes[number];
    if (!route) {
      offer(best, number, 0, -1, personal[c] ?? 0, rise[c] ?? 0);
    } else if ((least[c] ?? 0) + Math.min(0, (end[c] ?? 0) - route.end) < best.rise) {
      tryRoute(field, route, u, personal[c] ?? 0, best);
    }
  }
  return best.number >= 0;
}

function offer(best: Option, number: number, r: number, i: number, personal: number, rise: number): void {
  if (!(rise < best.rise)) return;
  best.number = number;
  best.r = r;
  best.i = i;
  best.personal = personal;
  best.rise = rise;
}

const ALONE: readonly number[] = [];

/** Every place of one route. */
function tryRoute(field: Field, route: Route, u: number, personal: number, best: Option): void {
  const { number, runs } = route;
  let rest = route.end; // of the old runs from r on
  for (const { cost } of runs) rest += cost;
  for (let r = 0; r <= runs.length; r++) {
    const own = costFrom(field, route, ALONE, 0, u, r, r, best.rise - personal + rest);
    offer(best, number, r, -1, personal, own - rest + personal);
    const run = runs[r];
    if (!run) return;
    if (joins(field, run.units, u)) {
      for (let i = 0; i <= run.units.length; i++) {
        const joined = costFrom(field, route, run.units, i, u, r, r + 1, best.rise - personal + rest);
        offer(best, number, r, i, personal, joined - rest + personal);
      }
    }
    rest -= run.cost;
  }
}

/**
 * Cost of a run with the unit at its i-th place, begun after run `r - 1`, of the old runs from `next` on after it, and of where and when
 * they end; Infinity when that is sure to be more than `limit`.
 */
function costFrom(
  field: Field,
  route: Route,
  units: readonly number[],
  i: number,
  u: number,
  r: number,
  next: number,
  limit: number,
): number {
  const { board, works } = field;
  const { number, runs } = route;
  const before = runs[r - 1];
  const n = scratchWith(field, units, i, u);
  const place = before ? before.place : whole(board.fleet.startPlace, number);
  const at = before ? before.at : startOf(board, number);
  let cost = follow(board, works, number, n, place, at, units.length > 0 ? field.detour : Infinity);
  for (let k = next; k < runs.length; k++) {
    if (cost > limit) return Infinity;
    const run = runs[k];
    if (!run) break;
    cost += followUnits(field, number, run.units, real(works.out, OUT_PLACE), real(works.out, OUT_AT));
    if (cost === Infinity) return cost;
    if (real(works.out, OUT_AT) === run.at) return cost + restFrom(route, k + 1);
  }
  if (cost === Infinity) return cost;
  const last =
    next < runs.length ? (runs[runs.length - 1]?.units.at(-1) ?? u) : i < units.length ? (units.at(-1) ?? u) : u;
  return cost + endCost(board, number, real(field.awayEnd, last), real(works.out, OUT_AT));
}

/** From where the walk is as before again, so is all that follows. */
function restFrom({ runs, end }: Route, k: number): number {
  let cost = end;
  for (; k < runs.length; k++) cost += runs[k]?.cost ?? 0;
  return cost;
}

function scratchWith({ works, jobFrom }: Field, units: readonly number[], i: number, u: number): number {
  let n = 0;
  for (let k = 0; k <= units.length; k++) {
    if (k === i) n = scratchUnit(works.scratch, jobFrom, u, n);
    if (k < units.length) n = scratchUnit(works.scratch, jobFrom, units[k] ?? 0, n);
  }
  return n;
}

function scratchUnit(scratch: Int32Array, jobFrom: Int32Array, u: number, n: number): number {
  const to = whole(jobFrom, u + 1);
  for (let job = whole(jobFrom, u); job < to; job++) scratch[n++] = job;
  return n;
}

/** Whether a single meal may join the single meals of a run: up to the rules' number, of kitchens near each other. */
function joins({ board, works, jobFrom }: Field, run: readonly number[], u: number): boolean {
  const { jobs, kitchens } = board.rules.bundle;
  const job = whole(jobFrom, u);
  const here = whole(works.kitchen, job);
  if (run.length >= jobs || here < 0 || whole(jobFrom, u + 1) > job + 1) return false;
  for (const other of run) {
    const first = whole(jobFrom, other);
    const there = whole(works.kitchen, first);
    if (there < 0 || whole(jobFrom, other + 1) > first + 1) return false;
    if (there === here) continue;
    const [a, b] = [spot(board, here), spot(board, there)];
    if (kitchens === 0 || Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2) > kitchens) return false;
  }
  return true;
}

/** Puts a unit where the option says. */
export function insert(plan: Plan, u: number, { number, r, i, personal }: Option): void {
  const old = plan.routes[number];
  const runs = old ? old.runs.map(({ units }) => units) : [];
  if (i < 0) runs.splice(r, 0, [u]);
  else runs[r] = (runs[r] ?? []).toSpliced(i, 0, u);
  plan.personalOf[u] = personal;
  setRoute(plan, number, routeOf(plan.field, number, runs, (old?.personal ?? 0) + personal));
}
