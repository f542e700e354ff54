import { real, whole } from '../problem/cells.ts';
import type { Link, RouteProblem, RouteWorker, Visit } from './problem.ts';
import { mayDo } from './servable.ts';

/** What two linked visits owe each other. */
export const ALONE = 0;
export const DELIVERY = 1;
export const CREW = 2;

/** How many near visits a visit knows; the ruin looks no further. */
const NEIGHBOURS = 100;

/**
 * A problem as flat arrays. A node is a visit (0 … visits − 1), a worker's start (visits + worker) or end
 * (visits + workers + worker). A task is what is planned as one: a visit alone, or two linked ones.
 */
export interface Instance {
  readonly problem: RouteProblem;
  readonly visits: number;
  readonly workers: number;
  readonly tasks: number;
  readonly nodes: number;
  /** Per node: its row's offset and its column in the travel matrices. */
  readonly row: Int32Array;
  readonly column: Int32Array;
  readonly minutes: Float64Array;
  /** Cost of a leg. */
  readonly leg: Float64Array;
  /** Per node: earliest and latest start, start without tardiness, minutes of service. */
  readonly open: Float64Array;
  readonly close: Float64Array;
  readonly due: Float64Array;
  readonly service: Float64Array;
  /** Per visit: load; place in `problem.visits`, task, linked visit (or −1). */
  readonly load: Float64Array;
  /** Per visit: what of it is on board from the start of the route, and how it changes what is on board. */
  readonly brought: Float64Array;
  readonly change: Float64Array;
  readonly source: Int32Array;
  readonly taskOf: Int32Array;
  readonly partner: Int32Array;
  /** Per task: its visits (second −1 when alone), kind, bounds of start(second) − start(first), cost of leaving it undone. */
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly kind: Uint8Array;
  readonly minGap: Float64Array;
  readonly maxGap: Float64Array;
  readonly price: Float64Array;
  /** visit × worker: cost of giving the visit to the worker; Infinity when it may not be. */
  readonly assign: Float64Array;
  readonly capacity: Float64Array;
  readonly fixed: Float64Array;
  /** Workers of one group are exchangeable: an empty route of one is as good as of another. */
  readonly group: Int32Array;
  /** Per worker: breaks as from, to, from, to …, in order. */
  readonly breaks: readonly Float64Array[];
  readonly tardinessWeight: number;
  readonly greatestWeight: number;
  /** True when the start of a visit depends on more than its own route up to it. */
  readonly coupled: boolean;
  /** visit × k: the nearest visits, nearest first; `near` of them each. */
  readonly near: number;
  readonly neighbours: Int32Array;
  /** More than any plan without this work can cost; what "must be done" weighs. */
  readonly mustPrice: number;
}

/** @param servable the visits to plan, as places in `problem.visits`: both of a link or none */
export function compile(problem: RouteProblem, servable: readonly number[]): Instance {
  const visits = servable.flatMap((index) => problem.visits[index] ?? []);
  const { workers, weights } = problem;
  const nodes = visits.length + 2 * workers.length;
  const size = problem.travel.minutes.length;
  const minutes = flat(problem.travel.minutes, 1);
  const leg = flat(problem.travel.distance, weights.distance);
  const places = [...visits.map((v) => v.place), ...workers.map((w) => w.start), ...workers.map((w) => w.end)];
  const froms = workers.map((w) => w.shift.from);
  const tos = workers.map((w) => w.shift.to);
  const idle = workers.map(() => 0);
  const close = [...visits.map((v) => (v.window.late === 'never' ? v.window.to : Infinity)), ...tos, ...tos];
  const due = [
    ...visits.map((v) => Math.min(v.window.to, v.promised ?? Infinity)),
    ...idle.map(() => Infinity),
    ...idle.map(() => Infinity),
  ];
  const service = Float64Array.from([...visits.map((v) => v.minutes), ...idle, ...idle]);
  const tasks = tasksOf(problem.links, visits);
  const mustPrice = mostOfAPlan(problem, leg);
  const assign = Float64Array.from(visits.flatMap((visit) => workers.map((worker) => assignCost(visit, worker))));
  const shape = {
    visits: visits.length,
    row: Int32Array.from(places, (place) => place * size),
    column: Int32Array.from(places),
    minutes,
    open: Float64Array.from([...visits.map((v) => v.window.from), ...froms, ...froms]),
    service,
  };
  const near = Math.max(0, Math.min(NEIGHBOURS, visits.length - 1));
  return {
    ...shape,
    ...tasks,
    problem,
    workers: workers.length,
    nodes,
    leg,
    close: Float64Array.from(close),
    due: Float64Array.from(due),
    load: Float64Array.from(visits, (v) => v.load),
    brought: Float64Array.from(visits, (v, i) => (tasks.kind[tasks.taskOf[i] ?? 0] === DELIVERY ? 0 : v.load)),
    change: Float64Array.from(visits, (v, i) => {
      const task = tasks.taskOf[i] ?? 0;
      return tasks.kind[task] === DELIVERY && tasks.first[task] === i ? v.load : -v.load;
    }),
    source: Int32Array.from(servable),
    price: Float64Array.from(tasks.first, (first, task) => {
      const pair = [visits[first], visits[tasks.second[task] ?? -1]];
      return pair.reduce((sum, visit) => sum + (visit === undefined ? 0 : (visit.price ?? mustPrice)), 0);
    }),
    assign,
    capacity: Float64Array.from(workers, (w) => w.capacity),
    fixed: Float64Array.from(workers, (w) => w.fixedCost),
    group: groupsOf(problem),
    breaks: workers.map((w) => Float64Array.from(w.breaks.flatMap(({ from, to }) => [from, to]))),
    tardinessWeight: weights.tardiness,
    greatestWeight: weights.greatestTardiness,
    coupled:
      visits.some((v) => v.window.late === 'priced' || v.promised !== null) ||
      workers.some((w) => w.breaks.length > 0) ||
      problem.links.some((link) => link.kind === 'crew' || link.maxAge < Infinity),
    near,
    neighbours: neighboursOf(shape, near),
    mustPrice,
  };
}

