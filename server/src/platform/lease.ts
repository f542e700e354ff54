import { randomUUID } from 'node:crypto';
import mongoose, { Schema } from 'mongoose';
import type { Log } from './log.ts';
import { isDuplicate } from './tx.ts';

/** How long a process that fell silent keeps a lease, and how often a living one renews it. Real time. */
const LEASE_MS = 6000;
const RENEW_MS = 1500;

const schema = new Schema(
  {
    _id: { type: String, required: true },
    holder: { type: String, required: true },
    until: { type: Date, required: true },
  },
  { collection: 'leases', versionKey: false },
);
const Leases = mongoose.model('Lease', schema);

/**
 * Keeps one duty with exactly one process. While this process holds the lease, `work` runs with a signal that is aborted
 * when the lease is lost or given up; `work` returns soon after. Another process takes over within seconds.
 * @returns a function that gives the duty up and waits for the work to end
 */
export function holdLease(
  name: string,
  work: (signal: AbortSignal) => Promise<void>,
  log: Log,
): { stop(): Promise<void> } {
  const holder = randomUUID();
  let held: { stop: AbortController; done: Promise<void>; ended: boolean; until: number } | null = null;
  let turn: Promise<void> = Promise.resolve();

  const timer = setInterval(() => {
    turn = turn.then(renew).catch((error: unknown) => log.warn({ err: error, lease: name }, 'lease not renewed'));
  }, RENEW_MS);
  turn = renew().catch((error: unknown) => log.warn({ err: error, lease: name }, 'lease not taken'));

  async function renew(): Promise<void> {
    if (held && (held.ended || performance.now() > held.until)) await letGo();
    const until = performance.now() + LEASE_MS;
    const mine = await take();
    if (mine && held) held.until = until;
    else if (mine) held = begin(until);
    else await letGo();
  }

  async function take(): Promise<boolean> {
    const mine = [{ $set: { holder, until: { $add: ['$$NOW', LEASE_MS] } } }];
    const { matchedCount } = await Leases.updateOne(
      { _id: name, $or: [{ holder }, { $expr: { $lt: ['$until', '$$NOW'] } }] },
      mine,
      { updatePipeline: true },
    );
    if (matchedCount === 1) return true;
    try {
      await Leases.updateOne({ _id: name, holder }, mine, { updatePipeline: true, upsert: true });
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false; // another process holds it
      throw error;
    }
  }

  function begin(until: number) {
    log.info({ lease: name }, 'lease taken');
    const stop = new AbortController();
    const begun = { stop, done: Promise.resolve(), ended: false, until };
    begun.done = work(stop.signal)
      .catch((error: unknown) => log.error({ err: error, lease: name }, 'work under a lease failed, will begin again'))
      .finally(() => {
        begun.ended = true;
      });
    return begun;
  }

  async function letGo(): Promise<void> {
    if (!held) return;
    held.stop.abort();
    await held.done;
    held = null;
  }

  return {
    async stop() {
      clearInterval(timer);
      await turn;
      await letGo();
      await Leases.deleteOne({ _id: name, holder });
    },
  };
}
