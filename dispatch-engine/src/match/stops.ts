import { EXACT_STOPS, ordersOf } from './order.ts';
import { routeOf, setRoute, type Plan, type Route } from './plan.ts';

/** Less than this is no better order but the last bits of a sum. */
const NOTHING = 1e-9;

/**
 * Puts the units of every run into the order that is best for the whole route of its worker, by trying all: the search puts one unit
 * between others, and never turns round those that are there.
 */
export function orderExactly(plan: Plan): void {
  for (const route of plan.routes) if (route) setRoute(plan, route.number, bestOrders(plan, route));
}

function bestOrders({ field }: Plan, route: Route): Route {
  let best = route;
  for (const [r, { units }] of route.runs.entries()) {
    if (units.length < 2 || units.length > EXACT_STOPS) continue;
    for (const order of ordersOf(units)) {
      const runs = best.runs.map((run, k) => (k === r ? order : run.units));
      const other = routeOf(field, route.number, runs, route.personal);
      if (other && other.cost < best.cost - NOTHING) best = other;
    }
  }
  return best;
}
