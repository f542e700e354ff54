import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planRoutes } from '../../src/index.ts';
import { checkDepot } from './check.ts';
import { depotProblem, parseDepot } from './instance.ts';
import { instanceFiles } from '../files.ts';
import { parseSol, writeSol } from './sol.ts';
import type { Suite } from '../suite.ts';
import { wallTime } from '../wall.ts';

/** @param fixedCost what one more vehicle costs, in units of distance */
export const depotSuite = (fixedCost: number): Suite =>
  async function* (paths, { seconds, seed, out }) {
    for (const path of instanceFiles(paths, '.txt')) {
      const { elapsed, spent } = wallTime(seconds);
      const instance = parseDepot(path, readFileSync(path, 'utf8'));
      let iterations = 0;
      const plan = planRoutes(depotProblem(instance, fixedCost), seed, (state) => {
        ({ iterations } = state);
        return spent(state);
      });
      const routes = plan.routes.map(({ stops }) => stops.map(({ visit }) => Number(visit)));
      const vehicles = routes.filter((route) => route.length > 0).length;
      const file = join(out, instance.name, 'solution.sol');
      mkdirSync(join(out, instance.name), { recursive: true });
      writeFileSync(file, writeSol({ routes, cost: plan.cost - vehicles * fixedCost }));
      const took = elapsed();
      const written = parseSol(readFileSync(file, 'utf8'));
      const faults = checkDepot(instance, written);
      yield { instance: instance.name, vehicles, cost: written.cost, seconds: took, seed, iterations, faults };
    }
  };
