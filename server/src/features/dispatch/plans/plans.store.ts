import mongoose, { Schema, type ClientSession } from 'mongoose';
import { Refusal, type DistrictId, type PlanId, type PlanSubject } from '@nuanlin/shared';
import { filterOf, placedFields, type Scope } from '../../../platform/access/scope.ts';
import { isDuplicate } from '../../../platform/tx.ts';
import { OPEN_STATES, subjectKey, type Part, type Plan, type Progress } from './plan.ts';

export interface PlanStore {
  /** @throws NOT_FOUND */
  get(scope: Scope, planId: PlanId, session?: ClientSession): Promise<Plan>;
  /** The plan of a subject that is open, else the last one; null when there was none. */
  latestOf(scope: Scope, subject: PlanSubject): Promise<Plan | null>;
  /** Subjects of a district that have an open plan. */
  openIn(scope: Scope, districtId: DistrictId): Promise<Plan[]>;
  /** @throws PLAN_OPEN when another plan of the subject is */
  insert(plan: Plan, session: ClientSession): Promise<void>;
  /** @throws PLAN_MOVED_ON when somebody was faster; PLAN_OPEN as `insert` */
  save(before: Plan, after: Plan, session: ClientSession): Promise<void>;
  /**
   * Takes a plan that waits for a planner or whose planner has fallen silent, for some real time.
   * @returns the plan, and how often it was taken up
   */
  claim(planner: string, ms: number): Promise<{ plan: Plan; attempts: number } | null>;
  /** Keeps a claim and says how far planning is. @returns null when another planner has it; else whether to stop */
  renew(planId: PlanId, planner: string, ms: number, progress: Progress | null): Promise<{ stopping: boolean } | null>;
  /** Ends a claim, so that a plan that has moved on begins with no attempts. */
  release(planId: PlanId): Promise<void>;
  /** Marks one part as ended. @returns false when it had ended before */
  endPart(planId: PlanId, n: number, part: Part, session: ClientSession): Promise<boolean>;
}

type PlanRecord = Omit<Plan, 'id'> & {
  _id: PlanId;
  subjectKey: string;
  operatorPath: string[];
  personIds: string[];
};
interface Claimed {
  planner?: string;
  claimedUntil?: Date;
  attempts?: number;
}

const text = { type: String, required: true };
const number = { type: Number, required: true };
const mixed = { type: Schema.Types.Mixed, default: null };

const schema = new Schema(
  {
    _id: text,
    ...placedFields,
    version: number,
    subject: { type: Schema.Types.Mixed, required: true },
    subjectKey: text,
    districtId: text,
    state: text,
    seconds: number,
    pins: [Schema.Types.Mixed],
    absentIds: [String],
    stopping: { type: Boolean, required: true },
    progress: mixed,
    proposal: mixed,
    parts: [Schema.Types.Mixed],
    applying: mixed,
    edits: [Schema.Types.Mixed],
    planner: String,
    claimedUntil: { type: Date, default: () => new Date(0) },
    attempts: { type: Number, default: 0 },
  },
  { collection: 'plans', versionKey: false, minimize: false },
);
// Two dispatchers who begin a plan of one subject at once meet here.
schema.index(
  { subjectKey: 1 },
  { unique: true, partialFilterExpression: { state: { $in: ['waiting', 'planning', 'proposed', 'applying'] } } },
);
schema.index({ subjectKey: 1, _id: -1 });
schema.index({ state: 1, claimedUntil: 1 });
schema.index({ districtId: 1, state: 1 });
const Plans = mongoose.model('Plan', schema);

const toPlan = (record: PlanRecord & Claimed): Plan => {
  const {
    _id,
    subjectKey: _k,
    operatorPath: _o,
    personIds: _p,
    planner: _l,
    claimedUntil: _u,
    attempts: _t,
    ...plan
  } = record;
  return { id: _id, ...plan };
};
const toRecord = ({ id, ...plan }: Plan): PlanRecord => ({
  _id: id,
  ...plan,
  subjectKey: subjectKey(plan.subject),
  operatorPath: [],
  personIds: [],
});

const NEEDS_PLANNER = ['waiting', 'planning', 'applying'];

export const planStore: PlanStore = {
  async get(scope, planId, session) {
    const found = await Plans.findOne({ $and: [{ _id: planId }, filterOf(scope)] }, null, {
      session: session ?? null,
    }).lean<PlanRecord>();
    if (!found) throw new Refusal('NOT_FOUND', { planId });
    return toPlan(found);
  },
  async latestOf(scope, subject) {
    const found = await Plans.find({
      $and: [{ subjectKey: subjectKey(subject), state: { $ne: 'dropped' } }, filterOf(scope)],
    })
      .sort({ _id: -1 })
      .limit(1)
      .lean<PlanRecord[]>();
    return found.map(toPlan)[0] ?? null;
  },
  async openIn(scope, districtId) {
    const found = await Plans.find({ $and: [{ districtId, state: { $in: OPEN_STATES } }, filterOf(scope)] }).lean<
      PlanRecord[]
    >();
    return found.map(toPlan);
  },
  async insert(plan, session) {
    try {
      await Plans.insertMany([toRecord(plan)], { session });
    } catch (error) {
      throw isDuplicate(error) ? new Refusal('PLAN_OPEN', { ...plan.subject }) : error;
    }
  },
  async save(before, after, session) {
    const { _id, progress, ...record } = toRecord(after);
    try {
      const { modifiedCount } = await Plans.updateOne(
        { _id, version: before.version },
        // What the planner writes meanwhile is kept, unless planning begins anew.
        { $set: { ...record, ...(after.state === 'waiting' ? { progress } : {}) } },
        { session },
      );
      if (modifiedCount === 0) throw new Refusal('PLAN_MOVED_ON', { planId: _id });
    } catch (error) {
      throw isDuplicate(error) ? new Refusal('PLAN_OPEN', { ...after.subject }) : error;
    }
  },
  async claim(planner, ms) {
    const now = Date.now();
    const found = await Plans.findOneAndUpdate(
      { state: { $in: NEEDS_PLANNER }, claimedUntil: { $lt: new Date(now) } },
      { $set: { planner, claimedUntil: new Date(now + ms) }, $inc: { attempts: 1 } },
      { sort: { _id: 1 }, returnDocument: 'after' },
    ).lean<PlanRecord & Claimed>();
    return found && { plan: toPlan(found), attempts: found.attempts ?? 1 };
  },
  async renew(planId, planner, ms, progress) {
    const found = await Plans.findOneAndUpdate(
      { _id: planId, planner, state: { $in: NEEDS_PLANNER } },
      { $set: { claimedUntil: new Date(Date.now() + ms), ...(progress && { progress }) } },
      { returnDocument: 'after' },
    ).lean<PlanRecord>();
    return found && { stopping: found.stopping };
  },
  async release(planId) {
    await Plans.updateOne({ _id: planId }, { $set: { claimedUntil: new Date(0), attempts: 0 } });
  },
  async endPart(planId, n, part, session) {
    const { modifiedCount } = await Plans.updateOne(
      { _id: planId, [`parts.${n}.state`]: 'waiting' },
      { $set: { [`parts.${n}`]: part } },
      { session },
    );
    return modifiedCount === 1;
  },
};
