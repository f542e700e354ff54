import mongoose from 'mongoose';

/** A primary that does not answer within this time is treated as gone: the request is refused, not kept waiting. */
const SERVER_SELECTION_MS = 5000;

/**
 * A process that is killed leaves its transactions open, and MongoDB keeps their locks this long; its own default is a
 * minute, in which nobody else could take the seat or run the handler.
 */
const TRANSACTION_LIFETIME_S = 10;

/** Opens the default connection, the one that every model of the process uses. */
export async function connectMongo(uri: string): Promise<void> {
  mongoose.set('strictQuery', 'throw');
  mongoose.set('strict', 'throw');
  await mongoose.connect(uri, {
    autoCreate: false,
    autoIndex: false,
    serverSelectionTimeoutMS: SERVER_SELECTION_MS,
    maxPoolSize: 50,
    writeConcern: { w: 'majority' },
    retryWrites: true,
  });
}

/**
 * Shortens what a killed process's transactions can hold up, on the node that is primary now; nodes are also started with
 * it.
 * @throws MongoServerError when this user may not set it
 */
export async function limitTransactions(): Promise<void> {
  await mongoose.connection.getClient().db('admin').command({
    setParameter: 1,
    transactionLifetimeLimitSeconds: TRANSACTION_LIFETIME_S,
  });
}

/**
 * Creates every model's collection and indexes. A collection cannot be made inside a busy transaction, so this comes
 * before the first of them.
 */
export async function prepareCollections(): Promise<void> {
  for (const model of Object.values(mongoose.models)) {
    await model.createCollection();
    await model.createIndexes();
  }
}

export const disconnectMongo = (): Promise<void> => mongoose.disconnect();
