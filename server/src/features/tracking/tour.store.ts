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
}

export interface TourStore {
  get(runId: RunId): Promise<Tour | null>;
  begin(facts: RunFacts, session: ClientSession): Promise<void>;
  endStop(runId: RunId, jobId: JobId, session: ClientSession): Promise<void>;
  end(runId: RunId, session: ClientSession): Promise<void>;
}

/** Whose run it is, whose elder is on it, and those over the area. */
export const mayFollow = (scope: Scope, { workerId, stops }: Tour): boolean =>
  stops.some(({ elderId, areaPath, operatorPath }) =>
    covers(scope, { elderId, areaPath, operatorPath, personIds: [workerId] }),
  );

const schema = new Schema(
  {
    _id: { type: String, required: true },
    workerId: { type: String, required: true },
    stops: [Schema.Types.Mixed],
    over: { type: Boolean, required: true },
  },
  { collection: 'tours', versionKey: false, minimize: false },
);
const Tours = mongoose.model('Tour', schema);

type TourRecord = Omit<Tour, 'runId'> & { _id: RunId };

export const tourStore: TourStore = {
  async get(runId) {
    const found = await Tours.findById(runId).lean<TourRecord>();
    return found && { runId: found._id, workerId: found.workerId, stops: found.stops, over: found.over };
  },
  async begin({ runId, workerId, stops }, session) {
    const record = { workerId, stops: stops.map((stop) => ({ ...stop, ended: false })), over: false };
    await Tours.updateOne({ _id: runId }, { $setOnInsert: record }, { upsert: true, session });
  },
  async endStop(runId, jobId, session) {
    await Tours.updateOne({ _id: runId, 'stops.jobId': jobId }, { $set: { 'stops.$.ended': true } }, { session });
  },
  async end(runId, session) {
    await Tours.updateOne({ _id: runId }, { $set: { over: true } }, { session });
  },
};
