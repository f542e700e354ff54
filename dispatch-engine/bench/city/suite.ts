import { processorMs } from '../processor.ts';
import { spread } from '../spread.ts';
import type { Suite } from '../suite.ts';
import { batchOf, exactCost, fullMatrix, planCost, timeBatch } from './batch.ts';
import { runTown } from './day.ts';
import { gini } from './gini.ts';
import { townOf } from './town.ts';

const SIZES = ['1000', '10000', '100000', 'batch'];
const JOBS_A_WORKER = 4;
/** A small town first: a service that runs all day has been compiled long ago. */
const WARMING_UP = 1000;

/**
 * Made-up cities: a day for each number of workers, and with `batch` much work at one moment. Without arguments all of them.
 * A single decision is timed by the wall; decisions a second are of processor time and count all that a day takes, the answers included.
 */
export const suite: Suite = async function* (sizes, { seed }) {
  runTown(townOf(WARMING_UP, JOBS_A_WORKER * WARMING_UP, seed), seed);
  for (const size of sizes.length > 0 ? sizes : SIZES) {
    if (size === 'batch') yield* batches(seed);
    else yield cityDay(Number(size), seed);
  }
};

function cityDay(workers: number, seed: number): object {
  if (!(Number.isInteger(workers) && workers > 0)) throw new RangeError(`${workers} is no number of workers`);
  const town = townOf(workers, JOBS_A_WORKER * workers, seed);
  const begun = processorMs();
  const { took, offers, waits, lost, incomes } = runTown(town, seed);
  const seconds = (processorMs() - begun) / 1000;
  return {
    suite: 'city',
    instance: `day of ${workers}`,
    decisions: took.length,
    decisionsPerSecond: Math.round(took.length / seconds),
    decisionMs: spread(took),
    memoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
    offers,
    served: waits.length,
    lost,
    waitMinutes: { p50: percentile(waits, 0.5), p95: percentile(waits, 0.95) },
    incomeGini: Number(gini(incomes).toFixed(3)),
  };
}

function* batches(seed: number): Iterable<object> {
  const small = batchOf(1000, seed);
  const cost = planCost(small);
  yield {
    suite: 'city',
    instance: 'batch of 1000 for 2000',
    ...timeBatch(small),
    overExact: { candidates: cost / exactCost(small), fullMatrix: cost / exactCost(fullMatrix(small)) },
  };
  const large = batchOf(10_000, seed);
  yield {
    suite: 'city',
    instance: 'batch of 10000 for 20000',
    ...timeBatch(large),
    overExact: { candidates: planCost(large) / exactCost(large) },
  };
}

function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return Number((sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1));
}
