import { Redis } from 'ioredis';
import type { Log } from './log.ts';

const LONGEST_RECONNECT_MS = 2000;

/**
 * Redis speeds things up and is never the only place of anything, so by default a command fails soon while Redis is away
 * instead of waiting for it.
 * @param waits true for BullMQ's workers, which want to wait
 */
export function connectRedis(url: string, log: Log, waits = false): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: waits ? null : 1,
    enableOfflineQueue: waits,
    retryStrategy: (attempt) => Math.min(LONGEST_RECONNECT_MS, 50 * 2 ** attempt),
  });
  redis.on('error', (error: Error) => log.debug({ err: error }, 'redis is away'));
  return redis;
}
