import { parentPort, workerData } from 'node:worker_threads';
import { replanRoutes } from '@nuanlin/dispatch-engine';
import { SIGNS, type Order } from './think.ts';

/**
 * A thread that plans one day and ends: the search may take a minute and hands nothing back before it ends, so it must
 * not run beside requests or handlers. It says how far it is, and hears that it should stop, through shared memory.
 */
const { day, seed, seconds, signs } = workerData as Order;
const begun = performance.now();
const shared = new Float64Array(signs);
const { plan, changes } = replanRoutes(day, seed, ({ iterations, best, undone }) => {
  const spent = (performance.now() - begun) / 1000;
  shared[SIGNS.seconds] = spent;
  shared[SIGNS.cost] = best;
  shared[SIGNS.undone] = undone;
  shared[SIGNS.iterations] = iterations;
  return shared[SIGNS.stop] === 1 ? 1 : spent / seconds;
});
parentPort?.postMessage({ plan, changes });
