import type { Redis } from 'ioredis';
import type { Instant, PersonId, PositionReport, RunId, SeenPosition } from '@nuanlin/shared';

/** A position nobody refreshed is gone from view after this (real seconds). */
const KEPT_S = 30 * 60;

/** The latest position of each run; only in Redis, as positions are volatile (D7). */
export interface Positions {
  latest(runIds: readonly RunId[]): Promise<ReadonlyMap<RunId, SeenPosition>>;
  /** When a run's position was last heard, by the product's clock; null when it never was, or Redis was emptied. */
  heardAt(runId: RunId): Promise<Instant | null>;
  keep(report: PositionReport, workerId: PersonId, now: Instant): Promise<void>;
}

type Kept = SeenPosition & { heardAt: Instant };

export const redisPositions = (redis: Redis, prefix: string): Positions => ({
  async latest(runIds) {
    if (runIds.length === 0) return new Map();
    // While Redis is away nobody's position is known.
    const kept = await redis.mget(runIds.map((runId) => `${prefix}:position:${runId}`)).catch(() => []);
    return new Map(
      runIds.flatMap((runId, n) => {
        const seen = kept[n];
        if (!seen) return [];
        const { heardAt: _h, ...position } = JSON.parse(seen) as Kept;
        return [[runId, position] as const];
      }),
    );
  },
  async heardAt(runId) {
    const kept = await redis.get(`${prefix}:position:${runId}`).catch(() => null);
    return kept === null ? null : (JSON.parse(kept) as Kept).heardAt;
  },
  async keep({ runId, at, accuracyM, takenAt }, workerId, now) {
    // A device whose clock runs ahead would never look old.
    const seen: Kept = { at, accuracyM, takenAt: takenAt < now ? takenAt : now, workerId, heardAt: now };
    await redis.set(`${prefix}:position:${runId}`, JSON.stringify(seen), 'EX', KEPT_S);
  },
});
