import { setImmediate as soon, setTimeout as sleep } from 'node:timers/promises';
import mongoose, { Schema } from 'mongoose';
import { Events, FEED, parkedEvents, recorded, type EventRecord, type EventShape, type Recorded } from './events.ts';
import { createFeedWriter, pruneFeed, type Note, type Unnumbered } from './feed/entries.ts';
import { holdLease } from './lease.ts';
import { underRequest, type Log } from './log.ts';
import type { TaskQueue } from './tasks.ts';

/** Real time, as all technical constants. */
const SWEEP_MS = 2000;
const OPEN_TOO_LONG_MS = 5000;
const SWEEP_LIMIT = 500;
const BATCH = 100;
const PRUNE_MS = 3_600_000;
/** How far the relay has come is written at most so often; what it carries twice is recognized. */
const PLACE_EVERY_MS = 250;
/** So many events may wait for the feed before no more are taken in. */
const MOST_WAITING = 1000;
/** So often an event's projection may fail before it is parked. */
const SHOW_ATTEMPTS = 8;
/** The server's codes for a resume token that is too old or unreadable. */
const TOKEN_LOST = new Set([260, 280, 286]);

const schema = new Schema(
  { _id: { type: String, required: true }, token: { type: Schema.Types.Mixed, required: true } },
  { collection: 'relay', versionKey: false },
);
const Places = mongoose.model('RelayPlace', schema);
const EVENTS = 'events';

interface Arrived {
  readonly token: mongoose.mongo.ResumeToken;
  readonly event: EventRecord;
  /** Its tasks, and those of what came with it, are in the queue. */
  readonly queued: Promise<void>;
}

type Project = (event: Recorded<EventShape>) => Promise<readonly Note[]> | readonly Note[];

/** What the features show of events; an event may be shown by several, each brings its own notes. */
export interface Projections {
  add(projection: object): void;
  types(): string[];
  notesOf(event: Recorded<EventShape>): Promise<Note[]>;
}

export function createProjections(): Projections {
  const byType = new Map<string, Project[]>();
  return {
    add(projection) {
      for (const [type, project] of Object.entries<Project>({ ...projection })) {
        byType.set(type, [...(byType.get(type) ?? []), project]);
      }
    },
    types: () => [...byType.keys()],
    notesOf: async (event) =>
      (await Promise.all((byType.get(event.type) ?? []).map(async (project) => project(event)))).flat(),
  };
}

/**
 * Carries written events to the feed and to the task queue, in one process at a time. It follows the change stream from
 * where it last stood; a sweep carries again what has been open too long, so neither a killed relay nor an emptied Redis
 * loses anything.
 */
