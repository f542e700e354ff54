import mongoose, { Schema, type ClientSession } from 'mongoose';
import type { PersonId, ServiceDay } from '@nuanlin/shared';

/** What offers and work have taught about a worker: chance of acceptance, and today's share of work. */
export interface Learnt {
  readonly accepted: number;
  readonly rejected: number;
  readonly minutesToday: number;
  readonly fenToday: number;
}

export interface LearntStore {
  of(workerIds: readonly PersonId[], day: ServiceDay): Promise<ReadonlyMap<PersonId, Learnt>>;
  answered(workerId: PersonId, yes: boolean, session: ClientSession): Promise<void>;
  /** 缺岗: a mark on the worker. */
  missed(workerId: PersonId, session: ClientSession): Promise<void>;
  worked(
    workerId: PersonId,
    day: ServiceDay,
    work: { minutes: number; fen: number },
    session: ClientSession,
  ): Promise<void>;
}

interface LearntRecord {
  _id: PersonId;
  accepted: number;
  rejected: number;
  noShows: number;
  days: Record<string, { minutes: number; fen: number }>;
}

const schema = new Schema<LearntRecord>(
  {
    _id: { type: String, required: true },
    accepted: { type: Number, default: 0 },
    rejected: { type: Number, default: 0 },
    noShows: { type: Number, default: 0 },
    days: { type: Schema.Types.Mixed, default: {} },
  },
  { collection: 'learnt', versionKey: false, minimize: false },
);
const Records = mongoose.model('Learnt', schema);

export const learntStore: LearntStore = {
  async of(workerIds, day) {
    const found = await Records.find(
      { _id: { $in: workerIds } },
      { accepted: 1, rejected: 1, [`days.${day}`]: 1 },
    ).lean<LearntRecord[]>();
    return new Map(
      found.map(({ _id, accepted, rejected, days }) => [
        _id,
        {
          accepted: accepted ?? 0,
          rejected: rejected ?? 0,
          minutesToday: days?.[day]?.minutes ?? 0,
          fenToday: days?.[day]?.fen ?? 0,
        },
      ]),
    );
  },
  async answered(workerId, yes, session) {
    await Records.updateOne(
      { _id: workerId },
      { $inc: yes ? { accepted: 1 } : { rejected: 1 } },
      { upsert: true, session },
    );
  },
  async missed(workerId, session) {
    await Records.updateOne({ _id: workerId }, { $inc: { noShows: 1 } }, { upsert: true, session });
  },
  async worked(workerId, day, { minutes, fen }, session) {
    const inc = { [`days.${day}.minutes`]: minutes, [`days.${day}.fen`]: fen };
    await Records.updateOne({ _id: workerId }, { $inc: inc }, { upsert: true, session });
  },
};
