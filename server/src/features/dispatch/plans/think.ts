import { Worker } from 'node:worker_threads';
import type { DayUnderWay } from '@nuanlin/dispatch-engine';
import type { Progress } from './plan.ts';
import type { Found } from './propose.ts';

/** What a thread is told. */
export interface Order {
  readonly day: DayUnderWay;
  readonly seed: number;
  readonly seconds: number;
  /** Memory that both sides see: what the thread has found so far, and whether it should stop. */
  readonly signs: SharedArrayBuffer;
}

/** Places in the shared memory, each a number. */
export const SIGNS = { seconds: 0, cost: 1, undone: 2, iterations: 3, stop: 4 } as const;

export interface Thinking {
  readonly found: Promise<Found>;
  progress(): Progress;
  /** Ends soon with the best so far. */
  stop(): void;
  /** Ends at once with nothing; `found` is rejected. */
  abandon(): Promise<void>;
}

const FROM_SOURCE = import.meta.url.endsWith('.ts');

/** Plans a day in a thread of its own. */
export function think(order: Omit<Order, 'signs'>): Thinking {
  const signs = new SharedArrayBuffer(Object.keys(SIGNS).length * Float64Array.BYTES_PER_ELEMENT);
  const seen = new Float64Array(signs);
  const thread = new Worker(new URL(FROM_SOURCE ? './thread.mjs' : './thread.js', import.meta.url), {
    workerData: { ...order, signs } satisfies Order,
    ...(FROM_SOURCE ? { execArgv: ['--conditions=source'] } : {}),
  });
  const found = new Promise<Found>((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('the planning thread has ended without a plan')));
  });
  const at = (sign: number) => seen[sign] ?? 0;
  return {
    found,
    progress: () => ({
      seconds: at(SIGNS.seconds),
      cost: at(SIGNS.cost),
      undone: at(SIGNS.undone),
      iterations: at(SIGNS.iterations),
    }),
    stop: () => {
      seen[SIGNS.stop] = 1;
    },
    abandon: async () => {
      await thread.terminate();
    },
  };
}
