import { real, whole } from '../problem/cells.ts';
import { NOWHERE, type Routes } from './routes.ts';
import type { Position, SearchState, Walk } from './walk.ts';

/**
 * Frees one worker after the other: her work is taken away and given to the others, at first with tasks left undone. A
 * solution that lacks no more tasks is welcome when those have been lacking less often before, so that the search turns to
 * the hard ones (after Christiaens & Vanden Berghe 2020, section on fleet minimisation), or by annealing.
 * @param temperature of the annealing, in cost
 * @param spent share of this phase's budget; it ends at 1
 */
export function saveWorkers(walk: Walk, temperature: number, spent: (state: SearchState) => number): void {
  const { tasks, first, second } = walk.instance;
  const absences = new Float64Array(tasks).fill(1);
  const least = fewestWorkers(walk);
  const lacking = ({ routes, undone }: Position) => {
    let sum = 0;
    for (let i = 0; i < routes.undone; i++) sum += real(absences, whole(undone, i));
    return sum;
  };
  const cheapestRoute = (routes: Routes) => {
    const sums = new Float64Array(routes.length.length);
    for (let task = 0; task < tasks; task++)
      for (const visit of [whole(first, task), whole(second, task)])
        if (visit !== NOWHERE)
          sums[whole(routes.worker, visit)] = real(sums, whole(routes.worker, visit)) + real(absences, task);
    let cheapest = -1;
    for (let w = 0; w < sums.length; w++)
      if (whole(routes.length, w) > 0 && (cheapest < 0 || real(sums, w) < real(sums, cheapest))) cheapest = w;
    return cheapest;
  };
  const used = (routes: Routes) => routes.length.reduce((sum, stops) => sum + (stops > 0 ? 1 : 0), 0);

  for (;;) {
    while (walk.current.routes.undone > 0) {
      if (spent(walk.state) >= 1) return walk.restart();
      walk.step(false);
      const { current, next } = walk;
      const cooler = next.cost < current.cost - temperature * Math.log(walk.random.unit());
      if (next.routes.undone <= current.routes.undone && (cooler || lacking(next) < lacking(current))) walk.accept();
      for (let i = 0; i < next.routes.undone; i++) {
        const task = whole(next.undone, i);
        absences[task] = real(absences, task) + 1;
      }
    }
    walk.keep();
    if (used(walk.current.routes) <= least) return;
    walk.empty(cheapestRoute(walk.current.routes));
    walk.accept();
  }
}

/** No plan needs fewer workers: the load brought from the start must fit. */
function fewestWorkers({ instance }: Walk): number {
  const load = instance.brought.reduce((sum, brought) => sum + brought, 0);
  const most = instance.capacity.reduce((most, room) => Math.max(most, room), 0);
  return Math.max(1, Math.ceil(load / most));
}
