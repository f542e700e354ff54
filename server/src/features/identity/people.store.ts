import mongoose, { Schema, type ClientSession } from 'mongoose';
import {
  without,
  type ElderId,
  type FamilyRight,
  type Id,
  type Locale,
  type PersonId,
  type Role,
  type Text,
} from '@nuanlin/shared';
import type { Grant } from '../../platform/access/scope.ts';
import type { Sealer } from '../../platform/mongo/sealed.ts';

/** A grant as it is held, with the name of what it covers for the person's own screen. */
export type HeldGrant = Grant & { readonly id: Id<'grant'>; readonly overName: string };

/** 人: one record, however many roles. */
export interface Person {
  readonly id: PersonId;
  /** Counts changes of grants. */
  readonly version: number;
  readonly name: string;
  readonly phone: string | null;
  readonly locale: Locale;
  readonly grants: readonly HeldGrant[];
  /** Shown on the demo's sign-in page, in this order. */
  readonly demo: { readonly order: number; readonly about: Text } | null;
}

interface PersonRecord extends Omit<Person, 'id' | 'phone'> {
  _id: PersonId;
  phone: string | null;
  phoneIndex: string | null;
}

const held = new Schema(
  { id: String, role: String, over: String, overName: String, rights: { type: [String], default: undefined } },
  { _id: false, id: false },
);
const schema = new Schema<PersonRecord>(
  {
    _id: { type: String, required: true },
    version: { type: Number, required: true },
    name: { type: String, required: true },
    phone: { type: String, default: null },
    phoneIndex: { type: String, default: null },
    locale: { type: String, required: true },
    grants: { type: [held], required: true },
    demo: {
      type: new Schema({ order: Number, about: { 'zh-CN': String, en: String } }, { _id: false }),
      default: null,
    },
  },
  { collection: 'people', versionKey: false },
);
schema.index({ phoneIndex: 1 }, { unique: true, partialFilterExpression: { phoneIndex: { $type: 'string' } } });
schema.index({ 'grants.over': 1, 'grants.role': 1 });
schema.index({ 'demo.order': 1 }, { sparse: true });
const records = mongoose.model('Person', schema);

const SEALED_AS = 'people.phone';

/**
 * People and their grants. A person is read by his session, by his own phone, or as the holder of a grant over
 * something that the caller has in hand already; so these reads take no scope.
 */
export function createPeople(sealer: Sealer) {
  const open = (record: PersonRecord): Person => ({
    ...without(record, '_id', 'phoneIndex'),
    id: record._id,
    phone: record.phone && sealer.open(record.phone, SEALED_AS),
  });
  const close = ({ id, phone, ...rest }: Person): PersonRecord => ({
    _id: id,
    ...rest,
    phone: phone && sealer.seal(phone, SEALED_AS),
    phoneIndex: phone && indexOf(phone),
  });
  const indexOf = (phone: string) => sealer.blindIndex(phone, SEALED_AS);

  return {
    /** By this, and never by the number, a phone is named in keys and limits. */
    indexOf,

    async find(personId: PersonId): Promise<Person | null> {
      const found = await records.findById(personId).lean<PersonRecord>();
      return found && open(found);
    },

    async findAll(personIds: readonly PersonId[]): Promise<Person[]> {
      return (await records.find({ _id: { $in: [...personIds] } }).lean<PersonRecord[]>()).map(open);
    },

    async byPhone(phone: string, session: ClientSession): Promise<Person | null> {
      const found = await records
        .findOne({ phoneIndex: indexOf(phone) })
        .session(session)
        .lean<PersonRecord>();
      return found && open(found);
    },

    /** Who holds one of the roles over one of the nodes or elders. */
    async holding(roles: readonly Role[], over: readonly string[]): Promise<Person[]> {
      const found = await records
        .find({ grants: { $elemMatch: { over: { $in: [...over] }, role: { $in: [...roles] } } } })
        .lean<PersonRecord[]>();
      return found.map(open);
    },

    async inDemo(): Promise<Person[]> {
      const found = await records
        .find({ 'demo.order': { $exists: true } })
        .sort({ 'demo.order': 1 })
        .lean<PersonRecord[]>();
      return found.map(open);
    },

    /** Everybody with a role whom the demo's sign-in page does not offer; for set-up. */
    async notInDemo(): Promise<Person[]> {
      const found = await records.find({ demo: null, 'grants.0': { $exists: true } }).lean<PersonRecord[]>();
      return found.map(open);
    },

    async showInDemo(personId: PersonId, demo: Person['demo'], session: ClientSession): Promise<void> {
      await records.updateOne({ _id: personId }, { $set: { demo } }, { session });
    },

    /** @throws a duplicate error when one of the phones is somebody else's */
    async add(people: readonly Person[], session: ClientSession): Promise<void> {
      await records.insertMany(people.map(close), { session });
    },

    async setLocale(personId: PersonId, locale: Locale, session: ClientSession): Promise<void> {
      await records.updateOne({ _id: personId }, { $set: { locale } }, { session });
    },

    /** Counts one change up and returns the version; for what changes beside the grants. */
    async touch(personId: PersonId, session: ClientSession): Promise<number> {
      const record = await records.findOneAndUpdate(
        { _id: personId },
        { $inc: { version: 1 } },
        { session, returnDocument: 'after', lean: true },
      );
      return record?.version ?? 0;
    },

    /** Returns the person's new version; null when there is no such person. */
    async grant(personId: PersonId, grant: HeldGrant, session: ClientSession): Promise<number | null> {
      return changed(
        await records.findOneAndUpdate(
          { _id: personId },
          { $push: { grants: grant }, $inc: { version: 1 } },
          { session, returnDocument: 'after', lean: true },
        ),
      );
    },

    /** Returns the person's new version; null when he held no such grant. */
    async revoke(personId: PersonId, role: Role, over: string, session: ClientSession): Promise<number | null> {
      return changed(
        await records.findOneAndUpdate(
          { _id: personId, grants: { $elemMatch: { role, over } } },
          { $pull: { grants: { role, over } }, $inc: { version: 1 } },
          { session, returnDocument: 'after', lean: true },
        ),
      );
    },

    async setRights(
      personId: PersonId,
      elderId: ElderId,
      rights: readonly FamilyRight[],
      session: ClientSession,
    ): Promise<number | null> {
      return changed(
        await records.findOneAndUpdate(
          { _id: personId, grants: { $elemMatch: { role: 'family', over: elderId } } },
          { $set: { 'grants.$.rights': rights }, $inc: { version: 1 } },
          { session, returnDocument: 'after', lean: true },
        ),
      );
    },
  };
}
export type People = ReturnType<typeof createPeople>;

const changed = (record: { version: number } | null): number | null => record?.version ?? null;
