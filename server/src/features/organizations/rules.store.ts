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

/** Decisions of organizations; append only. Rules are read by whatever they bind, so these reads take no scope. */
export const ruleStore = {
  of(kinds: readonly RuleKind[], nodes: readonly OrganizationId[]): Promise<Decision[]> {
    return decisions.find({ node: { $in: [...nodes] }, kind: { $in: [...kinds] } }).lean<DecisionRecord[]>();
  },

  one(kind: RuleKind, node: OrganizationId, version: number): Promise<Decision | null> {
    return decisions.findOne({ kind, node, version }).lean<DecisionRecord>();
  },

  /** Two decisions of one version at once: the unique index refuses the second. */
  async add(record: DecisionRecord, session: ClientSession): Promise<void> {
    await decisions.create([record], { session });
  },
};
export type RuleStore = typeof ruleStore;
