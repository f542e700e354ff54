import mongoose, { Schema } from 'mongoose';
import type { ProviderAnswer } from '../../platform/ports/payment.ts';

/** What the sandbox holds of a payment. */
export interface Held {
  readonly paymentId: string;
  readonly amount: number;
  readonly mode: 'hold' | 'charge';
  readonly state: 'pending' | 'authorized' | 'captured' | 'voided' | 'declined';
  readonly captured: number;
  readonly refunded: number;
}

interface Page extends Held {
  readonly _id: string;
  readonly version: number;
  /** What was answered under each key. */
  readonly answers: readonly { readonly key: string; readonly answer: ProviderAnswer }[];
}

const text = { type: String, required: true };
const number = { type: Number, required: true };
const schema = new Schema<Page>(
  {
    _id: text,
    version: number,
    paymentId: text,
    amount: number,
    mode: text,
    state: text,
    captured: number,
    refunded: number,
    answers: [{ _id: false, key: text, answer: { type: Schema.Types.Mixed, required: true } }],
  },
  { collection: 'sandbox_payments', versionKey: false, minimize: false },
);
const pages = mongoose.model('SandboxPayment', schema);
const DUPLICATE = 11_000;

/** What an act makes of a payment, and what is answered. */
export interface Acted {
  readonly held: Held;
  readonly answer: ProviderAnswer;
}

/**
 * The sandbox's memory: in the demo's database, so that a hold outlives a restart, and every process has the same. A sum
 * and the answer that goes with it are one document, so neither is there without the other.
 */
export const sandboxBooks = {
  look: (reference: string): Promise<Held | null> => pages.findById(reference).lean<Held | null>(),

  /**
   * Acts once for a key; the same key again gets the same answer and moves nothing.
   * @param act what is made of the payment as it stands; null when there is none. It may be asked several times.
   */
  async once(
    reference: string,
    key: string,
    act: (held: Held | null) => Acted,
  ): Promise<{ answer: ProviderAnswer; isNew: boolean }> {
    for (;;) {
      const page = await pages.findById(reference).lean<Page | null>();
      const known = page?.answers.find((given) => given.key === key);
      if (known) return { answer: known.answer, isNew: false };
      const { held, answer } = act(page);
      if (await turned(page, { reference, held, answer, key })) return { answer, isNew: true };
    }
  },
};

/** False when another request was quicker. */
async function turned(
  page: Page | null,
  { reference, held, answer, key }: Acted & { reference: string; key: string },
): Promise<boolean> {
  const { paymentId, amount, mode, state, captured, refunded } = held;
  const next = { paymentId, amount, mode, state, captured, refunded };
  if (page) {
    const { modifiedCount } = await pages.updateOne(
      { _id: reference, version: page.version },
      { $set: next, $inc: { version: 1 }, $push: { answers: { key, answer } } },
    );
    return modifiedCount === 1;
  }
  try {
    await pages.create({ ...next, _id: reference, version: 1, answers: [{ key, answer }] });
    return true;
  } catch (error) {
    if (error instanceof mongoose.mongo.MongoServerError && error.code === DUPLICATE) return false;
    throw error;
  }
}
