import { createHash } from 'node:crypto';
import mongoose, { Schema, type InferSchemaType } from 'mongoose';
import { Refusal, type PersonId } from '@nuanlin/shared';
import type { Sealer } from './mongo/sealed.ts';
import { isDuplicate, type Transactions, type Tx } from './tx.ts';

/** A client's Idempotency-Key together with the person who sent it and a hash of what was asked. */
export interface RequestKey {
  readonly person: PersonId;
  readonly key: string;
  readonly hash: string;
}

/** Runs a use case at most once a key. */
export interface Idempotency {
  /**
   * Hands the work its transaction, which also records the answer under the key; a key that was seen before gets the
   * recorded answer and the work does not run. Without a key the transaction is a plain one.
   * @throws Refusal IDEMPOTENCY_KEY_REUSED when the key came with other content before
   */
  once<T>(key: RequestKey | null, work: (tx: Tx) => Promise<T>): Promise<T>;
}

const KEPT_MS = 48 * 3_600_000;
const SEALED_AS = 'requests.answer';

const schema = new Schema(
  {
    _id: { type: String, required: true },
    hash: { type: String, required: true },
    /** The use case's answer as extended JSON, sealed: it may hold what is sealed elsewhere. */
    answer: { type: String, required: true },
    expiresAt: { type: Date, required: true, expires: 0 },
  },
  { collection: 'requests', versionKey: false },
);
const Requests = mongoose.model('Request', schema);
type RequestRecord = InferSchemaType<typeof schema>;

/** The hash that tells whether the same key came with other content. */
export const contentHash = (operation: string, input: unknown): string =>
  createHash('sha256')
    .update(`${operation}\n${JSON.stringify(input, sortedKeys)}`)
    .digest('base64url');

const sortedKeys = (_: string, value: unknown): unknown =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;

export function createIdempotency(transactions: Transactions, sealer: Sealer): Idempotency {
  const { EJSON } = mongoose.mongo.BSON;

  return {
    async once<T>(key: RequestKey | null, work: (tx: Tx) => Promise<T>): Promise<T> {
      if (!key) return oneTransaction(transactions.run, work);
      const recorded = await find(key);
      if (recorded) return recorded.answer as T;
      try {
        return await oneTransaction(
          (run) =>
            transactions.run(async (session) => {
              const answer = await run(session);
              await Requests.create([record(key, answer)], { session });
              return answer;
            }),
          work,
        );
      } catch (error) {
        // The same request, sent twice at once, may have been refused or stopped because its twin had won.
        const twin = error instanceof Refusal || isDuplicate(error) ? await find(key) : null;
        if (twin) return twin.answer as T;
        throw error;
      }
    },
  };

  async function find(key: RequestKey): Promise<{ answer: unknown } | null> {
    const found = await Requests.findById(nameOf(key)).lean<RequestRecord>();
    if (!found) return null;
    if (found.hash !== key.hash) throw new Refusal('IDEMPOTENCY_KEY_REUSED');
    return EJSON.parse(sealer.open(found.answer, SEALED_AS)) as { answer: unknown };
  }

  function record(key: RequestKey, answer: unknown): RequestRecord {
    return {
      _id: nameOf(key),
      hash: key.hash,
      answer: sealer.seal(EJSON.stringify({ answer }), SEALED_AS),
      expiresAt: new Date(Date.now() + KEPT_MS),
    };
  }
}

const nameOf = ({ person, key }: RequestKey): string => `${person}.${key}`;

/**
 * Holds a use case to the rule that makes its record true: one transaction at most, and what that returned is the answer.
 */
export async function oneTransaction<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  let committed: { answer: unknown } | null = null;
  let begun = false;
  const answer = await work(async (run) => {
    if (begun) throw new Error('a use case has one transaction');
    begun = true;
    const answer = await tx(run);
    committed = { answer };
    return answer;
  });
  if (committed && (committed as { answer: unknown }).answer !== answer) {
    throw new Error('a use case answers with what its transaction returned');
  }
  return answer;
}
