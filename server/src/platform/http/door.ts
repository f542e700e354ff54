import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Refusal } from '@nuanlin/shared';
import type { Transactions } from '../tx.ts';

/** Refuses work before it begins when this process is behind, so that what is under way gets done. */
export interface Door {
  /** @throws Refusal OVERLOADED */
  enter(): void;
  stop(): void;
}

/** Past this mean delay of the event loop answers take seconds; past this many transactions MongoDB only queues. */
const LONGEST_DELAY_MS = 200;
const MOST_TRANSACTIONS = 100;
const LOOK_EVERY_MS = 500;
const RESOLUTION_MS = 20;

export function createDoor(transactions: Transactions): Door {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  let late = false;
  const timer = setInterval(() => {
    late = delay.mean / 1e6 - RESOLUTION_MS > LONGEST_DELAY_MS;
    delay.reset();
  }, LOOK_EVERY_MS);
  timer.unref();

  return {
    enter() {
      if (late || transactions.open() > MOST_TRANSACTIONS) {
        throw new Refusal('OVERLOADED', { seconds: 1 + Math.floor(Math.random() * 3) });
      }
    },
    stop() {
      clearInterval(timer);
      delay.disable();
    },
  };
}
