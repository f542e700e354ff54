import mongoose, { Schema, type ClientSession } from 'mongoose';
import { Refusal, type JobId, type LineId } from '@nuanlin/shared';
import { filterOf, placedFields, type Placed, type Scope } from '../../platform/access/scope.ts';
import type { Concern } from './concern.ts';
import type { Alarm, FollowUp } from './desk.ts';

interface Item extends Placed {
  readonly version: number;
  readonly kind: string;
  readonly jobId: JobId | null;
  readonly lineId: LineId | null;
}

interface ItemRecord extends Item {
  _id: string;
  ended: boolean;
  /** By what a desk is sorted: what has ended comes last. */
  urgency: string;
  item: unknown;
}

/** How one kind of thing lies on the desk. */
interface Lying<T extends Item> {
  readonly idOf: (item: T) => string;
  readonly hasEnded: (item: T) => boolean;
  readonly urgencyOf: (item: T) => string;
}

/** Concerns, alarms and follow-ups are kept alike: by id, by what they are about, and in the order of a desk. */
function createDeskStore<T extends Item>(name: string, collection: string, { idOf, hasEnded, urgencyOf }: Lying<T>) {
  const schema = new Schema<ItemRecord>(
    {
      _id: { type: String, required: true },
      ...placedFields,
      version: { type: Number, required: true },
      kind: { type: String, required: true },
      jobId: { type: String, default: null },
      lineId: { type: String, default: null },
      ended: { type: Boolean, required: true },
      urgency: { type: String, required: true },
      item: { type: Schema.Types.Mixed, required: true },
    },
    { collection, versionKey: false, minimize: false },
  );
  schema.index({ areaPath: 1, urgency: 1 });
  schema.index({ elderId: 1, urgency: 1 });
  schema.index({ jobId: 1 });
  schema.index({ lineId: 1 });
  const records = mongoose.model(name, schema);

  const toItem = ({ item }: ItemRecord): T => item as T;
  const toRecord = (item: T): ItemRecord => ({
    _id: idOf(item),
    elderId: item.elderId,
    areaPath: item.areaPath,
    operatorPath: item.operatorPath,
    personIds: item.personIds,
    version: item.version,
    kind: item.kind,
    jobId: item.jobId,
    lineId: item.lineId,
    ended: hasEnded(item),
    urgency: `${hasEnded(item) ? 'z' : 'a'}${urgencyOf(item)}`,
    item,
  });

  return {
    /** @throws NOT_FOUND when there is no such thing, or not for this caller */
    async get(scope: Scope, itemId: string): Promise<T> {
      const found = await records.findOne({ $and: [{ _id: itemId }, filterOf(scope)] }).lean<ItemRecord>();
      if (!found) throw new Refusal('NOT_FOUND');
      return toItem(found);
    },

    /** A page of the desk; the cursor goes on where the last page ended. */
    async list(
      scope: Scope,
      { show, cursor, limit }: { show: 'open' | 'all'; cursor?: string | undefined; limit: number },
    ): Promise<{ items: T[]; nextCursor: string | null }> {
      const [urgency = '', itemId = ''] = cursor?.split('|') ?? [];
      const after = { $or: [{ urgency: { $gt: urgency } }, { urgency, _id: { $gt: itemId } }] };
      const found = await records
        .find({ $and: [filterOf(scope), show === 'open' ? { ended: false } : {}, cursor ? after : {}] })
        .sort({ urgency: 1, _id: 1 })
        .limit(limit)
        .lean<ItemRecord[]>();
      const last = found.length === limit ? found.at(-1) : undefined;
      return { items: found.map(toItem), nextCursor: last ? `${last.urgency}|${last._id}` : null };
    },

    /** What is not ended yet about a job or line. */
    async openAbout(about: { jobId: JobId } | { lineId: LineId }, session: ClientSession): Promise<T[]> {
      const found = await records.find({ ...about, ended: false }, null, { session }).lean<ItemRecord[]>();
      return found.map(toItem);
    },

    async add(item: T, session: ClientSession): Promise<void> {
      await records.create([toRecord(item)], { session });
    },

    /** @throws VERSION_STALE when somebody changed it meanwhile */
    async save(item: T, session: ClientSession): Promise<T> {
      const next = { ...item, version: item.version + 1 };
      const { matchedCount } = await records.replaceOne({ _id: idOf(item), version: item.version }, toRecord(next), {
        session,
      });
      if (matchedCount === 0) throw new Refusal('VERSION_STALE', { version: item.version });
      return next;
    },
  };
}

const RANK = { danger: 0, urgent: 1, watch: 2 } as const;

export const concernStore = createDeskStore<Concern>('Concern', 'concerns', {
  idOf: ({ concernId }) => concernId,
  hasEnded: ({ state }) => state === 'closed',
  urgencyOf: ({ risk, openedAt }) => `${RANK[risk]}${openedAt}`,
});

export const alarmStore = createDeskStore<Alarm>('Alarm', 'alarms', {
  idOf: ({ alarmId }) => alarmId,
  hasEnded: ({ state }) => state === 'resolved',
  urgencyOf: ({ dueAt }) => dueAt,
});

export const followUpStore = createDeskStore<FollowUp>('FollowUp', 'follow_ups', {
  idOf: ({ followUpId }) => followUpId,
  hasEnded: ({ state }) => state === 'done',
  urgencyOf: ({ dueAt }) => dueAt,
});
