import mongoose, { Schema, type ClientSession } from 'mongoose';
import { Refusal, type PersonId, type RunId } from '@nuanlin/shared';
import { isDuplicate } from '../../platform/tx.ts';
import { emptyLoad, withEntry, withoutEntry, type Load, type LoadEntry } from './load.ts';

export interface LoadStore {
  of(workerIds: readonly PersonId[]): Promise<ReadonlyMap<PersonId, Load>>;
  /** @throws WORKER_BUSY when the window overlaps one already taken, or somebody was faster */
  add(workerId: PersonId, entry: LoadEntry, session: ClientSession): Promise<void>;
  remove(workerId: PersonId, runId: RunId, session: ClientSession): Promise<void>;
}

type LoadRecord = Omit<Load, 'workerId'> & { _id: PersonId };

const schema = new Schema(
  { _id: { type: String, required: true }, version: { type: Number, required: true }, entries: [Schema.Types.Mixed] },
  { collection: 'loads', versionKey: false },
);
const Loads = mongoose.model('Load', schema);

const loadOf = ({ _id, ...load }: LoadRecord): Load => ({ workerId: _id, ...load });

async function read(workerId: PersonId, session: ClientSession): Promise<Load> {
  const found = await Loads.findById(workerId, null, { session }).lean<LoadRecord>();
  return found ? loadOf(found) : emptyLoad(workerId);
}

/** Writes by version; the first write of a worker makes the document. */
async function write(before: Load, { workerId, version, entries }: Load, session: ClientSession): Promise<void> {
  try {
    const { modifiedCount, upsertedCount } = await Loads.replaceOne(
      { _id: workerId, version: before.version },
      { version, entries },
      { session, upsert: before.version === 0 },
    );
    if (modifiedCount + upsertedCount === 0) throw new Refusal('WORKER_BUSY', { workerId });
  } catch (error) {
    if (isDuplicate(error)) throw new Refusal('WORKER_BUSY', { workerId });
    throw error;
  }
}

export const loadStore: LoadStore = {
  async of(workerIds) {
    const found = await Loads.find({ _id: { $in: workerIds } }).lean<LoadRecord[]>();
    return new Map(found.map((record) => [record._id, loadOf(record)]));
  },
  async add(workerId, entry, session) {
    const load = await read(workerId, session);
    await write(load, withEntry(load, entry), session);
  },
  async remove(workerId, runId, session) {
    const load = await read(workerId, session);
    if (load.entries.some((entry) => entry.runId === runId)) await write(load, withoutEntry(load, runId), session);
  },
};
