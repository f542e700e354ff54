import type { mongo } from 'mongoose';
import { z } from 'zod';

/** What the checks look at of each collection, read as it is stored: they must not trust the code that wrote it. */
const text = z.string();
const texts = z.array(text);
const window = z.object({ from: text, to: text });
const onDesk = z.object({ _id: text, jobId: text.nullable(), lineId: text.nullable(), ended: z.boolean() });

const SHAPES = {
  clock: z.object({ productBaseMs: z.number(), realBaseMs: z.number(), rate: z.number() }),
  orders: z.object({ _id: text }),
  lines: z.object({
    _id: text,
    orderId: text,
    state: z.enum(['placed', 'confirmed', 'fulfilled', 'failed', 'cancelled']),
    prices: z.array(z.object({ amountFen: z.number() })),
    ended: z.object({ feeFen: z.number() }).nullable(),
  }),
  payments: z.object({
    _id: text,
    orderId: text,
    way: text,
    state: text,
    lines: z.array(
      z.object({ lineId: text, amountFen: z.number(), takenFen: z.number().nullable(), refundedFen: z.number() }),
    ),
  }),
  tickets: z.object({
    _id: text,
    lineId: text,
    canteenId: text,
    day: text,
    period: text,
    way: text,
    state: text,
    number: z.number().nullable(),
  }),
  jobs: z.object({
    _id: text,
    itemCode: text,
    load: z.number(),
    source: z.object({ kind: text, lineId: text.optional() }),
  }),
  seats: z.object({
    _id: text,
    jobId: text,
    progress: z.object({
      state: text,
      runId: text.optional(),
      workerId: text.optional(),
      workerKind: text.optional(),
    }),
  }),
  runs: z.object({
    _id: text,
    state: text,
    workerId: text.nullable(),
    stops: z.array(z.object({ seatId: text, jobId: text })),
  }),
  loads: z.object({ _id: text, entries: z.array(z.object({ runId: text, window })) }),
  workers: z.object({ _id: text, capacity: z.number() }),
  offers: z.object({
    _id: text,
    state: text,
    leaseUntil: text,
    to: z.object({ kind: text, workerId: text.optional() }),
  }),
  journals: z.object({
    _id: text,
    key: text,
    kind: text,
    reverses: text.nullable(),
    entries: z.array(z.object({ account: text, amount: z.number() })),
    about: z.record(text, z.unknown()),
  }),
  events: z.object({ _id: text, type: text, recordedAt: z.date(), facts: z.unknown(), open: texts }),
  feed: z.object({ stream: text, n: z.number() }),
  deadlines: z.object({ kind: text, entityId: text }),
  concerns: onDesk.extend({
    item: z.object({ state: text, ownerId: text.nullish(), ladder: z.array(z.unknown()), climbed: z.number() }),
  }),
  alarms: onDesk.extend({ item: z.object({ state: text, ownerId: text.nullish() }) }),
  follow_ups: onDesk.extend({ item: z.object({ state: text, ownerId: text.nullish() }) }),
} as const;

type Name = keyof typeof SHAPES;
type Read = { readonly [N in Name]: readonly z.output<(typeof SHAPES)[N]>[] };

/** The whole database at one moment. */
export interface Documents extends Read {
  /** When it was read, in real milliseconds. */
  readonly realMs: number;
}

/** Reads every collection of the checks as it stood at one moment; writes nothing. */
export async function readDocuments(client: mongo.MongoClient, db: mongo.Db, realMs: number): Promise<Documents> {
  const session = client.startSession({ snapshot: true });
  try {
    const read = async <S extends z.ZodType>(name: Name, shape: S): Promise<z.output<S>[]> =>
      z.array(shape).parse(await db.collection(name).find({}, { session }).toArray());
    return {
      realMs,
      clock: await read('clock', SHAPES.clock),
      orders: await read('orders', SHAPES.orders),
      lines: await read('lines', SHAPES.lines),
      payments: await read('payments', SHAPES.payments),
      tickets: await read('tickets', SHAPES.tickets),
      jobs: await read('jobs', SHAPES.jobs),
      seats: await read('seats', SHAPES.seats),
      runs: await read('runs', SHAPES.runs),
      loads: await read('loads', SHAPES.loads),
      workers: await read('workers', SHAPES.workers),
      offers: await read('offers', SHAPES.offers),
      journals: await read('journals', SHAPES.journals),
      events: await read('events', SHAPES.events),
      feed: await read('feed', SHAPES.feed),
      deadlines: await read('deadlines', SHAPES.deadlines),
      concerns: await read('concerns', SHAPES.concerns),
      alarms: await read('alarms', SHAPES.alarms),
      follow_ups: await read('follow_ups', SHAPES.follow_ups),
    };
  } finally {
    await session.endSession();
  }
}

/** Everything whose end is still to come because an event about it waits for a handler, by its id. */
export function underWay({ events }: Pick<Documents, 'events'>): (id: string) => boolean {
  const waiting = events.filter(({ open }) => open.length > 0).map(({ facts }) => JSON.stringify(facts));
  return (id) => waiting.some((facts) => facts.includes(id));
}

/** Rows by one of their fields. */
export function by<T, K>(rows: readonly T[], keyOf: (row: T) => K): Map<K, T[]> {
  const grouped = new Map<K, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = grouped.get(key);
    if (group) group.push(row);
    else grouped.set(key, [row]);
  }
  return grouped;
}
