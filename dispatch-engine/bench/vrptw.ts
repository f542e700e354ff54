import { depotProblem } from './depot/instance.ts';
import { depotSuite, type Objective } from './depot/suite.ts';
import { partOf } from './wide/order.ts';
import { planWide } from './wide/plan-wide.ts';

/** No detour is as dear as a vehicle. */
const DEAR = 10_000;
/** A vehicle more is worth it when it saves this much distance. */
const CHEAP = 3;
/** Share of the time in which the fewest vehicles are sought. */
const SEEKING = 0.15;

/**
 * Solomon and Homberger by distance, with at most one vehicle more than the fewest that are found: the record counts vehicles,
 * drivers count kilometres.
 */
const byDistance: Objective = async (instance, seed, time) => {
  const fewest = await planWide(depotProblem(instance, DEAR), seed, partOf(time, SEEKING));
  const vehicles = 1 + fewest.plan.routes.filter(({ stops }) => stops.length > 0).length;
  const fleet = { ...instance, vehicles: Math.min(vehicles, instance.vehicles) };
  const planned = await planWide(depotProblem(fleet, CHEAP), seed, time);
  return { ...planned, iterations: fewest.iterations + planned.iterations };
};

export const suite = depotSuite(byDistance);
