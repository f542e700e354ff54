import mongoose, { Schema, type ClientSession } from 'mongoose';
import type { Snapshot, Trace } from '@nuanlin/dispatch-engine';
import type { Id, Instant, JobId, Reason, ReasonCode } from '@nuanlin/shared';

const KEPT_DAYS = 30;

/** Why a job's outcome became what it is: at most 4 KB of trace, and the inputs to run the engine on again. */
export interface Decided {
  readonly id: Id<'trace'>;
  readonly jobId: JobId;
  readonly decidedAt: Instant;
  readonly outcome:
    | { readonly kind: 'offered'; readonly workerIds: readonly string[] }
    | { readonly kind: 'held'; readonly reason: Reason; readonly until: Instant }
    | {
        readonly kind: 'impossible';
        readonly groups: readonly { readonly kind: string; readonly reason: ReasonCode; readonly workers: number }[];
      };
  /** Equal for outcomes that differ only in their minutes. */
  readonly sameAs: string;
  readonly trace: Trace | null;
  /** Candidate pairs with travel minutes and attributes; distances along a line stand in for places (D7). */
  readonly inputs: KeptInputs;
}

/** A snapshot without places: each worker's distance from the first call, and the minutes between all of them. */
export interface KeptInputs {
  readonly snapshot: Omit<Snapshot, 'travel' | 'places' | 'plan'>;
  readonly distancesM: readonly number[];
  readonly minutes: Readonly<Record<string, readonly (readonly [number, number, number])[]>>;
  readonly estimated: boolean;
}

export interface TraceStore {
  last(jobId: JobId): Promise<Decided | null>;
  /** `sameAs` of each job's last decision. */
  lastOutcomes(jobIds: readonly JobId[]): Promise<ReadonlyMap<JobId, string>>;
  /** Each job's last outcome. */
  outcomes(jobIds: readonly JobId[]): Promise<ReadonlyMap<JobId, Decided['outcome']>>;
  add(decided: readonly Decided[], session?: ClientSession): Promise<void>;
}

const schema = new Schema(
  {
    _id: { type: String, required: true },
    jobId: { type: String, required: true },
    decidedAt: { type: String, required: true },
    sameAs: { type: String, required: true },
    outcome: { type: Schema.Types.Mixed, required: true },
    trace: { type: Schema.Types.Mixed, default: null },
    inputs: { type: Schema.Types.Mixed, required: true },
    expiresAt: { type: Date, required: true, expires: 0 },
  },
  { collection: 'traces', versionKey: false, minimize: false },
);
schema.index({ jobId: 1, decidedAt: -1 });
const Traces = mongoose.model('Trace', schema);

type TraceRecord = Omit<Decided, 'id'> & { _id: Id<'trace'>; expiresAt: Date };

export const traceStore: TraceStore = {
  async last(jobId) {
    const found = await Traces.findOne({ jobId }).sort({ decidedAt: -1 }).lean<TraceRecord>();
    if (!found) return null;
    const { _id, expiresAt: _x, ...decided } = found;
    return { id: _id, ...decided };
  },
  async lastOutcomes(jobIds) {
    const found = await Traces.aggregate<{ _id: JobId; sameAs: string }>([
      { $match: { jobId: { $in: jobIds } } },
      { $sort: { jobId: 1, decidedAt: -1 } },
      { $group: { _id: '$jobId', sameAs: { $first: '$sameAs' } } },
    ]);
    return new Map(found.map(({ _id, sameAs }) => [_id, sameAs]));
  },
  async outcomes(jobIds) {
    const found = await Traces.aggregate<{ _id: JobId; outcome: Decided['outcome'] }>([
      { $match: { jobId: { $in: jobIds } } },
      { $sort: { jobId: 1, decidedAt: -1 } },
      { $group: { _id: '$jobId', outcome: { $first: '$outcome' } } },
    ]);
    return new Map(found.map(({ _id, outcome }) => [_id, outcome]));
  },
  async add(decided, session) {
    const expiresAt = new Date(Date.now() + KEPT_DAYS * 86_400_000);
    await Traces.insertMany(
      decided.map(({ id, ...rest }) => ({ _id: id, ...rest, expiresAt })),
      { session: session ?? null },
    );
  },
};