export function startRelay(parts: { projections: Projections; queue: TaskQueue; log: Log }): { stop(): Promise<void> } {
  const { projections, queue, log } = parts;
  return holdLease('relay', follow, log);

  async function follow(signal: AbortSignal): Promise<void> {
    const feed = createFeedWriter();
    const failures = new Map<string, number>();
    const ended = new AbortController();
    const stopped = AbortSignal.any([signal, ended.signal]);
    const changes = await openChanges();
    const next = () => {
      const change = changes.next();
      change.catch(() => undefined); // whoever waits for it hears of it
      return change;
    };
    let pending = next();
    stopped.addEventListener('abort', () => void changes.close().catch(() => undefined));
    const sweeping = keepSweeping();
    try {
      await keepCarrying();
    } catch (error) {
      if (isLostToken(error)) await Places.deleteOne({ _id: EVENTS });
      if (!signal.aborted) throw error;
    } finally {
      ended.abort();
      await sweeping;
    }

    /** Tasks go out as events come in; behind them the feed is written in order, all together that came meanwhile. */
    async function keepCarrying(): Promise<void> {
      const arrived: Arrived[] = [];
      let writing: Promise<void> = Promise.resolve();
      let placeAt = 0;

      async function writeArrived(): Promise<void> {
        const together = arrived.splice(0, BATCH);
        const last = together.at(-1);
        if (!last) return;
        await show(together.map(({ event }) => event));
        await Promise.all(together.map(({ queued }) => queued));
        if (performance.now() < placeAt) return;
        placeAt = performance.now() + PLACE_EVERY_MS;
        await Places.findByIdAndUpdate(EVENTS, { token: last.token }, { upsert: true });
      }

      try {
        while (!stopped.aborted) {
          const batch = await nextBatch();
          const queued = enqueue(batch.map(({ event }) => event));
          arrived.push(...batch.map((one) => ({ ...one, queued })));
          writing = writing.then(writeArrived);
          writing.catch(() => ended.abort());
          if (arrived.length > MOST_WAITING) await writing;
        }
      } finally {
        await writing;
      }
    }

    /** The next events, and what has arrived with them: resolved promises run before the event loop turns. */
    async function nextBatch(): Promise<Omit<Arrived, 'queued'>[]> {
      const batch = [await pending];
      pending = next();
      for (let more; batch.length < BATCH && (more = await Promise.race([pending, soon(null)])); ) {
        batch.push(more);
        pending = next();
      }
      return batch.flatMap((change) =>
        change.operationType === 'insert' ? [{ token: change._id, event: change.fullDocument }] : [],
      );
    }

    async function keepSweeping(): Promise<void> {
      let pruneAt = 0;
      while (!stopped.aborted) {
        await sleep(SWEEP_MS, undefined, { signal: stopped }).catch(() => undefined);
        if (stopped.aborted) return;
        await sweep().catch((error: unknown) => log.warn({ err: error }, 'open events not swept'));
        if (Date.now() < pruneAt) continue;
        pruneAt = Date.now() + PRUNE_MS;
        await pruneFeed().catch((error: unknown) => log.warn({ err: error }, 'feed not pruned'));
      }
    }

    async function sweep(): Promise<void> {
      const openTooLong = new Date(Date.now() - OPEN_TOO_LONG_MS);
      // Only open events stand in this range of the index; an empty list of names is not in it.
      const found = await Events.find({ open: { $gt: '' }, recordedAt: { $lt: openTooLong } })
        .sort({ recordedAt: 1 })
        .limit(SWEEP_LIMIT)
        .lean<EventRecord[]>();
      await Promise.all([enqueue(found), show(found)]);
    }

    async function enqueue(batch: readonly EventRecord[]): Promise<void> {
      const tasks = batch.flatMap((record) =>
        record.open.filter((name) => name !== FEED).map((handler) => ({ event: recorded(record), handler })),
      );
      await queue.add(tasks).catch((error: unknown) => {
        log.warn({ cause: String(error), tasks: tasks.length }, 'tasks not queued, the sweep will do it');
      });
    }

    async function show(batch: readonly EventRecord[]): Promise<void> {
      const projected = await Promise.all(batch.filter(({ open }) => open.includes(FEED)).map(project));
      const shown = projected.flatMap((one) => one ?? []);
      await feed.write(shown.flatMap(({ notes }) => notes));
      const ids = shown.map(({ event }) => event._id);
      if (ids.length > 0) await Events.updateMany({ _id: { $in: ids } }, { $pull: { open: FEED } });
    }

    /** What an event's audiences are shown; null when that failed, and the sweep tries again. */
    async function project(event: EventRecord): Promise<{ event: EventRecord; notes: Unnumbered[] } | null> {
      try {
        const notes = await underRequest(event.requestId, () => projections.notesOf(recorded(event)));
        failures.delete(event._id);
        return { event, notes: notes.map((note) => ({ event: event._id, at: event.at, note })) };
      } catch (error) {
        await postpone(event, error);
        return null;
      }
    }

    /** One event that cannot be shown must not hold up the others. */
    async function postpone({ _id, type, requestId }: EventRecord, error: unknown): Promise<void> {
      const attempts = (failures.get(_id) ?? 0) + 1;
      failures.set(_id, attempts);
      log.error({ err: error, eventId: _id, type, attempts, requestId }, 'event not shown in the feed');
      if (attempts < SHOW_ATTEMPTS) return;
      failures.delete(_id);
      await parkedEvents.park(_id, FEED, String(error), attempts);
    }
  }
}

async function openChanges() {
  const place = await Places.findById(EVENTS).lean<{ token: mongoose.mongo.ResumeToken } | null>();
  return Events.watch<EventRecord, mongoose.mongo.ChangeStreamDocument<EventRecord>>(
    [{ $match: { operationType: 'insert' } }],
    place ? { resumeAfter: place.token } : {},
  );
}

const isLostToken = (error: unknown): boolean =>
  error instanceof mongoose.mongo.MongoServerError && TOKEN_LOST.has(Number(error.code));