function flat(matrix: RouteProblem['travel']['minutes'], weight: number): Float64Array {
  const size = matrix.length;
  const cells = new Float64Array(size * size);
  matrix.forEach((row, from) => {
    for (let to = 0; to < size; to++) cells[from * size + to] = (row[to] ?? Infinity) * weight;
  });
  return cells;
}

function tasksOf(links: readonly Link[], visits: readonly Visit[]) {
  const indexOf = new Map(visits.map((visit, index) => [visit.id, index]));
  const taskOf = new Int32Array(visits.length).fill(-1);
  const partner = new Int32Array(visits.length).fill(-1);
  const rows: { first: number; second: number; kind: number; minGap: number; maxGap: number }[] = [];
  for (const link of links) {
    const first = indexOf.get(link.kind === 'crew' ? link.first : link.pickup);
    const second = indexOf.get(link.kind === 'crew' ? link.second : link.delivery);
    if (first === undefined || second === undefined) continue;
    taskOf[first] = taskOf[second] = rows.length;
    partner[first] = second;
    partner[second] = first;
    const pickupMinutes = visits[first]?.minutes ?? 0;
    rows.push(
      link.kind === 'crew'
        ? { first, second, kind: CREW, minGap: link.minGap, maxGap: link.maxGap }
        : { first, second, kind: DELIVERY, minGap: 0, maxGap: pickupMinutes + link.maxAge },
    );
  }
  visits.forEach((_, visit) => {
    if (partner[visit] !== -1) return;
    taskOf[visit] = rows.length;
    rows.push({ first: visit, second: -1, kind: ALONE, minGap: 0, maxGap: 0 });
  });
  return {
    tasks: rows.length,
    taskOf,
    partner,
    first: Int32Array.from(rows, (row) => row.first),
    second: Int32Array.from(rows, (row) => row.second),
    kind: Uint8Array.from(rows, (row) => row.kind),
    minGap: Float64Array.from(rows, (row) => row.minGap),
    maxGap: Float64Array.from(rows, (row) => row.maxGap),
  };
}

function assignCost(visit: Visit, worker: RouteWorker): number {
  if (!mayDo(visit, worker)) return Infinity;
  return visit.preferences.find((preference) => preference.worker === worker.id)?.cost ?? 0;
}

/** Exchangeable workers stand alike in everything, and no visit names them. */
function groupsOf({ workers, visits }: RouteProblem): Int32Array {
  const named = new Set(
    visits.flatMap((v) => [v.pinnedTo, ...v.forbidden, ...v.preferences.map((preference) => preference.worker)]),
  );
  const seen = new Map<string, number>();
  return Int32Array.from(workers, ({ id, skills, ...rest }) => {
    const key = JSON.stringify(named.has(id) ? id : [{ ...rest }, skills.toSorted()]);
    const group = seen.get(key) ?? seen.size;
    seen.set(key, group);
    return group;
  });
}

function mostOfAPlan({ workers, visits, weights }: RouteProblem, leg: Float64Array): number {
  let longest = 0;
  for (const cost of leg) longest = Math.max(longest, cost);
  const fixed = workers.reduce((sum, worker) => sum + worker.fixedCost, 0);
  const preferences = visits.reduce((sum, v) => sum + Math.max(0, ...v.preferences.map(({ cost }) => cost)), 0);
  const latest = workers.reduce((most, { shift }) => Math.max(most, shift.to), 0);
  const tardy = visits.filter((v) => v.window.late === 'priced' || v.promised !== null).length;
  const tardiness = Number.isFinite(latest) ? latest * (weights.tardiness * tardy + weights.greatestTardiness) : 0;
  return 1 + fixed + preferences + tardiness + longest * (visits.length + workers.length);
}

/** The nearest visits by travel there and back; sorted as numbers that hold the travel above and the visit below. */
function neighboursOf(
  { visits, row, column, minutes }: Pick<Instance, 'visits' | 'row' | 'column' | 'minutes'>,
  near: number,
): Int32Array {
  const neighbours = new Int32Array(visits * near);
  const keys = new Float64Array(visits);
  for (let a = 0; a < visits; a++) {
    for (let b = 0; b < visits; b++) {
      const there = real(minutes, whole(row, a) + whole(column, b));
      const back = real(minutes, whole(row, b) + whole(column, a));
      keys[b] = a === b ? Infinity : Math.round((there + back) * 1024) * visits + b;
    }
    keys.sort();
    for (let k = 0; k < near; k++) neighbours[a * near + k] = real(keys, k) % visits;
  }
  return neighbours;
}
