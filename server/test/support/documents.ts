import mongoose from 'mongoose';

/** What changes by itself: who holds the relay's duty, and how far it has come. */
const RESTLESS = new Set(['leases', 'relay']);

/** Every document of the database as it is stored, by `collection/id`. */
export async function allDocuments(): Promise<Map<string, string>> {
  const { db } = mongoose.connection;
  if (!db) throw new Error('not connected to MongoDB');
  const { EJSON } = mongoose.mongo.BSON;
  const collections = await db.listCollections({ type: 'collection' }, { nameOnly: true }).toArray();
  const found = new Map<string, string>();
  for (const { name } of collections) {
    if (RESTLESS.has(name)) continue;
    for (const document of await db.collection(name).find().toArray()) {
      found.set(`${name}/${String(document._id)}`, EJSON.stringify(document));
    }
  }
  return found;
}

/** The documents that came, went or changed between two looks. */
export const changedBetween = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key)).toSorted();
