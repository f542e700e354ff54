import mongoose, { Schema, type ClientSession } from 'mongoose';
import {
  Refusal,
  without,
  type AreaId,
  type ElderId,
  type Id,
  type Instant,
  type LineId,
  type NoticeChannel,
  type OperatorId,
  type PersonId,
} from '@nuanlin/shared';
import { filterOf, placedFields, type Placed, type Scope } from '../../platform/access/scope.ts';
import type { Sealer } from '../../platform/mongo/sealed.ts';

/** What an automated call asks, so that a key that is pressed finds its way. */
export interface Question {
  /** The elder, as the person who answers. */
  readonly byId: PersonId;
  readonly lineId: LineId;
  readonly elderId: ElderId;
  readonly areaPath: readonly AreaId[];
  readonly operatorPath: readonly OperatorId[];
}

/** One thing said to one person by one channel. */
export interface SaidNotice extends Placed {
  readonly noticeId: Id<'notice'>;
  /** Saying it twice under one key says it once. */
  readonly key: string;
  readonly personId: PersonId | null;
  readonly channel: NoticeChannel;
  readonly address: string;
  readonly text: string;
  readonly keys: readonly { readonly key: string; readonly means: string }[];
  readonly asks: Question | null;
  readonly pressed: string | null;
  /** Null while it waits for the end of the quiet hours. */
  readonly sentAt: Instant | null;
  readonly readAt: Instant | null;
}

interface NoticeRecord extends Omit<SaidNotice, 'noticeId' | 'text' | 'address'> {
  _id: Id<'notice'>;
  sealed: { text: string; address: string };
}

const schema = new Schema<NoticeRecord>(
  {
    _id: { type: String, required: true },
    ...placedFields,
    key: { type: String, required: true },
    personId: { type: String, default: null },
    channel: { type: String, required: true },
    keys: { type: Schema.Types.Mixed, required: true },
    asks: { type: Schema.Types.Mixed, default: null },
    pressed: { type: String, default: null },
    sentAt: { type: String, default: null },
    readAt: { type: String, default: null },
    sealed: { type: Schema.Types.Mixed, required: true },
  },
  { collection: 'notices', versionKey: false, minimize: false },
);
schema.index({ key: 1 }, { unique: true });
schema.index({ personIds: 1, _id: -1 });
const records = mongoose.model('Notice', schema);

/** Words and numbers of notices name people, so they are sealed like the records that they come from. */
export function createNoticeStore(sealer: Sealer) {
  const toNotice = (record: NoticeRecord): SaidNotice => ({
    ...without(record, '_id', 'sealed'),
    noticeId: record._id,
    text: sealer.open(record.sealed.text, 'notices.text'),
    address: sealer.open(record.sealed.address, 'notices.address'),
  });
  const toRecord = (notice: SaidNotice): NoticeRecord => ({
    ...without(notice, 'noticeId', 'text', 'address'),
    _id: notice.noticeId,
    sealed: {
      text: sealer.seal(notice.text, 'notices.text'),
      address: sealer.seal(notice.address, 'notices.address'),
    },
  });

  return {
    /** @throws NOT_FOUND */
    async get(scope: Scope, noticeId: Id<'notice'>): Promise<SaidNotice> {
      const found = await records.findOne({ $and: [{ _id: noticeId }, filterOf(scope)] }).lean<NoticeRecord>();
      if (!found) throw new Refusal('NOT_FOUND');
      return toNotice(found);
    },

    async byKey(key: string): Promise<SaidNotice | null> {
      const found = await records.findOne({ key }).lean<NoticeRecord>();
      return found && toNotice(found);
    },

    /** What was sent, newest first. */
    async sent(
      scope: Scope,
      asked: { cursor?: string | undefined; limit: number },
    ): Promise<{ items: (SaidNotice & { sentAt: Instant })[]; nextCursor: string | null }> {
      const found = await records
        .find({
          $and: [filterOf(scope), { sentAt: { $ne: null } }, asked.cursor ? { _id: { $lt: asked.cursor } } : {}],
        })
        .sort({ _id: -1 })
        .limit(asked.limit)
        .lean<NoticeRecord[]>();
      const items = found.map(toNotice).flatMap(({ sentAt, ...rest }) => (sentAt ? [{ ...rest, sentAt }] : []));
      return { items, nextCursor: found.length === asked.limit ? (found.at(-1)?._id ?? null) : null };
    },

    async add(notices: readonly SaidNotice[], session: ClientSession): Promise<void> {
      await records.insertMany(notices.map(toRecord), { session });
    },

    async markSent(noticeId: Id<'notice'>, sentAt: Instant, session: ClientSession): Promise<void> {
      await records.updateOne({ _id: noticeId }, { $set: { sentAt } }, { session });
    },

    async markRead(noticeId: Id<'notice'>, readAt: Instant, session: ClientSession): Promise<void> {
      await records.updateOne({ _id: noticeId }, { $set: { readAt } }, { session });
    },

    /** False when the call has been answered already. */
    async press(noticeId: Id<'notice'>, key: string, session: ClientSession): Promise<boolean> {
      const { modifiedCount } = await records.updateOne(
        { _id: noticeId, pressed: null },
        { $set: { pressed: key } },
        { session },
      );
      return modifiedCount === 1;
    },
  };
}
export type NoticeStore = ReturnType<typeof createNoticeStore>;
