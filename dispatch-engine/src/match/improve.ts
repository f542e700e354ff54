import { spot, type Board } from '../problem/index.ts';
import { METRES_A_MINUTE } from './away.ts';
import { cheapest, emptyPlan, routeOf, setRoute, withoutUnit, withUnit, type Plan, type Route } from './plan.ts';
import type { Unit } from './unit.ts';

/** Rounds of ruin and recreate a decision; with few units a round for each of them suffices several times over. */
const ROUNDS = 60;
const ROUNDS_A_UNIT = 6;
/** Most units taken out in one round; more finds little that several rounds do not. */
const MOST_RUINED = 8;

/** A new plan: what of the last one still holds, every other unit where it costs least, then ruin and recreate. */
export function planOf(board: Board, units: readonly Unit[]): Plan {
  const plan = emptyPlan(board, units);
  recall(board, plan, units);
  for (const unit of [...plan.unplanned]) insert(board, plan, unit);
  if (units.length > 1) improve(board, plan, units);
  return plan;
}

/** Takes over the runs of the last plan whose work is still open and whose worker may still do it. */
function recall(board: Board, plan: Plan, units: readonly Unit[]): void {
  const unitOfJob = new Map(units.flatMap((unit) => unit.jobs.map(({ id }) => [id, unit] as const)));
  for (const { workerId, jobIds } of board.plan) {
    const number = board.numberOf.get(workerId);
    const worker = number === undefined ? null : board.workers[number];
    if (number === undefined || !worker) continue;
    const run = [...new Set(jobIds.flatMap((id) => unitOfJob.get(id) ?? []))].filter(
      (unit) => plan.unplanned.has(unit) && unit.personal.has(number),
    );
    if (run.length === 0) continue;
    const route = routeOf(board, plan, number, worker, [...(plan.routes.get(number)?.runs ?? []), run]);
    if (route) setRoute(plan, number, route);
  }
}

/**
 * Ruin and recreate (Schrimpf et al. 2000): takes a few units near each other out and puts each back where it costs least, in
 * a varying order; keeps what is cheaper. The sequence of numbers is fixed, so the same board gives the same plan.
 */
function improve(board: Board, plan: Plan, units: readonly Unit[]): void {
  const rounds = Math.min(ROUNDS, ROUNDS_A_UNIT * units.length);
  const random = sequence(units.length);
  const points = units.map((unit) => pointOf(board, unit));
  const touched = new Map<number, Route | null>();
  for (let round = 0; round < rounds; round++) {
    const before = plan.cost;
    const seed = points[Math.floor(random() * points.length)];
    if (!seed) break;
    const ruined = nearest(points, seed, 2 + Math.floor(random() * (MOST_RUINED - 1))).flatMap((i) => units[i] ?? []);
    touched.clear();
    for (const unit of ruined) {
      const route = plan.routes.get(plan.numberOf.get(unit) ?? -1);
      if (!route) continue;
      if (!touched.has(route.number)) touched.set(route.number, route);
      setRoute(plan, route.number, withoutUnit(board, plan, route, unit));
    }
    shuffle(ruined, random);
    for (const unit of ruined) {
      const best = cheapest(board, plan, unit);
      if (!best) continue;
      if (!touched.has(best.number)) touched.set(best.number, plan.routes.get(best.number) ?? null);
      setRoute(plan, best.number, withUnit(board, plan, unit, best));
    }
    if (plan.cost < before - 1e-9) continue;
    for (const number of touched.keys()) setRoute(plan, number, null);
    for (const [number, route] of touched) if (route) setRoute(plan, number, route);
    plan.cost = before;
  }
}

function insert(board: Board, plan: Plan, unit: Unit): void {
  const best = cheapest(board, plan, unit);
  if (best) setRoute(plan, best.number, withUnit(board, plan, unit, best));
}

/** Where and when a unit begins, the minute as a third length. */
type Point = readonly [x: number, y: number, z: number];

function pointOf(board: Board, { jobs: [job] }: Unit): Point {
  const { x, y } = spot(board, job?.pickup?.place ?? job?.door.place ?? 0);
  return [x, y, (job?.ready ?? 0) * METRES_A_MINUTE];
}

/** The numbers of the seed and of the points nearest to it. */
function nearest(points: readonly Point[], seed: Point, wanted: number): number[] {
  const [x, y, z] = seed;
  const found: { i: number; distance: number }[] = [];
  let i = 0;
  for (const [x2, y2, z2] of points) {
    const distance = (x - x2) ** 2 + (y - y2) ** 2 + (z - z2) ** 2;
    let k = found.length;
    while (k > 0 && (found[k - 1]?.distance ?? 0) > distance) k--;
    if (k < wanted) {
      found.splice(k, 0, { i, distance });
      if (found.length > wanted) found.pop();
    }
    i++;
  }
  return found.map((point) => point.i);
}

function shuffle(units: Unit[], random: () => number): void {
  for (let i = units.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const [a, b] = [units[i], units[j]];
    if (a && b) [units[i], units[j]] = [b, a];
  }
}

/** Numbers in [0, 1) of a linear congruential sequence (Numerical Recipes). */
function sequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
