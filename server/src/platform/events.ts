import mongoose, { Schema, type ClientSession } from 'mongoose';
import type { EventId, Instant } from '@nuanlin/shared';
import type { Clock } from './clock.ts';
import { newId } from './ids.ts';
import { requestIdNow } from './log.ts';
import { isDuplicate, type Transactions, type Tx } from './tx.ts';

/** What the platform must know of a domain event; the events themselves stand in server/src/events. */
export interface EventShape {
  readonly type: string;
  readonly facts: object;
}

/** An event as it was written down: its id, its product time, the request that caused it. */
export type Recorded<E extends EventShape> = E & { id: EventId; at: Instant; requestId: string };

/** What a handler is handed beside the event. */
export interface Handling {
  /**
   * The handler's one transaction: it also marks the handler done, so its effect happens exactly once however often the
   * event is delivered. An effect outside MongoDB comes before it, under `key`.
   */
  readonly tx: Tx;
  readonly now: Instant;
  /** Names this handling of this event: the idempotency key to give a provider, or to make an entry's own key from. */
  readonly key: string;
}

type HandlerOf<E extends EventShape> = {
  readonly [T in E['type']]?: (event: Recorded<Extract<E, { type: T }>>, handling: Handling) => Promise<unknown>;
};

/**
 * What features do when something happened: handler name (`timebank.credit`) ▶ event type ▶ what to do. Events arrive at
 * least once and in any order.
 */
export type Handlers<E extends EventShape> = Readonly<Record<string, HandlerOf<E>>>;

/** The name under which an event waits for the relay to write it to the feed. */
export const FEED = 'feed';

export interface EventLog<E extends EventShape> {
  /** Writes events in the transaction of the change they tell of, with the handlers that are to run. */
  add(events: E | readonly E[], session: ClientSession): Promise<void>;
}

export interface Parked {
  readonly eventId: EventId;
  readonly type: string;
  readonly handler: string;
  readonly cause: string;
  readonly attempts: number;
  readonly parkedAt: Date;
}

export interface EventRecord {
  _id: EventId;
  type: string;
  at: Instant;
  /** Real time, by which the sweep sees what has been open too long. */
  recordedAt: Date;
  facts: object;
  requestId: string;
  open: string[];
  parked: { handler: string; cause: string; attempts: number; at: Date }[];
  /** What an operator gave up on, with the reason. */
  discarded: { handler: string; reason: string; by: string; at: Date }[];
}

const schema = new Schema<EventRecord>(
  {
    _id: { type: String, required: true },
    type: { type: String, required: true },
    at: { type: String, required: true },
    recordedAt: { type: Date, required: true },
    facts: { type: Schema.Types.Mixed, required: true },
    requestId: { type: String, required: true },
    open: { type: [String], required: true },
    parked: [{ _id: false, handler: String, cause: String, attempts: Number, at: Date }],
    discarded: [{ _id: false, handler: String, reason: String, by: String, at: Date }],
  },
  { collection: 'events', versionKey: false, minimize: false },
);
schema.index({ open: 1, recordedAt: 1 });
schema.index({ 'parked.at': 1 }, { sparse: true });
export const Events = mongoose.model('Event', schema);

/**
 * That a handler has had its effect for an event; written with the effect. A document of its own, because transactions
 * of several handlers that wrote into one event would keep undoing each other.
 */
const handledSchema = new Schema(
  { _id: { type: String, required: true }, expiresAt: { type: Date, required: true, expires: 0 } },
  { collection: 'handled', versionKey: false },
);
export const Handled = mongoose.model('Handled', handledSchema);
/** Much longer than any event stays open after its handler was done. */
const HANDLED_KEPT_MS = 30 * 86_400_000;

type Handle = (event: Recorded<EventShape>, handling: Handling) => Promise<unknown>;

/** Which handlers wait for which type of event; filled at boot with what the features bring. */
export interface Registry {
  /** @throws Error for a name that is used twice */
  add(handlers: Readonly<Record<string, object>>): void;
  /** Says that some feature shows this type of event in the feed. */
  project(type: string): void;
  names(): ReadonlySet<string>;
  /** The names that an event of this type is open for. */
  openFor(type: string): string[];
  find(name: string, type: string): Handle | undefined;
}

export function createRegistry(): Registry {
  const all = new Map<string, Map<string, Handle>>();
  const projected = new Set<string>();
  return {
    add(handlers) {
      for (const [name, byType] of Object.entries(handlers)) {
        if (all.has(name) || name === FEED) throw new Error(`two handlers are called ${name}`);
        all.set(name, new Map(Object.entries<Handle>({ ...byType })));
      }
    },
    project: (type) => void projected.add(type),
    names: () => new Set(all.keys()),
    openFor: (type) => [
      ...[...all].filter(([, byType]) => byType.has(type)).map(([name]) => name),
      ...(projected.has(type) ? [FEED] : []),
    ],
    find: (name, type) => all.get(name)?.get(type),
  };
}

/**
 * Events that wait for a handler which no feature brings would wait for ever.
 * @throws Error that names them
 */
