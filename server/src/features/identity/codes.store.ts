import mongoose, { Schema, type ClientSession } from 'mongoose';
import { CODE_LASTS_MS, type SignInCode } from './sign-in-code.ts';

/** Kept as long as the limit of codes an hour looks back. */
const KEPT_MS = 3_600_000 + CODE_LASTS_MS;

interface CodeRecord extends SignInCode {
  _id: string;
  expiresAt: Date;
}

const schema = new Schema<CodeRecord>(
  {
    _id: { type: String, required: true },
    digest: { type: String, required: true },
    sentAtMs: { type: [Number], required: true },
    triesLeft: { type: Number, required: true },
    expiresAt: { type: Date, required: true, expires: 0 },
  },
  { collection: 'sign_in_codes', versionKey: false },
);
const records = mongoose.model('SignInCode', schema);

/** One record a phone, under the phone's blind index. Guesses made at once meet in its transaction. */
export const codeStore = {
  find: (phoneIndex: string, session: ClientSession) =>
    records.findById(phoneIndex).session(session).lean<CodeRecord>(),

  async save(phoneIndex: string, { digest, sentAtMs, triesLeft }: SignInCode, session: ClientSession): Promise<void> {
    const expiresAt = new Date((sentAtMs.at(-1) ?? 0) + KEPT_MS);
    await records.replaceOne(
      { _id: phoneIndex },
      { digest, sentAtMs, triesLeft, expiresAt },
      { upsert: true, session },
    );
  },
};
export type Codes = typeof codeStore;
