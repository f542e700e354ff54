import mongoose, { Schema, type ClientSession } from 'mongoose';
import type { ElderId, Id, Instant, PersonId } from '@nuanlin/shared';

/** The elder's own tablet or phone, bound once by family or staff. */
export interface DeviceRecord {
  readonly _id: Id<'device'>;
  readonly elderId: ElderId;
  readonly personId: PersonId;
  readonly name: string;
  readonly boundAt: Instant;
}

const devices = mongoose.model(
  'Device',
  new Schema<DeviceRecord>(
    {
      _id: { type: String, required: true },
      elderId: { type: String, required: true },
      personId: { type: String, required: true },
      name: { type: String, required: true },
      boundAt: { type: String, required: true },
    },
    { collection: 'devices', versionKey: false },
  ).index({ elderId: 1 }),
);

interface BindCode {
  readonly _id: string;
  readonly elderId: ElderId;
  readonly personId: PersonId;
  readonly expiresAt: Date;
}

const codes = mongoose.model(
  'BindCode',
  new Schema<BindCode>(
    {
      _id: { type: String, required: true },
      elderId: { type: String, required: true },
      personId: { type: String, required: true },
      expiresAt: { type: Date, required: true, expires: 0 },
    },
    { collection: 'bind_codes', versionKey: false },
  ),
);

/** Devices are read through the elder that the caller has in hand, codes by themselves; so these reads take no scope. */
export const deviceStore = {
  of: (elderId: ElderId) => devices.find({ elderId }).sort({ boundAt: 1 }).lean<DeviceRecord[]>(),

  async add(device: DeviceRecord, session: ClientSession): Promise<void> {
    await devices.create([device], { session });
  },

  /** Null when the elder has no such device. */
  remove: (deviceId: Id<'device'>, elderId: ElderId, session: ClientSession) =>
    devices.findOneAndDelete({ _id: deviceId, elderId }, { session }).lean<DeviceRecord>(),

  async addCode(code: BindCode, session: ClientSession): Promise<void> {
    await codes.create([code], { session });
  },

  /** Takes a code out of the store: it is good once. */
  takeCode: (hash: string, session: ClientSession) =>
    codes.findOneAndDelete({ _id: hash }, { session }).lean<BindCode>(),
};
export type Devices = typeof deviceStore;