export async function refuseMissingHandlers(registry: Registry): Promise<void> {
  const names = registry.names();
  const open = await Events.distinct('open', { open: { $gt: '' } });
  const missing = open.filter((name) => name !== FEED && !names.has(name));
  if (missing.length > 0) throw new Error(`events wait for handlers that do not exist: ${missing.join(', ')}`);
}

export const createEventLog = <E extends EventShape>(registry: Registry, clock: Clock): EventLog<E> => ({
  async add(events, session) {
    const list: readonly E[] = 'type' in events ? [events] : events;
    const recordedAt = new Date();
    await Events.insertMany(
      list.map(({ type, facts }) => ({
        _id: newId('event'),
        type,
        at: clock.now(),
        recordedAt,
        facts,
        requestId: requestIdNow(),
        open: registry.openFor(type),
        parked: [],
        discarded: [],
      })),
      { session },
    );
  },
});

/** An event as features see it. */
export const recorded = ({ _id, type, at, facts, requestId }: EventRecord): Recorded<EventShape> => ({
  id: _id,
  type,
  at,
  facts,
  requestId,
});

/** The name of one handling of one event; BullMQ wants no colon in it. */
export const handlingKey = (eventId: string, handler: string): string => `${eventId}.${handler}`;

/** Thrown inside a transaction whose handler turned out to be done already; nothing was changed. */
class AlreadyDone extends Error {}

/**
 * Runs one handler for one event, once: that it is done is written in the same transaction as its effect.
 * @throws whatever the handler throws; the event stays open
 */
export async function runHandler(
  event: Recorded<EventShape>,
  handler: string,
  { registry, transactions, clock }: { registry: Registry; transactions: Transactions; clock: Clock },
): Promise<void> {
  const handle = registry.find(handler, event.type);
  if (!handle) throw new Error(`no handler called ${handler} for ${event.type}`);
  const key = handlingKey(event.id, handler);

  let begun = false;
  const tx: Tx = (work) => {
    if (begun) throw new Error(`${handler} has one transaction`);
    begun = true;
    return transactions.run(async (session) => {
      // First, so that of two deliveries the later one stops before it has done any work.
      await markDone(key, session);
      return work(session);
    });
  };

  try {
    await handle(event, { tx, now: clock.now(), key });
  } catch (error) {
    if (!(error instanceof AlreadyDone)) throw error;
  }
  await close(event.id, handler);
}

async function markDone(key: string, session: ClientSession): Promise<void> {
  try {
    await Handled.insertMany([{ _id: key, expiresAt: new Date(Date.now() + HANDLED_KEPT_MS) }], { session });
  } catch (error) {
    throw isDuplicate(error) ? new AlreadyDone() : error;
  }
}

/** Handlers that are done, to be taken off their events' lists by the write that comes next. */
let done: { eventId: EventId; handler: string }[] = [];
let closing: Promise<void> = Promise.resolve();

/** Takes a handler off its event's list, together with all that are done while the write before is under way. */
function close(eventId: EventId, handler: string): Promise<void> {
  done.push({ eventId, handler });
  closing = closing.catch(() => undefined).then(writeClosed);
  return closing;
}

async function writeClosed(): Promise<void> {
  const together = done;
  done = [];
  if (together.length === 0) return;
  await Events.bulkWrite(
    together.map(({ eventId, handler }) => ({
      updateOne: { filter: { _id: eventId }, update: { $pull: { open: handler } } },
    })),
    { ordered: false },
  );
}

/** What failed repeatedly waits here for an operator. */
export const parkedEvents = {
  async park(eventId: EventId, handler: string, cause: string, attempts: number): Promise<void> {
    await Events.updateOne(
      { _id: eventId, open: handler },
      { $pull: { open: handler }, $push: { parked: { handler, cause, attempts, at: new Date() } } },
    );
  },

  async list(limit: number): Promise<Parked[]> {
    const found = await Events.find({ 'parked.0': { $exists: true } })
      .sort({ 'parked.at': 1 })
      .limit(limit)
      .lean<EventRecord[]>();
    return found.flatMap(({ _id, type, parked }) =>
      parked.map(({ handler, cause, attempts, at }) => ({
        eventId: _id,
        type,
        handler,
        cause,
        attempts,
        parkedAt: at,
      })),
    );
  },

  /** Opens a parked handling again; the sweep delivers it within seconds. */
  async replay(eventId: EventId, handler: string): Promise<boolean> {
    const { modifiedCount } = await Events.updateOne(
      { _id: eventId, 'parked.handler': handler },
      { $pull: { parked: { handler } }, $addToSet: { open: handler } },
    );
    return modifiedCount === 1;
  },

  /** Gives a parked handling up; who and why stay with the event. */
  async discard(eventId: EventId, handler: string, reason: string, by: string): Promise<boolean> {
    const { modifiedCount } = await Events.updateOne(
      { _id: eventId, 'parked.handler': handler },
      { $pull: { parked: { handler } }, $push: { discarded: { handler, reason, by, at: new Date() } } },
    );
    return modifiedCount === 1;
  },
};
