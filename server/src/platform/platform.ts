import mongoose from 'mongoose';
import type { Redis } from 'ioredis';
import type { DomainEvent } from '../events/index.ts';
import { LARGEST_DRIFT_MS, startClock, type Clock, type ClockControl, type Own, type RunningClock } from './clock.ts';
import type { Config } from './config.ts';
import { deadlines, type Deadlines } from './deadlines.ts';
import { createEventLog, createRegistry, type EventLog, type Registry } from './events.ts';
import { createLimits, type Limits } from './http/limits.ts';
import { createIdempotency, type Idempotency } from './idempotency.ts';
import { newId, type NewId } from './ids.ts';
import { createLog, type Log } from './log.ts';
import { connectMongo, disconnectMongo, limitTransactions } from './mongo/connect.ts';
import { createSealer, type Sealer } from './mongo/sealed.ts';
import { connectRedis } from './redis.ts';
import { createTransactions, type Transactions } from './tx.ts';

export type { Own } from './clock.ts';

/** What every feature may be handed. */
export interface Platform {
  readonly config: Config;
  readonly log: Log;
  readonly clock: Clock;
  /** The demo's hand on the clock; null outside demo mode. */
  readonly clockControl: ClockControl | null;
  readonly newId: NewId;
  readonly sealer: Sealer;
  readonly events: EventLog<DomainEvent>;
  readonly deadlines: Deadlines;
  readonly limits: Limits;
  /** Real time in milliseconds, for what must not follow the product's clock: codes, sessions, limits. */
  readonly realMs: () => number;
  /** For what is volatile and may be gone at any moment: positions, presence. */
  readonly redis: Redis;
  /** For loops of a feature's own; a use case or handler uses the `tx` it is handed. */
  readonly transactions: Transactions;
}

/** The same with what only the process itself uses. */
export interface OpenPlatform extends Platform {
  readonly registry: Registry;
  readonly idempotency: Idempotency;
  /** False while this process's clock is too far from the database's. */
  inTime(): boolean;
  close(): Promise<void>;
}

const ownOf = ({ LOG_LEVEL }: Config): Own => ({ log: createLog(LOG_LEVEL), realMs: () => Date.now() });

/** Connects to MongoDB and Redis and makes the parts that features are built from. */
export async function openPlatform(config: Config, { log, realMs }: Own = ownOf(config)): Promise<OpenPlatform> {
  await connectMongo(config.MONGODB_URI);
  await limitTransactions().catch((error: unknown) => {
    log.warn({ cause: String(error) }, 'start mongod with --setParameter transactionLifetimeLimitSeconds=10');
  });
  const redis: Redis = connectRedis(config.REDIS_URL, log);
  const running: RunningClock = await startClock(config.DEMO, { log, realMs });
  const { clock } = running;
  const registry = createRegistry();
  const transactions = createTransactions();
  const sealer = createSealer(config.FIELD_KEYS, config.INDEX_KEY);

  return {
    config,
    log,
    clock,
    clockControl: config.DEMO ? running.control : null,
    newId,
    sealer,
    events: createEventLog<DomainEvent>(registry, clock),
    deadlines,
    limits: createLimits(redis, config.QUEUE_PREFIX, realMs),
    realMs,
    redis,
    transactions,
    registry,
    idempotency: createIdempotency(transactions, sealer),
    inTime: () => Math.abs(running.drift()) <= LARGEST_DRIFT_MS,
    async close() {
      await running.stop();
      await disconnectMongo();
      redis.disconnect();
    },
  };
}

/** Whether the process may be sent work. */
export const isReady = async ({ inTime }: OpenPlatform): Promise<boolean> => {
  try {
    await mongoose.connection.db?.command({ ping: 1 }, { timeoutMS: 1000 });
    return mongoose.connection.readyState === mongoose.ConnectionStates.connected && inTime();
  } catch {
    return false;
  }
};
