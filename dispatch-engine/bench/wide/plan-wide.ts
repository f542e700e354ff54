import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { planRoutes, type RouteProblem } from '../../src/index.ts';
import { spentOf, type Order, type Planned, type Time } from './order.ts';

/** The threads that have said that they are up; while one is still loading, nobody waits for it. */
const ready: Worker[] = [];
for (let i = 1; i < availableParallelism(); i++) {
  const thread = new Worker(new URL('./thread.mjs', import.meta.url));
  thread.unref();
  thread.once('message', () => ready.push(thread));
}

/**
 * Plans with a seed a core that is ready, side by side, and takes the cheapest plan; this thread is one of them.
 * @returns the plan, and the iterations of all threads together
 */
export async function planWide(problem: RouteProblem, seed: number, time: Time): Promise<Planned> {
  await setImmediate(); // A thread is heard between searches only.
  const others = ready.map(async (thread, index) => {
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
