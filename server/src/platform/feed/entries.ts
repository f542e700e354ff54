import mongoose, { Schema } from 'mongoose';
import { WITHHELD, type EventId, type FamilyRight, type FeedEntry, type Instant } from '@nuanlin/shared';
import type { StreamName } from '@nuanlin/shared';
import type { Hearing } from '../access/hearing.ts';
import type { EventShape, Recorded } from '../events.ts';

/** What an audience hears of an event; the relay numbers it. */
export interface Note extends Omit<FeedEntry, 'n' | 'at'> {
  /** Of an elder's stream: the right that it takes to hear this; without one, any relative hears it. */
  readonly right?: FamilyRight;
  /** What the holders of one of these rights see beside the view. */
  readonly closer?: { readonly rights: readonly FamilyRight[]; readonly view: FeedEntry['view'] };
}

/** Event type ▶ the streams that hear of it and what each is shown. */
export type Projection<E extends EventShape> = {
  readonly [T in E['type']]?: (event: Recorded<Extract<E, { type: T }>>) => Promise<readonly Note[]> | readonly Note[];
};

export const KEPT_DAYS = 7;

export interface EntryRecord extends Note, FeedEntry {
  event: EventId;
  expiresAt: Date;
}

const schema = new Schema<EntryRecord>(
  {
    stream: { type: String, required: true },
    n: { type: Number, required: true },
    event: { type: String, required: true },
    type: { type: String, required: true },
    entity: { type: new Schema({ kind: String, id: String }, { _id: false }), required: true },
    version: { type: Number, required: true },
    at: { type: String, required: true },
    view: { type: Schema.Types.Mixed, required: true },
    right: String,
    closer: { type: Schema.Types.Mixed, default: undefined },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'feed', versionKey: false, minimize: false },
);
schema.index({ stream: 1, n: -1 }, { unique: true });
schema.index({ expiresAt: 1 });
schema.index({ event: 1, stream: 1, 'entity.kind': 1, 'entity.id': 1 }, { unique: true });
export const Entries = mongoose.model('FeedEntry', schema);

/** The number of a stream's last entry; 0 when it has none. */
export async function headOf(stream: StreamName): Promise<number> {
  const last = await Entries.findOne({ stream }, { n: 1 }).sort({ n: -1 }).lean<EntryRecord>();
  return last?.n ?? 0;
}

/** How far each stream is written: read before the data of a snapshot, it is the snapshot's `asOf`. */
export async function headsOf(streams: readonly StreamName[]): Promise<Record<StreamName, number>> {
  const heads: Record<StreamName, number> = Object.fromEntries(streams.map((stream) => [stream, 0]));
  const found = await Entries.aggregate<{ _id: StreamName; n: number }>([
    { $match: { stream: { $in: streams } } },
    { $sort: { stream: 1, n: -1 } },
    { $group: { _id: '$stream', n: { $first: '$n' } } },
  ]);
  for (const { _id, n } of found) heads[_id] = n;
  return heads;
}

/** The entries after a number as one hearer may see them, oldest first; null when some of them are no longer kept. */
export async function entriesAfter(
  stream: StreamName,
  after: number,
  limit: number,
  hearing: Hearing,
): Promise<FeedEntry[] | null> {
  const found = await Entries.find({ stream, n: { $gt: after } })
    .sort({ n: 1 })
    .limit(limit)
    .lean<EntryRecord[]>();
  if (found[0] && found[0].n !== after + 1) return null;
  return found.map((record) => entryFor(record, hearing));
}

/** True for an entry that looks the same to everybody who hears its stream. */
export const isPlain = ({ right, closer }: Note): boolean => !right && !closer;

/** An entry as a hearer may see it. */
export function entryFor(record: EntryRecord, { rights }: Hearing): FeedEntry {
  const { stream, n, type, entity, version, at, view, right, closer } = record;
  const holds = (wanted: FamilyRight): boolean => rights === 'all' || rights.includes(wanted);
  if (right && !holds(right)) {
    return { stream, n, type: WITHHELD, entity: { kind: WITHHELD, id: '' }, version: 0, at, view: {} };
  }
  const seen = closer?.rights.some(holds) ? { ...view, ...closer.view } : view;
  return { stream, n, type, entity: { kind: entity.kind, id: entity.id }, version, at, view: seen };
}

/** One note that waits for its number. */
export interface Unnumbered {
  readonly event: EventId;
  readonly at: Instant;
  readonly note: Note;
}

/**
 * The feed's only writer; one in the whole system, under the relay's lease. Numbers entries in the order they come. A
 * second writer, or a number taken twice, is refused by the unique index.
 */
export function createFeedWriter() {
  const heads = new Map<StreamName, number>();
  let turn: Promise<void> = Promise.resolve();

  return {
    /** Writes what is not written yet, one call after the other. */
    write(waiting: readonly Unnumbered[]): Promise<void> {
      const written = turn.then(() => number(waiting));
      // After an error it is not known what arrived, so the heads are read anew.
      turn = written.catch(() => heads.clear());
      return written;
    },
  };

  async function number(waiting: readonly Unnumbered[]): Promise<void> {
    const known = await identitiesOf([...new Set(waiting.map(({ event }) => event))]);
    const expiresAt = new Date(Date.now() + KEPT_DAYS * 86_400_000);
    const entries: EntryRecord[] = [];
    for (const { event, at, note } of waiting) {
      const identity = identityOf(event, note.stream, note.entity);
      if (known.has(identity)) continue;
      known.add(identity);
      const n = (heads.get(note.stream) ?? (await headOf(note.stream))) + 1;
      heads.set(note.stream, n);
      entries.push({ ...note, n, at, event, expiresAt });
    }
    if (entries.length > 0) await Entries.insertMany(entries, { ordered: true });
  }
}

/**
 * Removes what is older than the feed keeps. The last entry of a stream stays, because the next one is numbered after it;
 * that is why this is no TTL index.
 */
export async function pruneFeed(): Promise<void> {
  const old = await Entries.aggregate<{ _id: StreamName; n: number }>([
    { $match: { expiresAt: { $lt: new Date() } } },
    { $group: { _id: '$stream', n: { $max: '$n' } } },
  ]);
  for (const { _id: stream, n } of old) {
    const head = await headOf(stream);
    await Entries.deleteMany({ stream, n: { $lte: Math.min(n, head - 1) } });
  }
}

async function identitiesOf(events: readonly EventId[]): Promise<Set<string>> {
  const found = await Entries.find({ event: { $in: events } }, { event: 1, stream: 1, entity: 1 }).lean<
    EntryRecord[]
  >();
  return new Set(found.map(({ event, stream, entity }) => identityOf(event, stream, entity)));
}

const identityOf = (event: string, stream: string, { kind, id }: { kind: string; id: string }): string =>
  `${event} ${stream} ${kind} ${id}`;
