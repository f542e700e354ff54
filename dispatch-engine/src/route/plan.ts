import { real, whole } from '../problem/cells.ts';
import { compile, type Instance } from './instance.ts';
import type { RoutePlan, RouteProblem, RouteStop, Undone } from './problem.ts';
import { NOWHERE, type Routes } from './routes.ts';
import { search, type Spent } from './search.ts';
import { servableVisits } from './servable.ts';
import { validate } from './validate.ts';
import type { Walk } from './walk.ts';

/**
 * Plans a day's routes. The same problem, seed and answers of `spent` give the same plan; whenever the search is stopped,
 * the plan is valid.
 * @param seed any whole number
 * @param spent share of the budget that is used up; asked at every step, ends the search at 1
 * @throws MalformedRoutes when the problem contradicts itself
 */
export function planRoutes(problem: RouteProblem, seed: number, spent: Spent): RoutePlan {
  validate(problem);
  const { servable, undone } = servableVisits(problem);
  const walk = search(compile(problem, servable), seed, spent);
  const { instance, best } = walk;
  const unserved = undone.flatMap(({ visit }) => problem.visits.find(({ id }) => id === visit) ?? []);
  return {
    routes: problem.workers.map((worker, w) => ({ worker: worker.id, stops: stopsOf(instance, best.routes, w) })),
    undone: [...undone, ...notPlanned(walk)],
    cost: best.cost + unserved.reduce((sum, { price }) => sum + (price ?? instance.mustPrice), 0),
  };
}

function stopsOf({ visits, problem, source, service }: Instance, routes: Routes, w: number): RouteStop[] {
  const stops: RouteStop[] = [];
  for (let node = whole(routes.next, visits + w); node < visits; node = whole(routes.next, node)) {
    const visit = problem.visits[whole(source, node)];
    const start = real(routes.start, node);
    if (visit !== undefined) stops.push({ visit: visit.id, start, end: start + real(service, node) });
  }
  return stops;
}

function notPlanned(walk: Walk): Undone[] {
  const { instance, best } = walk;
  return Array.from(best.undone.subarray(0, best.routes.undone)).flatMap((task) => {
    const reason = walk.fits(task) ? 'PRICE' : 'NO_ROOM';
    return [whole(instance.first, task), whole(instance.second, task)]
      .filter((visit) => visit !== NOWHERE)
      .map((visit) => ({ visit: instance.problem.visits[whole(instance.source, visit)]?.id ?? '', reason }) as const);
  });
}
