import mongoose, { Schema, type ClientSession } from 'mongoose';
import type { Id, PersonId } from '@nuanlin/shared';
import { SESSION_LASTS_MS, type Tokens } from './session.ts';

export interface SessionRecord extends Tokens {
  readonly _id: Id<'session'>;
  readonly personId: PersonId;
  /** The elder's device that it was opened on; there it reaches no further than the elder himself. */
  readonly deviceId: Id<'device'> | null;
  readonly expiresAt: Date;
}

const schema = new Schema<SessionRecord>(
  {
    _id: { type: String, required: true },
    personId: { type: String, required: true },
    deviceId: { type: String, default: null },
    tokenHash: { type: String, required: true },
    replaced: { type: [String], required: true },
    givenAtMs: { type: Number, required: true },
    expiresAt: { type: Date, required: true, expires: 0 },
  },
  { collection: 'sessions', versionKey: false },
);
schema.index({ tokenHash: 1 }, { unique: true });
schema.index({ replaced: 1 });
schema.index({ personId: 1 });
schema.index({ deviceId: 1 });
const records = mongoose.model('Session', schema);

/** Of a session that is used daily, the tokens of so many days are known for what they are. */
const REMEMBERED = 100;

const expiry = (givenAtMs: number) => new Date(givenAtMs + SESSION_LASTS_MS);

/** Sessions are read by their own token alone; so these reads take no scope. */
export const sessionStore = {
  async add(opened: readonly Omit<SessionRecord, 'expiresAt'>[], session: ClientSession): Promise<void> {
    await records.insertMany(
      opened.map((record) => ({ ...record, expiresAt: expiry(record.givenAtMs) })),
      { session },
    );
  },

  byToken: (hash: string) => records.findOne({ $or: [{ tokenHash: hash }, { replaced: hash }] }).lean<SessionRecord>(),

  find: (sessionId: Id<'session'>) => records.findById(sessionId).lean<SessionRecord>(),

  /** False when another request has rotated it first. */
  async rotate({ _id, tokenHash }: SessionRecord, newHash: string, givenAtMs: number): Promise<boolean> {
    const { modifiedCount } = await records.updateOne(
      { _id, tokenHash },
      {
        $set: { tokenHash: newHash, givenAtMs, expiresAt: expiry(givenAtMs) },
        $push: { replaced: { $each: [tokenHash], $slice: -REMEMBERED } },
      },
    );
    return modifiedCount === 1;
  },

  /** Ends a person's sessions, or those of them that match; says how many. */
  async endAll(
    of: { personId: PersonId } & Partial<Pick<SessionRecord, '_id' | 'deviceId'>>,
    session: ClientSession,
  ): Promise<number> {
    return (await records.deleteMany(of, { session })).deletedCount;
  },
};
