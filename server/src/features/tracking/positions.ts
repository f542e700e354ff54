import type { Redis } from 'ioredis';
import type { PersonId, PositionReport, RunId, SeenPosition } from '@nuanlin/shared';

/** A position nobody refreshed is gone from view after this (real seconds). */
const KEPT_S = 30 * 60;

/** The latest position of each run; only in Redis, as positions are volatile (D7). */
export interface Positions {
  latest(runId: RunId): Promise<SeenPosition | null>;
  keep(report: PositionReport, workerId: PersonId): Promise<void>;
}

export const redisPositions = (redis: Redis, prefix: string): Positions => ({
  async latest(runId) {
    const kept = await redis.get(`${prefix}:position:${runId}`);
    return kept === null ? null : (JSON.parse(kept) as SeenPosition);
  },
  async keep({ runId, at, accuracyM, takenAt }, workerId) {
    const seen: SeenPosition = { at, accuracyM, takenAt, workerId };
    await redis.set(`${prefix}:position:${runId}`, JSON.stringify(seen), 'EX', KEPT_S);
  },
});
