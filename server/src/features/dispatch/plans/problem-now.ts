import type { Instant } from '@nuanlin/shared';
import type { Scope } from '../../../platform/access/scope.ts';
import { slowestOf } from '../travel.ts';
import { placesOf } from './ground.ts';
import type { Plan } from './plan.ts';
import type { PlanPorts } from './ports.ts';
import { problemOf, type DayProblem } from './problem.ts';
import { readDay } from './read-day.ts';

/** The day of a plan as it is now, as the engine sees it; all go as fast as the slowest of them. @throws NOT_FOUND */
export async function problemNow(scope: Scope, plan: Plan, now: Instant, ports: PlanPorts): Promise<DayProblem> {
  const read = await readDay(scope, plan, now, ports);
  const places = placesOf(read);
  const vehicle = slowestOf(read.workers.map((worker) => worker.vehicle));
  const rule = await ports.asks.rule('travel', { areaPath: plan.areaPath, operatorPath: [] });
  return problemOf(read, places, await ports.travel.table(rule, places.points, vehicle), plan.version);
}
