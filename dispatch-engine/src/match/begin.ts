import { real, whole } from '../problem/cells.ts';
import { assign, type Edges } from './assign.ts';
import { insert } from './insert.ts';
import type { Plan } from './plan.ts';

/** From so many units on the search cannot look at each of them; then the beginning must be good by itself. */
const MANY = 300;

/**
 * A plan of much work begins with the exact assignment: each worker for whom nothing is planned gets one unit at most, and all of
 * it costs as little as the candidates allow. What remains is inserted one by one.
 */
export function begin(plan: Plan): void {
  if (plan.field.units.length >= MANY) assignIdle(plan);
}

/** Gives idle workers a unit each, at the least cost over the candidates. */
export function assignIdle(plan: Plan): void {
  const { number: numbers, personal } = plan.field.candidates;
  const { units, candidates, edges } = idleEdges(plan);
  assign(edges).forEach((number, row) => {
    for (let e = whole(edges.starts, row); e < whole(edges.starts, row + 1); e++) {
      const c = candidates[e] ?? 0;
      if (numbers[c] !== number) continue;
      const option = { number, r: 0, i: -1, personal: personal[c] ?? 0, rise: real(edges.costs, e) };
      insert(plan, units[row] ?? 0, option);
    }
  });
}

/** Which unplanned unit could go to which idle worker, by how much the plan's cost would rise. */
export interface IdleEdges {
  /** Of each row. */
  readonly units: readonly number[];
  /** Of each edge. */
  readonly candidates: readonly number[];
  readonly edges: Edges;
}

export function idleEdges({ field, routes, workerOf }: Plan): IdleEdges {
  const { candidateFrom, candidates, undone } = field;
  const units: number[] = [];
  const starts = [0];
  const from: number[] = [];
  const costs: number[] = [];
  for (let u = 0; u < workerOf.length; u++) {
    if (whole(workerOf, u) >= 0) continue;
    units.push(u);
    for (let c = whole(candidateFrom, u); c < whole(candidateFrom, u + 1); c++) {
      if (routes[candidates.number[c] ?? 0]) continue;
      from.push(c);
      costs.push(candidates.rise[c] ?? 0);
    }
    starts.push(from.length);
  }
  const edges = {
    starts: new Int32Array(starts),
    columns: Int32Array.from(from, (c) => candidates.number[c] ?? 0),
    costs: new Float64Array(costs),
    width: routes.length,
    undone: Float64Array.from(units, (u) => real(undone, u)),
  };
  return { units, candidates: from, edges };
}
