import type { Redis } from 'ioredis';
import { point, type PersonId, type Point } from '@nuanlin/shared';
import { rough } from './worker.ts';

/** A place that is not refreshed for so long (real seconds) is gone; so it is when the courier goes offline. */
const KEPT_S = 180;

/** Rough places of free couriers, for matching only: in Redis alone, never shown, never written down. */
export interface RoughPlaces {
  keep(workerId: PersonId, at: Point): Promise<void>;
  forget(workerId: PersonId): Promise<void>;
  of(workerIds: readonly PersonId[]): Promise<ReadonlyMap<PersonId, Point>>;
}

export function roughPlaces(redis: Redis, prefix: string): RoughPlaces {
  const name = (workerId: PersonId) => `${prefix}:place:${workerId}`;
  return {
    async keep(workerId, at) {
      await redis.set(name(workerId), JSON.stringify(rough(at)), 'EX', KEPT_S);
    },
    async forget(workerId) {
      await redis.del(name(workerId));
    },
    async of(workerIds) {
      if (workerIds.length === 0) return new Map();
      // While Redis is away nobody's place is known, and dispatch goes by bases and last check-outs.
      const found = await redis.mget(workerIds.map(name)).catch(() => []);
      return new Map(
        workerIds.flatMap((workerId, n) => {
          const kept = found[n];
          return kept ? [[workerId, point.parse(JSON.parse(kept))] as const] : [];
        }),
      );
    },
  };
}
