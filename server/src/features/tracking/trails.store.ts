import mongoose, { Schema } from 'mongoose';
import type { PersonId, RunId, PositionReport } from '@nuanlin/shared';

/** Tracks are deleted after so many days (D7). */
const KEPT_DAYS = 30;
const TRAIL = 'trails.points';

interface Sealer {
  seal(plain: string, context: string): string;
}

/** The track of a run, from departure to check-out, sealed at rest. */
export interface TrailStore {
  append(workerId: PersonId, runId: RunId, points: readonly Omit<PositionReport, 'runId'>[]): Promise<void>;
}

const schema = new Schema(
  {
    runId: { type: String, required: true },
    workerId: { type: String, required: true },
    sealedPoints: { type: String, required: true },
    expiresAt: { type: Date, required: true, expires: 0 },
  },
  { collection: 'trails', versionKey: false },
);
schema.index({ runId: 1 });
const Trails = mongoose.model('Trail', schema);

export const createTrailStore = (sealer: Sealer): TrailStore => ({
  async append(workerId, runId, points) {
    const expiresAt = new Date(Date.now() + KEPT_DAYS * 86_400_000);
    await Trails.insertMany([{ runId, workerId, sealedPoints: sealer.seal(JSON.stringify(points), TRAIL), expiresAt }]);
  },
});
