import mongoose from 'mongoose';

/** A primary that does not answer within this time is treated as gone: the request is refused, not kept waiting. */
const SERVER_SELECTION_MS = 5000;

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
