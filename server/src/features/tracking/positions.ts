import type { Redis } from 'ioredis';
import type { PersonId, PositionReport, RunId, SeenPosition } from '@nuanlin/shared';

/** A position nobody refreshed is gone from view after this (real seconds). */
const KEPT_S = 30 * 60;

/** The latest position of each run; only in Redis, as positions are volatile (D7). */
export interface Positions {
  latest(runIds: readonly RunId[]): Promise<ReadonlyMap<RunId, SeenPosition>>;
  keep(report: PositionReport, workerId: PersonId): Promise<void>;
}

export const redisPositions = (redis: Redis, prefix: string): Positions => ({
  async latest(runIds) {
    if (runIds.length === 0) return new Map();
    // While Redis is away nobody's position is known.
    const kept = await redis.mget(runIds.map((runId) => `${prefix}:position:${runId}`)).catch(() => []);
    return new Map(
      runIds.flatMap((runId, n) => {
        const seen = kept[n];
        return seen ? [[runId, JSON.parse(seen) as SeenPosition] as const] : [];
      }),
    );
  },
  async keep({ runId, at, accuracyM, takenAt }, workerId) {
    const seen: SeenPosition = { at, accuracyM, takenAt, workerId };
    await redis.set(`${prefix}:position:${runId}`, JSON.stringify(seen), 'EX', KEPT_S);
  },
});
