import mongoose from 'mongoose';
import { readDocuments, violations } from '../../src/invariants/index.ts';

/** What does not hold in the test's database now, by invariant. */
export async function violated(): Promise<Record<string, string[]>> {
  const { db } = mongoose.connection;
  if (!db) throw new Error('not connected to MongoDB');
  return violations(await readDocuments(mongoose.connection.getClient(), db, Date.now()));
}
