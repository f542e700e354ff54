import mongoose, { Schema, type ClientSession } from 'mongoose';
import { id, Refusal, type AreaId, type Id, type Instant } from '@nuanlin/shared';

/** One side of a journal: an account (`credit/per_…`) and what it gains; negative, what it loses. */
export interface Entry {
  readonly account: string;
  readonly amount: number;
}

/** One fact of the ledger: entries that sum to zero. Nothing is edited or deleted; a mistake is undone by a counter journal. */
export interface Journal {
  readonly id: Id<'journal'>;
  /** Made from the fact that caused it (`seat.done:sea_…:per_…`): a retry finds the journal already there. */
  readonly key: string;
  readonly kind: string;
  readonly at: Instant;
  readonly entries: readonly Entry[];
  /** Where it belongs, for those who oversee it. */
  readonly areaPath: readonly AreaId[];
  /** The journal that this one undoes. */
  readonly reverses: Id<'journal'> | null;
  /** Ids and words of what it is about. */
  readonly about: Readonly<Record<string, string>>;
}

/** @throws Error when the entries do not sum to zero: a programming fault, never input */
export function balanced(journal: Journal): Journal {
  const sum = journal.entries.reduce((total, { amount }) => total + amount, 0);
  if (sum !== 0 || !journal.entries.every(({ amount }) => Number.isSafeInteger(amount))) {
    throw new Error(`journal ${journal.key} does not balance: ${sum}`);
  }
  return journal;
}

/** The counter journal 冲正: every entry back to where it came from. */
export const counterOf = (
  journal: Journal,
  { id, at, reason }: { id: Id<'journal'>; at: Instant; reason: string },
): Journal => ({
  ...journal,
  id,
  at,
  key: `reversal:${journal.id}`,
  kind: 'reversal',
  entries: journal.entries.map(({ account, amount }) => ({ account, amount: -amount })),
  reverses: journal.id,
  about: { ...journal.about, reason },
});

type JournalRecord = Omit<Journal, 'id'> & { _id: Id<'journal'> };

const schema = new Schema<JournalRecord>(
  {
    _id: { type: String, required: true },
    key: { type: String, required: true },
    kind: { type: String, required: true },
    at: { type: String, required: true },
    entries: [{ _id: false, account: { type: String, required: true }, amount: { type: Number, required: true } }],
    areaPath: { type: [String], required: true },
    reverses: { type: String, default: null },
    about: { type: Schema.Types.Mixed, required: true },
  },
  { collection: 'journals', versionKey: false, minimize: false },
);
schema.index({ key: 1 }, { unique: true });
schema.index({ 'entries.account': 1, _id: -1 });
const Journals = mongoose.model('Journal', schema);

/** Accounts that may not be overdrawn: whoever takes from one raises its version, so that two takers come in turn. */
const Guards = mongoose.model(
  'LedgerGuard',
  new Schema(
    { _id: { type: String, required: true }, version: { type: Number, required: true } },
    { collection: 'ledger_guards', versionKey: false },
  ),
);

const journalOf = ({ _id, key, kind, at, entries, areaPath, reverses, about }: JournalRecord): Journal => ({
  id: _id,
  key,
  kind,
  at,
  entries: entries.map(({ account, amount }) => ({ account, amount })),
  areaPath,
  reverses,
  about,
});

/** The double-entry ledger of everything that is counted: credit minutes and fen alike. Balances are derived. */
export const ledger = {
  /** Appends a journal; one whose key is there already is left as it is. */
  async post(journal: Journal, session: ClientSession): Promise<Journal> {
    const known = await ledger.byKey(journal.key, session);
    if (known) return known;
    const { id, ...rest } = balanced(journal);
    await Journals.create([{ _id: id, ...rest }], { session });
    return journal;
  },

  /** What an account holds. Append-only and indexed: no balance is kept that everybody would write. */
  async balance(account: string, session?: ClientSession): Promise<number> {
    const [sum] = await Journals.aggregate<{ total: number }>([
      { $match: { 'entries.account': account } },
      { $unwind: '$entries' },
      { $match: { 'entries.account': account } },
      { $group: { _id: null, total: { $sum: '$entries.amount' } } },
    ]).session(session ?? null);
    return sum?.total ?? 0;
  },

  /** What came into an account, and left it, since a moment. */
  async since(account: string, since: Instant): Promise<number> {
    const [sum] = await Journals.aggregate<{ total: number }>([
      { $match: { 'entries.account': account, at: { $gte: since } } },
      { $unwind: '$entries' },
      { $match: { 'entries.account': account } },
      { $group: { _id: null, total: { $sum: '$entries.amount' } } },
    ]);
    return sum?.total ?? 0;
  },

  /** The balance with nobody else taking from the account until the transaction ends. */
  async guardedBalance(account: string, session: ClientSession): Promise<number> {
    await Guards.updateOne({ _id: account }, { $inc: { version: 1 } }, { upsert: true, session });
    return ledger.balance(account, session);
  },

  async get(id: Id<'journal'>, session?: ClientSession): Promise<Journal | null> {
    const found = await Journals.findById(id)
      .session(session ?? null)
      .lean<JournalRecord>();
    return found && journalOf(found);
  },

  async byKey(key: string, session?: ClientSession): Promise<Journal | null> {
    const found = await Journals.findOne({ key })
      .session(session ?? null)
      .lean<JournalRecord>();
    return found && journalOf(found);
  },

  /** Journals that touched one of the accounts, newest first, before a journal's id. */
  async of(accounts: readonly string[], before: Id<'journal'> | null, limit: number): Promise<Journal[]> {
    const found = await Journals.find({
      'entries.account': { $in: [...accounts] },
      ...(before ? { _id: { $lt: before } } : {}),
    })
      .sort({ _id: -1 })
      .limit(limit)
      .lean<JournalRecord[]>();
    return found.map(journalOf);
  },
};
export type Ledger = typeof ledger;

/** The journal that a list goes on after. @throws INVALID_INPUT for a cursor that nobody gave */
export function journalAt(cursor: string | undefined): Id<'journal'> | null {
  if (cursor === undefined) return null;
  const read = id('journal').safeParse(cursor);
  if (!read.success) throw new Refusal('INVALID_INPUT', { fields: [{ path: 'cursor' }] });
  return read.data;
}
