import mongoose, { Schema, type ClientSession } from 'mongoose';
import type { Id, PersonId, RuleKind } from '@nuanlin/shared';
import type { Decision, OrganizationId } from './rules.ts';

interface DecisionRecord extends Decision {
  _id: Id<'rule'>;
  byId: PersonId;
}

const schema = new Schema<DecisionRecord>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    node: { type: String, required: true },
    version: { type: Number, required: true },
    value: { type: Schema.Types.Mixed, required: true },
    since: { type: String, required: true },
    byId: { type: String, required: true },
  },
  { collection: 'rules', versionKey: false, minimize: false },
);
schema.index({ node: 1, kind: 1, version: -1 }, { unique: true });
const decisions = mongoose.model('Rule', schema);

/** Rules are asked for with every order and every round and change seldom; so old may an answer be. Real milliseconds. */
const REMEMBERED_MS = 1000;
const remembered = new Map<string, { readonly until: number; readonly decisions: Promise<Decision[]> }>();

/** Decisions of organizations; append only. Rules are read by whatever they bind, so these reads take no scope. */
export const ruleStore = {
  of(kinds: readonly RuleKind[], nodes: readonly OrganizationId[]): Promise<Decision[]> {
    return decisions
      .find({ node: { $in: [...nodes] }, kind: { $in: [...kinds] } })
      .lean<DecisionRecord[]>()
      .exec();
  },

  /** The same as they were at most a second ago. */
  recent(kind: RuleKind, nodes: readonly OrganizationId[]): Promise<Decision[]> {
    const key = [kind, ...nodes].join(' ');
    const known = remembered.get(key);
    if (known && known.until > performance.now()) return known.decisions;
    for (const [old, { until }] of remembered) if (until <= performance.now()) remembered.delete(old);
    const decisions = ruleStore.of([kind], nodes);
    remembered.set(key, { until: performance.now() + REMEMBERED_MS, decisions });
    decisions.catch(() => remembered.delete(key));
    return decisions;
  },

  one(kind: RuleKind, node: OrganizationId, version: number): Promise<Decision | null> {
    return decisions.findOne({ kind, node, version }).lean<DecisionRecord>();
  },

  /** Two decisions of one version at once: the unique index refuses the second. */
  async add(record: DecisionRecord, session: ClientSession): Promise<void> {
    await decisions.create([record], { session });
  },

  /** Something was decided in this process: the next answer is read anew. */
  forget: () => remembered.clear(),
};
export type RuleStore = typeof ruleStore;
