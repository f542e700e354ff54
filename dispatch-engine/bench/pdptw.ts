import { depotProblem } from './depot/instance.ts';
import { depotSuite } from './depot/suite.ts';
import { planWide } from './wide/plan-wide.ts';

/**
 * What a vehicle costs in units of distance. The record of the hundred-stop set is compared by distance, where a vehicle must
 * earn its way; larger sets by vehicles first, where no detour is as dear.
 */
const WORTH = 100;
const DEAR = 10_000;
const SMALL = 120;

export const suite = depotSuite((instance, seed, time) => {
  const price = instance.rows.length <= SMALL ? WORTH : DEAR;
  return planWide(depotProblem(instance, price), seed, time);
});
