import { whole } from '../problem/cells.ts';
import type { Field } from './field.ts';
import { routeOf, setRoute, type Plan } from './plan.ts';

/** Takes over the runs of the last plan whose work is still open and whose worker may still do it. */
export function recall(plan: Plan): void {
  const { field, workerOf, personalOf, routes } = plan;
  const { board } = field;
  if (board.plan.length === 0) return;
  const unitOf = new Map<string, number>();
  field.units.forEach(({ jobs }, u) => {
    for (const { id } of jobs) unitOf.set(id, u);
  });
  for (const { workerId, jobIds } of board.plan) {
    const number = board.numberOf.get(workerId);
    if (number === undefined) continue;
    let personal = routes[number]?.personal ?? 0;
    const run: number[] = [];
    for (const id of jobIds) {
      const u = unitOf.get(id) ?? -1;
      const c = u < 0 || whole(workerOf, u) >= 0 || run.includes(u) ? -1 : candidateOf(field, u, number);
      if (c < 0) continue;
      run.push(u);
      personalOf[u] = field.candidates.personal[c] ?? 0;
      personal += field.candidates.personal[c] ?? 0;
    }
    if (run.length === 0) continue;
    const runs = routes[number]?.runs.map(({ units }) => units) ?? [];
    const route = routeOf(field, number, [...runs, run], personal);
    if (route) setRoute(plan, number, route);
  }
}

/** Where in the candidates of a unit the worker stands, or -1. */
export function candidateOf({ candidateFrom, candidates }: Field, u: number, number: number): number {
  const to = whole(candidateFrom, u + 1);
  for (let c = whole(candidateFrom, u); c < to; c++) if (candidates.number[c] === number) return c;
  return -1;
}
