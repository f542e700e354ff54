import { setTimeout as sleep } from 'node:timers/promises';
import mongoose, { Schema } from 'mongoose';
import type { Log } from './log.ts';
import { isDuplicate } from './tx.ts';

/** A change to stored data between versions of the product; runs once, in the order of the numbers. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  run(db: mongoose.mongo.Db): Promise<void>;
}

/** A process that died while it migrated is waited for this long, in real time. */
const LOCK_MS = 120_000;
const ASK_EVERY_MS = 250;

const schema = new Schema(
  {
    _id: { type: Number, required: true },
    name: { type: String, required: true },
    ranAt: { type: Date, required: true },
  },
  { collection: 'migrations', versionKey: false },
);
const Done = mongoose.model('Migration', schema);

const lockSchema = new Schema(
  { _id: { type: String, required: true }, until: { type: Date, required: true } },
  { collection: 'migrationLock', versionKey: false },
);
const Lock = mongoose.model('MigrationLock', lockSchema);

/**
 * Runs what has not run yet, in one process while the others wait.
 * @throws Error when two migrations share a number
 */
export async function migrate(migrations: readonly Migration[], log: Log): Promise<void> {
  const ordered = migrations.toSorted((a, b) => a.number - b.number);
  const doubled = ordered.find(({ number }, i) => number === ordered[i + 1]?.number);
  if (doubled) throw new Error(`two migrations are numbered ${doubled.number}`);

  while (!(await takeLock())) await sleep(ASK_EVERY_MS);
  try {
    const { db } = mongoose.connection;
    if (!db) throw new Error('not connected to MongoDB');
    const done = new Set((await Done.find().lean()).map(({ _id }) => _id));
    for (const { number, name, run } of ordered) {
      if (done.has(number)) continue;
      log.info({ migration: number, title: name }, 'migrating');
      await run(db);
      await Done.create({ _id: number, name, ranAt: new Date() });
    }
  } finally {
    await Lock.deleteOne({ _id: 'migrations' });
  }
}

async function takeLock(): Promise<boolean> {
  const now = Date.now();
  try {
    await Lock.updateOne(
      { _id: 'migrations', until: { $lt: new Date(now) } },
      { until: new Date(now + LOCK_MS) },
      { upsert: true },
    );
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}
