import mongoose, { Schema, type ClientSession } from 'mongoose';
import { toMs, type Instant } from '@nuanlin/shared';
import type { Clock } from './clock.ts';
import type { Handling } from './events.ts';
import { underRequest, type Log } from './log.ts';
import type { Transactions, Tx } from './tx.ts';

/**
 * What happens when a moment has come: kind (`offers.lapse`) ▶ what to do for the entity. `tx` also deletes the deadline,
 * so it happens exactly once; it may set the next one.
 */
export type DeadlineHandlers = Readonly<Record<string, (entityId: string, handling: Handling) => Promise<unknown>>>;

/** Deadlines of things, one of a kind for each; written in the transaction that makes them true. */
export interface Deadlines {
  set(kind: string, entityId: string, dueAt: Instant, session: ClientSession): Promise<void>;
  clear(kind: string, entityId: string, session: ClientSession): Promise<void>;
}

/** Real time: a deadline is never noticed later than this, whatever was missed. */
const SWEEP_MS = 5000;
/** A timer is armed at most so far ahead; a sweep comes earlier anyway. */
const SOONEST_MS = 10;
/** How long one process has for a deadline before another may try. */
const CLAIM_MS = 30_000;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 300_000;
const AT_ONCE = 4;

interface DeadlineRecord {
  _id: string;
  kind: string;
  entityId: string;
  dueAt: Instant;
  attempts: number;
  /** Real time before which nobody tries: a claim, or the pause after a failure. */
  notBefore: Date;
  /** Why the last attempt failed. */
  cause?: string;
}

const schema = new Schema<DeadlineRecord>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    entityId: { type: String, required: true },
    dueAt: { type: String, required: true },
    attempts: { type: Number, required: true },
    notBefore: { type: Date, required: true },
    cause: String,
  },
  { collection: 'deadlines', versionKey: false },
);
schema.index({ dueAt: 1 });
const Records = mongoose.model('Deadline', schema);

const nameOf = (kind: string, entityId: string): string => `${kind}:${entityId}`;

export const deadlines: Deadlines = {
  async set(kind, entityId, dueAt, session) {
    await Records.replaceOne(
      { _id: nameOf(kind, entityId) },
      { kind, entityId, dueAt, attempts: 0, notBefore: new Date(0) },
      { upsert: true, session },
    );
  },
  async clear(kind, entityId, session) {
    await Records.deleteOne({ _id: nameOf(kind, entityId) }, { session });
  },
};

/** Thrown inside a transaction whose deadline was moved, cleared or met meanwhile; nothing was changed. */
class NoLongerDue extends Error {}

/**
 * Meets deadlines in this process. MongoDB alone says what is due: a sweep every 5 real seconds finds it, and a timer
 * armed for the next one, set anew whenever a deadline or the clock changes, only comes earlier.
 * @param parts `inTime` is false while this process's clock is too far off to judge what is due
 */
export function startDeadlines(
  handlers: DeadlineHandlers,
  parts: { clock: Clock; inTime: () => boolean; transactions: Transactions; log: Log },
): { sweep(): Promise<void>; stop(): Promise<void> } {
  const { clock, inTime, transactions, log } = parts;
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let armedFor: Instant | null = null;

  const failed = (error: unknown) => log.warn({ err: error }, 'deadlines not swept');
  const wake = () => void sweep().catch(failed);
  const sweeps = setInterval(wake, SWEEP_MS);
  const stopListening = clock.onChange(wake);
  const changes = Records.watch<DeadlineRecord>([{ $match: { operationType: { $in: ['insert', 'replace'] } } }]);
  changes.on('change', (change) => {
    if (change.operationType !== 'insert' && change.operationType !== 'replace') return;
    if (change.fullDocument.dueAt <= clock.now()) wake();
    else armFor(change.fullDocument.dueAt);
  });
  changes.on('error', failed);

  /** Meets everything that is due. A call during a sweep makes the sweep look once more. */
  function sweep(): Promise<void> {
    again = true;
    running ??= (async () => {
      while (again) {
        again = false;
        const first = await claimNext();
        if (first) await Promise.all([meet(first).then(meetAll), ...Array.from({ length: AT_ONCE - 1 }, meetAll)]);
      }
      if (!stopped) await arm();
    })().finally(() => {
      running = null;
    });
    return running;
  }

  async function meetAll(): Promise<void> {
    for (;;) {
      const due = await claimNext();
      if (!due) return;
      await meet(due);
    }
  }

  const claimNext = async (): Promise<DeadlineRecord | null> => (stopped || !inTime() ? null : claim());

  const claim = (): Promise<DeadlineRecord | null> => {
    const now = Date.now();
    return Records.findOneAndUpdate(
      { dueAt: { $lte: clock.now() }, notBefore: { $lte: new Date(now) } },
      { $set: { notBefore: new Date(now + CLAIM_MS) }, $inc: { attempts: 1 } },
      { sort: { dueAt: 1 }, returnDocument: 'after' },
    ).lean<DeadlineRecord>();
  };

  async function meet({ _id, kind, entityId, dueAt, attempts }: DeadlineRecord): Promise<void> {
    let met = false;
    const tx: Tx = (work) => {
      if (met) throw new Error(`${kind} has one transaction`);
      met = true;
      return transactions.run(async (session) => {
        const { deletedCount } = await Records.deleteOne({ _id, dueAt }, { session });
        if (deletedCount === 0) throw new NoLongerDue();
        return work(session);
      });
    };
    try {
      const handle = handlers[kind];
      if (!handle) throw new Error(`no feature owns the deadline ${kind}`);
      await underRequest(_id, () => handle(entityId, { tx, now: clock.now(), key: `${_id}.${dueAt}` }));
      if (!met) await Records.deleteOne({ _id, dueAt });
    } catch (error) {
      if (error instanceof NoLongerDue) return;
      const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempts);
      log.error({ err: error, deadline: _id, attempts }, 'deadline not met, will be tried again');
      await Records.updateOne(
        { _id, dueAt },
        { $set: { notBefore: new Date(Date.now() + pause), cause: String(error) } },
      );
    }
  }

  /** Sets the timer for the next deadline. */
  async function arm(): Promise<void> {
    disarm();
    const next = await Records.findOne({ dueAt: { $gt: clock.now() } }, { dueAt: 1 })
      .sort({ dueAt: 1 })
      .lean<DeadlineRecord>();
    if (next) armFor(next.dueAt);
  }

  /** Sets the timer for a deadline, unless it is set for an earlier one; a stopped clock has none. */
  function armFor(dueAt: Instant): void {
    if (stopped || clock.rate() === 0 || (armedFor !== null && armedFor <= dueAt)) return;
    const inMs = (toMs(dueAt) - toMs(clock.now())) / clock.rate();
    if (inMs > SWEEP_MS) return;
    disarm();
    armedFor = dueAt;
    timer = setTimeout(wake, Math.max(SOONEST_MS, inMs));
  }

  function disarm(): void {
    clearTimeout(timer);
    armedFor = null;
  }

  wake();
  return {
    sweep,
    async stop() {
      stopped = true;
      clearInterval(sweeps);
      disarm();
      stopListening();
      await changes.close();
      await running?.catch(failed);
    },
  };
}
