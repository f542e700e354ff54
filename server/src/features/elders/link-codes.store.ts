import mongoose, { Schema, type ClientSession } from 'mongoose';
import type { ElderId } from '@nuanlin/shared';

interface LinkCode {
  /** HMAC of the code. */
  readonly _id: string;
  readonly elderId: ElderId;
  readonly expiresAt: Date;
}

const codes = mongoose.model(
  'LinkCode',
  new Schema<LinkCode>(
    {
      _id: { type: String, required: true },
      elderId: { type: String, required: true },
      expiresAt: { type: Date, required: true, expires: 0 },
    },
    { collection: 'link_codes', versionKey: false },
  ),
);

/** Codes are read by themselves alone; so these reads take no scope. */
export const linkCodes = {
  async add(code: LinkCode, session: ClientSession): Promise<void> {
    await codes.create([code], { session });
  },

  /** Takes a code out of the store: it is good once. */
  take: (digest: string, session: ClientSession) =>
    codes.findOneAndDelete({ _id: digest }, { session }).lean<LinkCode>(),
};
export type LinkCodes = typeof linkCodes;
