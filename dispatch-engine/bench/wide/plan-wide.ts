import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { planRoutes, type RouteProblem } from '../../src/index.ts';
import { spentOf, type Order, type Planned, type Time } from './order.ts';

const threads = Array.from(
  { length: availableParallelism() - 1 },
  () => new Worker(new URL('./thread.mjs', import.meta.url)),
);
for (const thread of threads) thread.unref();

/**
 * Plans with a seed a core, side by side, and takes the cheapest plan; this thread is one of them.
 * @returns the plan, and the iterations of all threads together
 */
export async function planWide(problem: RouteProblem, seed: number, time: Time): Promise<Planned> {
  const others = threads.map(async (thread, index) => {
    thread.postMessage({ problem, seed: seed + 1 + index, time } satisfies Order);
    const [planned] = (await once(thread, 'message')) as [Planned];
    return planned;
  });
  let iterations = 0;
  const own = planRoutes(problem, seed, (state) => {
    ({ iterations } = state);
    return spentOf(time);
  });
  const all = [{ plan: own, iterations }, ...(await Promise.all(others))];
  const [best] = all.toSorted((a, b) => a.plan.cost - b.plan.cost);
  if (!best) throw new Error('no thread has planned');
  return { plan: best.plan, iterations: all.reduce((sum, planned) => sum + planned.iterations, 0) };
}
