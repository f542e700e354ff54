import mongoose, { Schema } from 'mongoose';
import type { Id, Instant, NoticeChannel, PersonId } from '@nuanlin/shared';
import type { Clock } from '../../platform/clock.ts';
import type { Migration } from '../../platform/migrations.ts';
import type { NewId } from '../../platform/ids.ts';
import type { Sealer } from '../../platform/mongo/sealed.ts';
import type { NoticeSender } from '../../platform/ports/notice.ts';
import type { Sms } from '../../platform/ports/sms.ts';

/** Something that arrived on somebody's phone, landline or printer. */
export interface DemoMessage {
  readonly id: Id<'notice'>;
  /** Whose phone: the person's, or a blinded number that is nobody's account. */
  readonly handset: string;
  readonly channel: NoticeChannel;
  readonly personId: PersonId | null;
  readonly address: string;
  readonly text: string;
  readonly keys: readonly { readonly key: string; readonly means: string }[];
  readonly sentAt: Instant;
  readonly pressed: string | null;
  /** Under which it was sent; answers to it go by this. */
  readonly key: string;
}

/** One phone with what came to it last. */
export interface DemoHandset {
  readonly id: string;
  readonly personId: PersonId | null;
  /** Every number and account under which something reached it. */
  readonly addresses: readonly string[];
  readonly lastAt: Instant;
  /** Calls that wait for a key. */
  readonly ringing: number;
}

/** Numbers and texts are sealed: codes, names and addresses stand in them. */
type MessageRecord = Omit<DemoMessage, 'id'> & { _id: Id<'notice'> };

const schema = new Schema<MessageRecord>(
  {
    _id: { type: String, required: true },
    handset: { type: String, required: true },
    channel: { type: String, required: true },
    personId: { type: String, default: null },
    address: { type: String, required: true },
    text: { type: String, required: true },
    keys: [{ _id: false, key: String, means: String }],
    sentAt: { type: String, required: true },
    pressed: { type: String, default: null },
    key: { type: String, required: true },
  },
  { collection: 'demo_messages', versionKey: false },
);
schema.index({ key: 1 }, { unique: true });
schema.index({ channel: 1, _id: -1 });
schema.index({ handset: 1, _id: -1 });
const records = mongoose.model('DemoMessage', schema);

/** What the demo's phones held in the clear is not kept. */
export const forgetUnsealed: Migration = {
  number: 2,
  name: 'messages of the demo are sealed',
  run: async (db) => void (await db.collection('demo_messages').deleteMany({})),
};

/**
 * 演示手机: takes every message, call and printed slip of the demo and shows them on one page instead of sending them.
 */
export function createDemoPhones({ clock, newId, sealer }: { clock: Clock; newId: NewId; sealer: Sealer }) {
  const seal = (field: 'address' | 'text', plain: string) => sealer.seal(plain, `demo_messages.${field}`);
  const open = (field: 'address' | 'text', sealed: string) => sealer.open(sealed, `demo_messages.${field}`);
  const opened = ({ _id, address, text, ...rest }: MessageRecord): DemoMessage => ({
    id: _id,
    ...rest,
    address: open('address', address),
    text: open('text', text),
  });
  const handsetOf = ({ personId, address }: Pick<DemoMessage, 'personId' | 'address'>): string =>
    personId ?? sealer.blindIndex(address, 'demo_messages.handset');

  /** Saying it twice under one key says it once: the first stays. */
  const keep = async (message: Omit<DemoMessage, 'id' | 'handset' | 'sentAt' | 'pressed'>): Promise<Id<'notice'>> => {
    const record = await records
      .findOneAndUpdate(
        { key: message.key },
        {
          $setOnInsert: {
            ...message,
            address: seal('address', message.address),
            text: seal('text', message.text),
            _id: newId('notice'),
            handset: handsetOf(message),
            sentAt: clock.now(),
            pressed: null,
          },
        },
        { upsert: true, returnDocument: 'after' },
      )
      .lean<MessageRecord>();
    return record._id;
  };

  const sms: Sms = {
    send: async ({ phone, personId, text, key }) =>
      void (await keep({ channel: 'sms', personId, address: phone, text, keys: [], key })),
  };
  const notices: NoticeSender = {
    send: async ({ key, channel, personId, address, text, keys }) => ({
      reference: await keep({ key, channel, personId, address, text, keys: [...keys] }),
    }),
  };

  return {
    sms,
    notices,

    /** Newest first, older than `before` when it is given. */
    async list(asked: {
      channel: NoticeChannel | null;
      handset: string | null;
      before: Id<'notice'> | null;
      limit: number;
    }): Promise<DemoMessage[]> {
      const found = await records
        .find({
          ...(asked.channel ? { channel: asked.channel } : {}),
          ...(asked.handset ? { handset: asked.handset } : {}),
          ...(asked.before ? { _id: { $lt: asked.before } } : {}),
        })
        .sort({ _id: -1 })
        .limit(asked.limit)
        .lean<MessageRecord[]>();
      return found.map(opened);
    },

    /** The phones that something arrived on, the last used first. */
    async handsets(limit: number): Promise<DemoHandset[]> {
      const ringing = { $and: [{ $ne: ['$keys', []] }, { $eq: ['$pressed', null] }] };
      const found = await records.aggregate<DemoHandset>([
        {
          $group: {
            _id: '$handset',
            personId: { $first: '$personId' },
            addresses: { $addToSet: '$address' },
            last: { $max: '$_id' },
            lastAt: { $max: '$sentAt' },
            ringing: { $sum: { $cond: [ringing, 1, 0] } },
          },
        },
        { $sort: { last: -1 } },
        { $limit: limit },
        { $project: { _id: 0, id: '$_id', personId: 1, addresses: 1, lastAt: 1, ringing: 1 } },
      ]);
      return found.map(({ addresses, ...handset }) => ({
        ...handset,
        addresses: [...new Set(addresses.map((sealed) => open('address', sealed)))],
      }));
    },

    async find(arrivalId: Id<'notice'>): Promise<DemoMessage | null> {
      const found = await records.findById(arrivalId).lean<MessageRecord>();
      return found && opened(found);
    },

    /** Notes the key that somebody pressed in a call. @throws Error when there is no such call */
    async press(arrivalId: Id<'notice'>, key: string): Promise<DemoMessage> {
      const found = await records
        .findOneAndUpdate({ _id: arrivalId }, { $set: { pressed: key } }, { returnDocument: 'after' })
        .lean<MessageRecord>();
      if (!found) throw new Error(`nothing arrived as ${arrivalId}`);
      return opened(found);
    },
  };
}
export type DemoPhones = ReturnType<typeof createDemoPhones>;
