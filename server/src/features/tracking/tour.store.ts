import mongoose, { Schema, type ClientSession } from 'mongoose';
import type { JobId, PersonId, RunId } from '@nuanlin/shared';
import type { RunFacts } from '../../events/index.ts';
import { covers, type Scope } from '../../platform/access/scope.ts';

/** A run under way as tracking learnt it from the departure event: its worker, and who may follow it. */
export interface Tour {
  readonly runId: RunId;
  readonly workerId: PersonId;
  readonly stops: readonly (RunFacts['stops'][number] & { readonly ended: boolean })[];
  readonly over: boolean;
  /** The stop that was next when its position fell silent; null while it is heard. */
  readonly silentAbout: JobId | null;
}

export interface TourStore {
  get(runId: RunId): Promise<Tour | null>;
  begin(facts: RunFacts, session: ClientSession): Promise<void>;
  /** Stops have left the run. */
  change(facts: RunFacts, session: ClientSession): Promise<void>;
  endStop(runId: RunId, jobId: JobId, session: ClientSession): Promise<void>;
  end(facts: RunFacts, session: ClientSession): Promise<void>;
  /** Returns false when it was so already. */
  setSilent(runId: RunId, about: JobId | null, session: ClientSession): Promise<boolean>;
}

/** Whose run it is, whose elder is on it, and those over the area. */
export const mayFollow = (scope: Scope, { workerId, stops }: Tour): boolean =>
  stops.some(({ elderId, areaPath, operatorPath }) =>
    covers(scope, { elderId, areaPath, operatorPath, personIds: [workerId] }),
  );

/** The first stop that has not ended. */
export const nextStop = ({ stops }: Tour): Tour['stops'][number] | null => stops.find(({ ended }) => !ended) ?? null;

const schema = new Schema(
  {
    _id: { type: String, required: true },
    workerId: { type: String, required: true },
    stops: [Schema.Types.Mixed],
    over: { type: Boolean, required: true },
    silentAbout: { type: String, default: null },
  },
  { collection: 'tours', versionKey: false, minimize: false },
);
const Tours = mongoose.model('Tour', schema);

type TourRecord = Omit<Tour, 'runId'> & { _id: RunId };

const freshFrom = ({ workerId, stops }: RunFacts) => ({
  workerId,
  stops: stops.map((stop) => ({ ...stop, ended: false })),
  silentAbout: null,
});

export const tourStore: TourStore = {
  async get(runId) {
    const found = await Tours.findById(runId).lean<TourRecord>();
    if (!found) return null;
    const { _id, ...tour } = found;
    return { runId: _id, ...tour };
  },
  async begin(facts, session) {
    const record = { ...freshFrom(facts), over: false };
    await Tours.updateOne({ _id: facts.runId }, { $setOnInsert: record }, { upsert: true, session });
  },
  async change({ runId, stops }, session) {
    const left = stops.map(({ jobId }) => jobId);
    await Tours.updateOne({ _id: runId }, { $pull: { stops: { jobId: { $nin: left } } } }, { session });
  },
  async endStop(runId, jobId, session) {
    await Tours.updateOne({ _id: runId, 'stops.jobId': jobId }, { $set: { 'stops.$.ended': true } }, { session });
  },
  // Its end may be heard before its beginning, which then begins nothing.
  async end(facts, session) {
    await Tours.updateOne(
      { _id: facts.runId },
      { $set: { over: true }, $setOnInsert: freshFrom(facts) },
      { upsert: true, session },
    );
  },
  async setSilent(runId, about, session) {
    const { modifiedCount } = await Tours.updateOne(
      { _id: runId, silentAbout: about === null ? { $ne: null } : null },
      { $set: { silentAbout: about } },
      { session },
    );
    return modifiedCount > 0;
  },
};
