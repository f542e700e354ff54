import mongoose, { Schema, type ClientSession } from 'mongoose';
import { Refusal, without, type DistrictId, type ElderId } from '@nuanlin/shared';
import { filterOf, placedFields, type Scope } from '../../platform/access/scope.ts';
import type { Sealer } from '../../platform/mongo/sealed.ts';
import { residenceOf, type Elder } from './elder.ts';
import { searchKeys, type readQuery } from './search.ts';

/** The fields that are encrypted, each by itself. */
const SEALED = ['identityNumber', 'socialCard', 'phone', 'contacts', 'health', 'atTheDoor', 'doorNotes'] as const;
type SealedField = (typeof SEALED)[number];
type Sealed = Record<SealedField, string>;

interface ElderDocument extends Omit<Elder, Exclude<SealedField, 'doorNotes'> | 'residences'> {
  _id: ElderId;
  residences: Omit<Elder['residences'][number], 'doorNote'>[];
  sealed: Sealed;
  identityIndex: string | null;
  /** Beginnings that the elder is found by. */
  keys: string[];
  /** Blind indexes of the last four digits of phone and identity number. */
  endings: string[];
}

/** Value objects have been through the contract's schemas; they are stored as they are. */
const value = { type: Schema.Types.Mixed, required: true };
const text = { type: String, required: true };

const schema = new Schema<ElderDocument>(
  {
    _id: text,
    ...placedFields,
    version: { type: Number, required: true },
    personId: text,
    districtId: text,
    zone: text,
    name: text,
    sex: text,
    birthDate: text,
    registeredAreaCode: { type: String, default: null },
    decides: text,
    residences: value,
    categories: value,
    wishes: value,
    family: value,
    absences: value,
    consents: value,
    cards: value,
    sealed: value,
    identityIndex: { type: String, default: null },
    keys: { type: [String], required: true },
    endings: { type: [String], required: true },
  },
  { collection: 'elders', versionKey: false, minimize: false },
);
schema.index({ elderId: 1 });
schema.index({ areaPath: 1 });
schema.index({ keys: 1 });
schema.index({ endings: 1 });
schema.index({ districtId: 1 });
schema.index({ 'cards.cardNumber': 1 });
schema.index({ identityIndex: 1 }, { unique: true, partialFilterExpression: { identityIndex: { $type: 'string' } } });
const records = mongoose.model('Elder', schema);

const ENDING = 'elders.endings';

export function createElderStore(sealer: Sealer) {
  const seal = (field: SealedField, plain: unknown) => sealer.seal(JSON.stringify(plain), `elders.${field}`);
  const open = (field: SealedField, sealed: Sealed) => JSON.parse(sealer.open(sealed[field], `elders.${field}`));

  const toDocument = (elder: Elder): ElderDocument => {
    const { identityNumber, socialCard, phone, contacts, health, atTheDoor, residences, ...rest } = elder;
    return {
      _id: elder.elderId,
      ...rest,
      residences: residences.map((residence) => without(residence, 'doorNote')),
      sealed: {
        identityNumber: seal('identityNumber', identityNumber),
        socialCard: seal('socialCard', socialCard),
        phone: seal('phone', phone),
        contacts: seal('contacts', contacts),
        health: seal('health', health),
        atTheDoor: seal('atTheDoor', atTheDoor),
        doorNotes: seal(
          'doorNotes',
          residences.map(({ doorNote }) => doorNote),
        ),
      },
      identityIndex: identityNumber && sealer.blindIndex(identityNumber, 'elders.identityNumber'),
      keys: searchKeys(elder.name, residenceOf(elder)),
      endings: [identityNumber, phone].flatMap((number) => (number ? [endingOf(number.slice(-4))] : [])),
    };
  };

  const toElder = (document: ElderDocument): Elder => {
    const { sealed, residences } = document;
    const doorNotes: string[] = open('doorNotes', sealed);
    return {
      ...without(document, '_id', 'sealed', 'identityIndex', 'keys', 'endings'),
      residences: residences.map((residence, n) => ({ ...residence, doorNote: doorNotes[n] ?? '' })),
      identityNumber: open('identityNumber', sealed),
      socialCard: open('socialCard', sealed),
      phone: open('phone', sealed),
      contacts: open('contacts', sealed),
      health: open('health', sealed),
      atTheDoor: open('atTheDoor', sealed),
    };
  };

  const endingOf = (lastFour: string) => sealer.blindIndex(lastFour, ENDING);

  return {
    /** @throws NOT_FOUND when there is no such elder, or not for this caller */
    async get(scope: Scope, elderId: ElderId): Promise<Elder> {
      const found = await records.findOne({ $and: [{ _id: elderId }, filterOf(scope)] }).lean<ElderDocument>();
      if (!found) throw new Refusal('NOT_FOUND');
      return toElder(found);
    },

    async all(scope: Scope, among?: readonly ElderId[]): Promise<Elder[]> {
      const ids = among ? [{ _id: { $in: [...among] } }] : [];
      return (await records.find({ $and: [...ids, filterOf(scope)] }).lean<ElderDocument[]>()).map(toElder);
    },

    async ofDistrict(scope: Scope, districtId: DistrictId): Promise<Elder[]> {
      return (await records.find({ $and: [{ districtId }, filterOf(scope)] }).lean<ElderDocument[]>()).map(toElder);
    },

    /** By id after `after`, so that a page goes on where the last one ended. */
    async search(
      scope: Scope,
      { beginning, lastFour }: ReturnType<typeof readQuery>,
      { after, limit }: { after: ElderId | null; limit: number },
    ): Promise<Elder[]> {
      const matches: object[] = [{ keys: { $regex: `^${literally(beginning)}` } }];
      if (lastFour) matches.push({ endings: endingOf(lastFour) });
      const found = await records
        .find({ $and: [filterOf(scope), { $or: matches }, after ? { _id: { $gt: after } } : {}] })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<ElderDocument[]>();
      return found.map(toElder);
    },

    async withCard(cardNumber: string): Promise<Elder | null> {
      const found = await records.findOne({ 'cards.cardNumber': cardNumber }).lean<ElderDocument>();
      return found && toElder(found);
    },

    /** @throws a duplicate error when one of the identity numbers is registered */
    async add(elders: readonly Elder[], session: ClientSession): Promise<void> {
      await records.insertMany(elders.map(toDocument), { session });
    },

    /**
     * Writes what a use case made of an elder that it had read.
     * @throws VERSION_STALE when somebody changed the record meanwhile
     */
    async save(elder: Elder, session: ClientSession): Promise<Elder> {
      const next = { ...elder, version: elder.version + 1 };
      const { matchedCount } = await records.replaceOne(
        { _id: elder.elderId, version: elder.version },
        toDocument(next),
        { session },
      );
      if (matchedCount === 0) throw new Refusal('VERSION_STALE');
      return next;
    },
  };
}
export type Elders = ReturnType<typeof createElderStore>;

const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
