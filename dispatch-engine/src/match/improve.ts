import { spot, type Board } from '../problem/index.ts';
import { real, whole } from '../problem/cells.ts';
import { Random } from '../problem/random.ts';
import { METRES_A_MINUTE } from './away.ts';
import { endCost, startOf } from './field.ts';
import { OUT_WALKS } from './follow.ts';
import { cheapest, insert, noOption } from './insert.ts';
import { setRoute, withoutUnit, type Plan, type Route } from './plan.ts';
import type { Unit } from './unit.ts';

/** Rounds of ruin and recreate a decision; with few units a round for each of them suffices several times over. */
const ROUNDS = 150;
const ROUNDS_A_UNIT = 6;
/** Walks after which no other round begins, so that a decision about much work takes no longer than it may. */
const WALKS = 22_000;
/** Most units taken out in one round; more finds little that several rounds do not. */
const MOST_RUINED = 8;
/** The seed of a round is the unit that costs most above its bound, of so many drawn by lot. */
const DRAWN = 3;
/** Rounds that make room with the seed's best workers; the others tear out a neighbourhood. */
const MAKING_ROOM = 0.9;
/** Most workers whose routes make room in one round. */
const MOST_MAKING_ROOM = 4;
/** Less than this is no improvement but the last bits of a sum. */
const NOTHING = 1e-9;

/**
 * Ruin and recreate (Schrimpf et al. 2000): takes a few units out and puts each back where it costs least, in a varying order;
 * keeps what is cheaper. The sequence of numbers is fixed, so the same board gives the same plan.
 */
export function improve(plan: Plan): void {
  const { board, units, works } = plan.field;
  const random = new Random(units.length);
  const points = units.map((unit) => pointOf(board, unit));
  const bounds = boundsOf(plan);
  const rounds = Math.min(ROUNDS, ROUNDS_A_UNIT * units.length);
  const walks = real(works.out, OUT_WALKS) + WALKS;
  for (let round = 0; round < rounds && real(works.out, OUT_WALKS) < walks; round++) {
    const seed = dearest(plan, random);
    const ruined = random.unit() < MAKING_ROOM ? room(plan, seed, random) : around(points, seed, random);
    if (ruined.length > 0) rebuild(plan, bounds, ruined, random);
  }
}

/** Takes the units out and puts them back in another order; undoes it all when that is no cheaper. */
function rebuild(plan: Plan, bounds: Float64Array, ruined: number[], random: Random): void {
  const { undone } = plan.field;
  const before = plan.cost;
  const personal = ruined.map((u) => real(plan.personalOf, u));
  const touched = new Map<number, Route | null>();
  const touch = (number: number) => {
    if (!touched.has(number)) touched.set(number, plan.routes[number] ?? null);
  };
  for (const u of ruined) {
    const route = plan.routes[whole(plan.workerOf, u)];
    if (!route) continue;
    touch(route.number);
    setRoute(plan, route.number, withoutUnit(plan, route, u));
  }
  const order = shuffled(ruined, random);
  let hope = plan.cost; // the least that can come of it
  for (const u of order) hope += real(bounds, u) - real(undone, u);
  const option = noOption();
  for (const u of order) {
    if (hope >= before) break;
    const found = cheapest(plan, u, option);
    hope += option.rise - real(bounds, u);
    if (!found) continue;
    touch(option.number);
    insert(plan, u, option);
  }
  if (plan.cost < before - NOTHING) return;
  for (const number of touched.keys()) setRoute(plan, number, null);
  for (const [number, route] of touched) setRoute(plan, number, route);
  ruined.forEach((u, i) => {
    plan.personalOf[u] = personal[i] ?? 0;
  });
  plan.cost = before;
}

/** Lower bound of what each unit adds to any plan, as the ends of routes are now. */
function boundsOf({ field, routes }: Plan): Float64Array {
  const { board, candidateFrom, candidates, awayStart, undone } = field;
  return Float64Array.from(undone, (most, u) => {
    let bound = most;
    for (let c = whole(candidateFrom, u); c < whole(candidateFrom, u + 1); c++) {
      const number = candidates.number[c] ?? 0;
      const before = routes[number]?.end ?? endCost(board, number, real(awayStart, number), startOf(board, number));
      const after = candidates.end[c] ?? 0;
      bound = Math.min(bound, (candidates.least[c] ?? 0) + Math.min(0, after - before));
    }
    return bound;
  });
}

/** What a unit costs as planned: its share of its run, or being left undone. */
function costOf({ field, routes, workerOf, personalOf }: Plan, u: number): number {
  for (const run of routes[whole(workerOf, u)]?.runs ?? []) {
    if (run.units.includes(u)) return run.cost / run.units.length + real(personalOf, u);
  }
  return real(field.undone, u);
}

const leastOf = ({ field }: Plan, u: number): number =>
  field.candidates.least[whole(field.candidateFrom, u)] ?? real(field.undone, u);

function dearest(plan: Plan, random: Random): number {
  let found = 0;
  let most = -Infinity;
  for (let drawn = 0; drawn < DRAWN; drawn++) {
    const u = random.below(plan.field.units.length);
    const regret = costOf(plan, u) - leastOf(plan, u);
    if (regret > most) [found, most] = [u, regret];
  }
  return found;
}

/** The seed with what stands in its way: the routes of some workers who might have it for less; nothing when nobody might. */
function room(plan: Plan, seed: number, random: Random): number[] {
  const { candidateFrom, candidates } = plan.field;
  const from = whole(candidateFrom, seed);
  const cost = costOf(plan, seed);
  let better = from;
  while (better < whole(candidateFrom, seed + 1) && (candidates.least[better] ?? 0) < cost) better++;
  if (better === from) return [];
  const ruined = [seed];
  for (let workers = 1 + random.below(MOST_MAKING_ROOM); workers > 0; workers--) {
    const number = candidates.number[from + random.below(better - from)] ?? 0;
    for (const run of plan.routes[number]?.runs ?? []) {
      for (const u of run.units) if (ruined.length < MOST_RUINED && !ruined.includes(u)) ruined.push(u);
    }
  }
  return ruined;
}

/** Where and when a unit begins, the minute as a third length. */
type Point = readonly [x: number, y: number, z: number];

function pointOf(board: Board, { jobs: [job] }: Unit): Point {
  const { x, y } = spot(board, job?.pickup?.place ?? job?.door.place ?? 0);
  return [x, y, (job?.ready ?? 0) * METRES_A_MINUTE];
}

/** The seed and the units nearest to it. */
function around(points: readonly Point[], seed: number, random: Random): number[] {
  const [x, y, z] = points[seed] ?? [0, 0, 0];
  const wanted = 2 + random.below(MOST_RUINED - 1);
  const found: number[] = [];
  const distances: number[] = [];
  points.forEach(([x2, y2, z2], i) => {
    const distance = (x - x2) ** 2 + (y - y2) ** 2 + (z - z2) ** 2;
    let k = found.length;
    if (k === wanted && distance >= (distances[k - 1] ?? 0)) return;
    while (k > 0 && (distances[k - 1] ?? 0) > distance) k--;
    found.splice(k, 0, i);
    distances.splice(k, 0, distance);
    if (found.length > wanted) found.length = distances.length = wanted;
  });
  return found;
}

function shuffled(units: readonly number[], random: Random): number[] {
  const order = [...units];
  for (let i = order.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  return order;
}
