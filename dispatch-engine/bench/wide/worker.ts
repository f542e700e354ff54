import { parentPort } from 'node:worker_threads';
import { planRoutes } from '../../src/index.ts';
import { spentOf, type Order, type Planned } from './order.ts';

/** A thread that says when it is up, and then plans one problem after the other as it is told. */
parentPort?.on('message', ({ problem, seed, time }: Order) => {
  let iterations = 0;
  const plan = planRoutes(problem, seed, (state) => {
    ({ iterations } = state);
    return spentOf(time);
  });
  parentPort?.postMessage({ plan, iterations } satisfies Planned);
});
parentPort?.postMessage('ready');
