import { setTimeout as sleep } from 'node:timers/promises';
import mongoose, { type ClientSession } from 'mongoose';
import { Refusal } from '@nuanlin/shared';

/**
 * One MongoDB transaction. The work may run several times, so it only reads and writes through the session; what it
 * returns is the use case's answer.
 */
export type Tx = <T>(work: (session: ClientSession) => Promise<T>) => Promise<T>;

export interface Transactions {
  /**
   * @throws Refusal OVERLOADED when the work kept losing races, UNAVAILABLE when it is not known whether the commit
   * arrived (the same Idempotency-Key finds out)
   */
  readonly run: Tx;
  /** How many are under way in this process, for the door. */
  readonly open: () => number;
}

/** Races are run again for so long; a caller who waits longer is better served by a quick refusal. */
const TRY_FOR_MS = 5000;
const FIRST_PAUSE_MS = 4;
const LONGEST_PAUSE_MS = 100;
const COMMIT_ATTEMPTS = 5;
const RETRY_AFTER_S = 1;

export function createTransactions(): Transactions {
  let open = 0;

  const run: Tx = async (work) => {
    open += 1;
    const session = await mongoose.startSession();
    try {
      const until = performance.now() + TRY_FOR_MS;
      for (let attempt = 1; performance.now() < until; attempt += 1) {
        try {
          session.startTransaction({ readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority' } });
          const answer = await work(session);
          await commit(session);
          return answer;
        } catch (error) {
          if (session.inTransaction()) await session.abortTransaction();
          if (!hasLabel(error, 'TransientTransactionError')) throw error;
        }
        await sleep(Math.random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt));
      }
      throw new Refusal('OVERLOADED', { seconds: RETRY_AFTER_S });
    } finally {
      open -= 1;
      await session.endSession();
    }
  };

  return { run, open: () => open };
}

async function commit(session: ClientSession): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await session.commitTransaction();
      return;
    } catch (error) {
      if (!hasLabel(error, 'UnknownTransactionCommitResult')) throw error;
      if (attempt === COMMIT_ATTEMPTS) throw new Refusal('UNAVAILABLE', { seconds: RETRY_AFTER_S });
    }
  }
}

const hasLabel = (error: unknown, label: string): boolean =>
  error instanceof mongoose.mongo.MongoError && error.hasErrorLabel(label);

/** True for a write that a unique index refused. */
export const isDuplicate = (error: unknown): boolean =>
  error instanceof mongoose.mongo.MongoServerError && error.code === 11_000;
