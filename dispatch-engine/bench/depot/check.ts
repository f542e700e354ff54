import type { DepotInstance, DepotRow } from './instance.ts';
import type { Sol } from './sol.ts';

/** Relative difference that double-precision sums may have. */
const ROUNDING = 1e-9;

/**
 * Checks a solution against the instance alone, knowing nothing of the engine: every customer once, no more vehicles than
 * there are, load, windows, return in time, each pickup before its delivery in one route, and the claimed cost.
 * @returns what is wrong, in words; empty when it is valid
 */
export function checkDepot({ rows, vehicles, capacity }: DepotInstance, { routes, cost }: Sol): string[] {
  const faults: string[] = [];
  const [depot] = rows;
  if (depot === undefined) return ['the instance has no depot'];
  if (routes.length > vehicles) faults.push(`${routes.length} routes for ${vehicles} vehicles`);
  const times = new Map<number, number>();
  for (const customer of routes.flat()) times.set(customer, (times.get(customer) ?? 0) + 1);
  for (let customer = 1; customer < rows.length; customer++)
    if (times.get(customer) !== 1) faults.push(`customer ${customer} is visited ${times.get(customer) ?? 0} times`);
  let total = 0;
  routes.forEach((route, index) => {
    const stops = route.flatMap((customer) => rows[customer] ?? []);
    if (stops.length < route.length || route.includes(0))
      return faults.push(`route ${index + 1} visits an unknown customer`);
    total += driven([depot, ...stops, depot]);
    for (const fault of [...lateStops(depot, stops), ...overloads(stops, capacity), ...pairFaults(rows, route)])
      faults.push(`route ${index + 1}: ${fault}`);
    return undefined;
  });
  if (!(Math.abs(total - cost) <= ROUNDING * total)) faults.push(`the cost is ${total}, not ${cost}`);
  return faults;
}

const between = (a: DepotRow, b: DepotRow) => Math.hypot(a.x - b.x, a.y - b.y);

function driven(stops: readonly DepotRow[]): number {
  return stops.reduce((sum, stop, i) => sum + between(stops[i - 1] ?? stop, stop), 0);
}

function lateStops(depot: DepotRow, stops: readonly DepotRow[]): string[] {
  const faults: string[] = [];
  let time = depot.open;
  let at = depot;
  for (const stop of [...stops, depot]) {
    time = Math.max(time + between(at, stop), stop.open);
    if (time > stop.close * (1 + ROUNDING)) faults.push(`starts at ${time} where the window ends at ${stop.close}`);
    time += stop.service;
    at = stop;
  }
  return faults;
}

/** Single demands are brought from the depot; those of a pair ride from the pickup to the delivery. */
function overloads(stops: readonly DepotRow[], capacity: number): string[] {
  const paired = stops.some(({ demand, delivery }) => demand < 0 || delivery > 0);
  let load = paired ? 0 : stops.reduce((sum, { demand }) => sum + demand, 0);
  let most = load;
  for (const { demand } of stops) {
    load += paired ? demand : -demand;
    most = Math.max(most, load);
  }
  return most > capacity ? [`carries ${most} of ${capacity}`] : [];
}

function pairFaults(rows: readonly DepotRow[], route: readonly number[]): string[] {
  return rows.flatMap(({ delivery }, pickup) => {
    if (delivery === 0 || (!route.includes(pickup) && !route.includes(delivery))) return [];
    const [from, to] = [route.indexOf(pickup), route.indexOf(delivery)];
    if (from < 0 || to < 0) return [`has one half of ${pickup} → ${delivery}`];
    return from < to ? [] : [`delivers ${delivery} before picking up ${pickup}`];
  });
}
