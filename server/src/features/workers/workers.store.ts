import mongoose, { Schema, type ClientSession } from 'mongoose';
import { Refusal, without, type AreaId, type OperatorId, type PersonId } from '@nuanlin/shared';
import { filterOf, placedFields, type Scope } from '../../platform/access/scope.ts';
import type { Worker } from './worker.ts';

type WorkerRecord = Omit<Worker, 'workerId'> & { _id: PersonId };

const text = { type: String, required: true };
/** Value objects have been through the contract's schemas; they are stored as they are. */
const value = { type: Schema.Types.Mixed, required: true };

const schema = new Schema<WorkerRecord>(
  {
    _id: text,
    ...placedFields,
    version: { type: Number, required: true },
    kind: text,
    sex: text,
    operatorId: { type: String, default: null },
    areaId: { type: String, default: null },
    skills: { type: [String], required: true },
    certificates: value,
    papers: value,
    vehicle: text,
    capacity: { type: Number, required: true },
    base: { type: Schema.Types.Mixed, default: null },
    online: { type: Boolean, required: true },
    away: { type: Boolean, default: false },
    placeConsent: { type: Schema.Types.Mixed, default: null },
    shifts: value,
  },
  { collection: 'workers', versionKey: false, minimize: false },
);
schema.index({ areaPath: 1 });
schema.index({ operatorPath: 1 });
const records = mongoose.model('Worker', schema);

const toWorker = (record: WorkerRecord): Worker => ({ ...without(record, '_id'), workerId: record._id });
const toRecord = (worker: Worker): WorkerRecord => ({ ...without(worker, 'workerId'), _id: worker.workerId });

export const workerStore = {
  /** @throws NOT_FOUND when there is no such worker, or not for this caller */
  async get(scope: Scope, workerId: PersonId): Promise<Worker> {
    const found = await records.findOne({ $and: [{ _id: workerId }, filterOf(scope)] }).lean<WorkerRecord>();
    if (!found) throw new Refusal('NOT_FOUND');
    return toWorker(found);
  },

  async among(scope: Scope, workerIds: readonly PersonId[]): Promise<Worker[]> {
    const found = await records
      .find({ $and: [{ _id: { $in: [...workerIds] } }, filterOf(scope)] })
      .lean<WorkerRecord[]>();
    return found.map(toWorker);
  },

  /** Volunteers who stand in the area, below it or above it, and the staff of the operators. */
  async servingArea(scope: Scope, areaPath: readonly AreaId[], operators: readonly OperatorId[]): Promise<Worker[]> {
    const found = await records
      .find({
        $and: [
          filterOf(scope),
          {
            $or: [
              { areaId: { $in: [...areaPath] } },
              { areaPath: areaPath.at(-1) },
              { operatorPath: { $in: [...operators] } },
            ],
          },
        ],
      })
      .lean<WorkerRecord[]>();
    return found.map(toWorker);
  },

  async ofOperator(scope: Scope, operatorId: OperatorId): Promise<Worker[]> {
    const found = await records.find({ $and: [{ operatorPath: operatorId }, filterOf(scope)] }).lean<WorkerRecord[]>();
    return found.map(toWorker);
  },

  async add(workers: readonly Worker[], session: ClientSession): Promise<void> {
    await records.insertMany(workers.map(toRecord), { session });
  },

  /** @throws VERSION_STALE when somebody changed the worker meanwhile */
  async save(worker: Worker, session: ClientSession): Promise<Worker> {
    const next = { ...worker, version: worker.version + 1 };
    const { matchedCount } = await records.replaceOne(
      { _id: worker.workerId, version: worker.version },
      toRecord(next),
      { session },
    );
    if (matchedCount === 0) throw new Refusal('VERSION_STALE', { version: worker.version });
    return next;
  },
};
export type WorkerStore = typeof workerStore;
