import mongoose, { Schema } from 'mongoose';
import { fromMs, toMs, type Instant } from '@nuanlin/shared';
import type { Log } from './log.ts';

/**
 * Product time, the same in all processes: what leases, deadlines and cut-offs read. In production it is real time; a
 * demo stops, sets and speeds it.
 */
export interface Clock {
  now(): Instant;
  /** Product seconds in a real second; 0 while stopped. */
  rate(): number;
  /** Called after every change of the clock; returns the way to stop listening. */
  onChange(listener: () => void): () => void;
}

/** A line through time: product = base + (real − realBase) × rate. */
export interface ClockLine {
  readonly productBaseMs: number;
  readonly realBaseMs: number;
  readonly rate: number;
}

export const REAL_TIME: ClockLine = { productBaseMs: 0, realBaseMs: 0, rate: 1 };

/** Where a line stands at a real moment, in milliseconds of product time. */
export const productMs = ({ productBaseMs, realBaseMs, rate }: ClockLine, realMs: number): number =>
  productBaseMs + (realMs - realBaseMs) * rate;

/** A process this far from the database's clock is not ready. */
export const LARGEST_DRIFT_MS = 2000;
const DRIFT_CHECK_MS = 10_000;

const schema = new Schema<ClockLine & { _id: string }>(
  {
    _id: { type: String, required: true },
    productBaseMs: { type: Number, required: true },
    realBaseMs: { type: Number, required: true },
    rate: { type: Number, required: true, min: 0 },
  },
  { collection: 'clock', versionKey: false },
);
const Lines = mongoose.model('Clock', schema);
const THE_CLOCK = 'clock';

/** What a process has of its own: where it logs, and its real clock in milliseconds. */
export interface Own {
  readonly log: Log;
  readonly realMs: () => number;
}

/** The demo's hand on the clock; made only in demo mode. */
export interface ClockControl {
  /** Sets product time and keeps the rate. */
  set(to: Instant): Promise<void>;
  /** Runs at so many product seconds a real second from here on; 0 stops. */
  run(rate: number): Promise<void>;
}

export interface RunningClock {
  readonly clock: Clock;
  readonly control: ClockControl;
  /** Milliseconds that this process is ahead of the database's clock, measured at most 10 s ago. */
  drift(): number;
  stop(): Promise<void>;
}

/**
 * Follows the clock that is written in the database.
 * @param adjustable false in production: product time is real time, whatever the database says
 */
export async function startClock(adjustable: boolean, { log, realMs }: Own): Promise<RunningClock> {
  let line = REAL_TIME;
  let drift = await measureDrift(realMs);
  const listeners = new Set<() => void>();

  const follow = async () => {
    line = (adjustable ? await Lines.findById(THE_CLOCK).lean() : null) ?? REAL_TIME;
    for (const listener of listeners) listener();
  };
  const failed = (error: unknown) => log.warn({ err: error }, 'clock not read');

  const changes = adjustable ? Lines.watch() : null;
  changes?.on('change', () => void follow().catch(failed));
  changes?.on('error', failed);
  await follow();

  const timer = setInterval(() => {
    // Also reads the line again, should the watch have missed a change.
    Promise.all([measureDrift(realMs), adjustable ? follow() : null]).then(([measured]) => {
      drift = measured;
      if (Math.abs(drift) > LARGEST_DRIFT_MS) log.error({ driftMs: drift }, 'clock too far from the database');
    }, failed);
  }, DRIFT_CHECK_MS);

  const move = async (change: (now: ClockLine) => ClockLine) => {
    const realBaseMs = realMs();
    const here = { productBaseMs: productMs(line, realBaseMs), realBaseMs, rate: line.rate };
    await Lines.findByIdAndUpdate(THE_CLOCK, change(here), { upsert: true });
    await follow();
  };

  return {
    clock: {
      now: () => fromMs(productMs(line, realMs())),
      rate: () => line.rate,
      onChange(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    control: {
      set: (to) => move((here) => ({ ...here, productBaseMs: toMs(to) })),
      run: (rate) => move((here) => ({ ...here, rate })),
    },
    drift: () => drift,
    async stop() {
      clearInterval(timer);
      await changes?.close();
    },
  };
}

async function measureDrift(realMs: () => number): Promise<number> {
  const { db } = mongoose.connection;
  if (!db) throw new Error('not connected to MongoDB');
  const asked = realMs();
  const { localTime } = (await db.command({ hello: 1 })) as { localTime: Date };
  return (asked + realMs()) / 2 - localTime.getTime();
}
