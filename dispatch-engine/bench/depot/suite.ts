import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RoutePlan } from '../../src/index.ts';
import { instanceFiles } from '../files.ts';
import type { Suite } from '../suite.ts';
import { wallTime } from '../wall.ts';
import type { Planned, Time } from '../wide/order.ts';
import { checkDepot } from './check.ts';
import { parseDepot, type DepotInstance } from './instance.ts';
import { parseSol, writeSol, type Sol } from './sol.ts';

/** What a suite asks of a plan: how it weighs vehicles against distance. */
export type Objective = (instance: DepotInstance, seed: number, time: Time) => Promise<Planned>;

export const depotSuite = (planFor: Objective): Suite =>
  async function* (paths, { seconds, seed, out }) {
    for (const path of instanceFiles(paths, '.txt')) {
      const { elapsed, time } = wallTime(seconds);
      const instance = parseDepot(path, readFileSync(path, 'utf8'));
      const { plan, iterations } = await planFor(instance, seed, time);
      const file = join(out, instance.name, 'solution.sol');
      mkdirSync(join(out, instance.name), { recursive: true });
      writeFileSync(file, writeSol(solutionOf(instance, plan)));
      const took = elapsed();
      const written = parseSol(readFileSync(file, 'utf8'));
      const faults = checkDepot(instance, written);
      const vehicles = written.routes.length;
      yield { instance: instance.name, vehicles, cost: written.cost, seconds: took, seed, iterations, faults };
    }
  };

/** Customers by route, and the distance driven. */
function solutionOf({ rows }: DepotInstance, { routes }: RoutePlan): Sol {
  const customers = routes.map(({ stops }) => stops.map(({ visit }) => Number(visit)));
  const legs = customers.flatMap((route) => [...route, 0].map((to, i) => [route[i - 1] ?? 0, to] as const));
  const cost = legs.reduce((sum, [from, to]) => {
    const [a, b] = [rows[from], rows[to]];
    return a && b ? sum + Math.hypot(a.x - b.x, a.y - b.y) : sum;
  }, 0);
  return { routes: customers.filter((route) => route.length > 0), cost };
}
