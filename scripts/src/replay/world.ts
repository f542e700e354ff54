import type { ProductClock } from '../client/clock.ts';
import type { Line } from '../client/socket.ts';
import type { Day, DayOrder } from './day.ts';
import type { Stage } from './stage/set-stage.ts';
import type { Tally } from './tally.ts';

/** What everybody in a replay lives in. */
export interface World {
  readonly day: Day;
  readonly stage: Stage;
  readonly url: string;
  readonly clock: ProductClock;
  readonly tally: Tally;
  readonly counter: Counter;
  /** Open connections, to be closed at the end. */
  readonly lines: Set<Line>;
  /** Product time, in milliseconds, of a minute of the day; and the minute of a moment. */
  momentOf(minute: number): number;
  minuteOf(momentMs: number): number;
  order(id: string): DayOrder | undefined;
  /** Something that should not happen, told to the reader and survived. */
  trouble(who: string, error: unknown): void;
}

/** The counters of all kitchens: boxes that stand there, and couriers who wait for them. */
export interface Counter {
  put(order: string): void;
  /** Resolves when the order's box stands there. */
  box(order: string): Promise<void>;
}

export function createCounter(): Counter {
  const boxes = new Map<string, PromiseWithResolvers>();
  const box = (order: string) => {
    const known = boxes.get(order) ?? withResolvers();
    boxes.set(order, known);
    return known;
  };
  return { put: (order) => box(order).resolve(), box: (order) => box(order).promise };
}

interface PromiseWithResolvers {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

function withResolvers(): PromiseWithResolvers {
  let resolve = () => {};
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
