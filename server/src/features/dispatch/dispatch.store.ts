import mongoose, { Schema, type ClientSession } from 'mongoose';
import {
  Refusal,
  type DistrictId,
  type Id,
  type Instant,
  type JobId,
  type OfferId,
  type PersonId,
  type RunId,
} from '@nuanlin/shared';
import type { OfferTo } from '../../events/index.ts';
import { filterOf, type Scope } from '../../platform/access/scope.ts';
import { isDuplicate } from '../../platform/tx.ts';
import type { Offer } from './offer.ts';
import type { Run } from './run.ts';

export interface OfferStore {
  /** @throws NOT_FOUND */
  get(scope: Scope, offerId: OfferId, session?: ClientSession): Promise<Offer>;
  pendingOf(scope: Scope, runId: RunId, session?: ClientSession): Promise<Offer[]>;
  pendingOfGroup(scope: Scope, groupId: Id<'offerGroup'>, session?: ClientSession): Promise<Offer[]>;
  /** What waits for a worker's answer. */
  pendingTo(scope: Scope, workerId: PersonId, session?: ClientSession): Promise<Offer[]>;
  /** What waits for a coordinator to name staff. */
  pendingToProviders(scope: Scope): Promise<Offer[]>;
  pendingIn(scope: Scope, districtId: DistrictId): Promise<Offer[]>;
  /** Everything that was ever asked about a job, newest first. */
  ofJob(scope: Scope, jobId: JobId): Promise<Offer[]>;
  /** The offer by which somebody has a run; null while nobody has. */
  acceptedOf(scope: Scope, runId: RunId): Promise<Offer | null>;
  /** Who refused, or did not answer, an offer of these jobs sent since the moment given for each. */
  refusals(scope: Scope, jobs: ReadonlyMap<JobId, Instant>): Promise<{ to: OfferTo; jobIds: readonly JobId[] }[]>;
  /** @throws WORKER_BUSY when somebody asked has another pending offer */
  insert(offers: readonly Offer[], session: ClientSession): Promise<void>;
  /** @throws OFFER_TAKEN when somebody was faster */
  save(before: Offer, after: Offer, session: ClientSession): Promise<void>;
}

export interface RunStore {
  /** @throws NOT_FOUND */
  get(scope: Scope, runId: RunId, session?: ClientSession): Promise<Run>;
  /** What a worker has accepted and not ended, by when he leaves. */
  ofWorker(scope: Scope, workerId: PersonId, session?: ClientSession): Promise<Run[]>;
  inDistrict(scope: Scope, districtId: DistrictId): Promise<Run[]>;
  /** Runs that have a stop of the job and have not ended. */
  ofJob(scope: Scope, jobId: JobId, session?: ClientSession): Promise<Run[]>;
  insert(run: Run, session: ClientSession): Promise<void>;
  /** @throws OFFER_TAKEN when somebody was faster */
  save(before: Run, after: Run, session: ClientSession): Promise<void>;
}

type OfferRecord = Omit<Offer, 'id'> & { _id: OfferId; personIds: PersonId[] };
type RunRecord = Omit<Run, 'id'> & {
  _id: RunId;
  personIds: PersonId[];
  areaPath: string[];
  operatorPath: string[];
  elderIds: string[];
};

const text = { type: String, required: true };
const mixed = { type: Schema.Types.Mixed, required: true };
const number = { type: Number, required: true };

const offerSchema = new Schema(
  {
    _id: text,
    version: number,
    districtId: text,
    areaPath: [String],
    operatorPath: [String],
    personIds: [String],
    runId: text,
    jobIds: [String],
    seatIds: [String],
    groupId: { type: String, default: null },
    mode: text,
    to: mixed,
    sentAt: text,
    leaseUntil: text,
    pays: [Schema.Types.Mixed],
    travelMinutes: number,
    distanceM: number,
    why: [Schema.Types.Mixed],
    state: text,
    end: { type: Schema.Types.Mixed, default: null },
  },
  { collection: 'offers', versionKey: false, minimize: false },
);
// Behind every race: one person is asked one thing at a time.
offerSchema.index(
  { 'to.workerId': 1 },
  { unique: true, partialFilterExpression: { state: 'pending', 'to.workerId': { $exists: true } } },
);
offerSchema.index({ runId: 1, state: 1 });
offerSchema.index({ groupId: 1 }, { sparse: true });
offerSchema.index({ districtId: 1, state: 1 });
offerSchema.index({ jobIds: 1, state: 1 });
offerSchema.index({ 'to.operatorId': 1, state: 1 });

const runSchema = new Schema(
  {
    _id: text,
    version: number,
    districtId: text,
    personIds: [String],
    areaPath: [String],
    operatorPath: [String],
    elderIds: [String],
    state: text,
    workerId: { type: String, default: null },
    pickup: { type: Schema.Types.Mixed, default: null },
    stops: [Schema.Types.Mixed],
    leaveAt: text,
    endAt: text,
    collectedAt: { type: String, default: null },
  },
  { collection: 'runs', versionKey: false, minimize: false },
);
runSchema.index({ workerId: 1, state: 1 });
runSchema.index({ districtId: 1, state: 1 });
runSchema.index({ 'stops.jobId': 1 });

const Offers = mongoose.model('Offer', offerSchema);
const Runs = mongoose.model('Run', runSchema);

const UNDER_WAY = ['accepted', 'departed'];

const offerOf = ({ _id, personIds: _p, ...offer }: OfferRecord): Offer => ({ id: _id, ...offer });
const runOf = ({ _id, personIds: _p, areaPath: _a, operatorPath: _o, elderIds: _e, ...run }: RunRecord): Run => ({
  id: _id,
  ...run,
});

const offerRecord = ({ id, ...offer }: Offer): OfferRecord => ({
  _id: id,
  ...offer,
  personIds: offer.to.kind === 'worker' ? [offer.to.workerId] : [],
});

const runRecord = ({ id, ...run }: Run): RunRecord => ({
  _id: id,
  ...run,
  personIds: run.workerId === null ? [] : [run.workerId],
  areaPath: [...new Set(run.stops.flatMap(({ areaPath }) => areaPath))],
  operatorPath: [...new Set(run.stops.flatMap(({ operatorPath }) => operatorPath))],
  elderIds: run.stops.map(({ elderId }) => elderId),
});

/** A run is about several elders; whoever may see one of them may see the run, as the presenter cuts it for him. */
const runFilter = (scope: Scope): Record<string, unknown> => {
  if (scope.kind === 'unscoped') return {};
  const byElder = { elderIds: { $in: [...scope.elders] } };
  return { $or: [filterOf({ ...scope, elders: new Set() }), byElder] };
};

const within = (session?: ClientSession) => ({ session: session ?? null });

export const offerStore: OfferStore = {
  async get(scope, offerId, session) {
    const found = await Offers.findOne(
      { $and: [{ _id: offerId }, filterOf(scope)] },
      null,
      within(session),
    ).lean<OfferRecord>();
    if (!found) throw new Refusal('NOT_FOUND', { offerId });
    return offerOf(found);
  },
  pendingOf: (scope, runId, session) => pending(scope, { runId }, session),
  pendingOfGroup: (scope, groupId, session) => pending(scope, { groupId }, session),
  pendingTo: (scope, workerId, session) => pending(scope, { 'to.workerId': workerId }, session),
  pendingToProviders: (scope) => pending(scope, { 'to.kind': 'provider' }),
  pendingIn: (scope, districtId) => pending(scope, { districtId }),
  async ofJob(scope, jobId) {
    const found = await Offers.find({ $and: [{ jobIds: jobId }, filterOf(scope)] })
      .sort({ sentAt: -1, _id: -1 })
      .lean<OfferRecord[]>();
    return found.map(offerOf);
  },
  async acceptedOf(scope, runId) {
    const found = await Offers.findOne({ $and: [{ runId, state: 'accepted' }, filterOf(scope)] }).lean<OfferRecord>();
    return found && offerOf(found);
  },
  async refusals(scope, jobs) {
    const found = await Offers.find({
      $and: [{ jobIds: { $in: [...jobs.keys()] }, state: { $in: ['rejected', 'timeout'] } }, filterOf(scope)],
    }).lean<OfferRecord[]>();
    return found.map(({ to, jobIds, sentAt }) => ({
      to,
      jobIds: jobIds.filter((jobId) => sentAt >= (jobs.get(jobId) ?? sentAt)),
    }));
  },
  async insert(offers, session) {
    try {
      await Offers.insertMany(offers.map(offerRecord), { session });
    } catch (error) {
      if (isDuplicate(error)) throw new Refusal('WORKER_BUSY', { why: 'asked' });
      throw error;
    }
  },
  async save(before, after, session) {
    const { _id, ...record } = offerRecord(after);
    const { modifiedCount } = await Offers.replaceOne({ _id, version: before.version }, record, { session });
    if (modifiedCount === 0) throw new Refusal('OFFER_TAKEN', { offerId: _id });
  },
};

async function pending(scope: Scope, filter: Record<string, unknown>, session?: ClientSession): Promise<Offer[]> {
  const found = await Offers.find(
    { $and: [{ ...filter, state: 'pending' }, filterOf(scope)] },
    null,
    within(session),
  ).lean<OfferRecord[]>();
  return found.map(offerOf);
}

export const runStore: RunStore = {
  async get(scope, runId, session) {
    const found = await Runs.findOne(
      { $and: [{ _id: runId }, runFilter(scope)] },
      null,
      within(session),
    ).lean<RunRecord>();
    if (!found) throw new Refusal('NOT_FOUND', { runId });
    return runOf(found);
  },
  async ofWorker(scope, workerId, session) {
    const going = { workerId, state: { $in: UNDER_WAY } };
    const found = await Runs.find({ $and: [going, runFilter(scope)] }, null, within(session))
      .sort({ leaveAt: 1 })
      .lean<RunRecord[]>();
    return found.map(runOf);
  },
  async inDistrict(scope, districtId) {
    const found = await Runs.find({ $and: [{ districtId, state: { $in: UNDER_WAY } }, runFilter(scope)] }).lean<
      RunRecord[]
    >();
    return found.map(runOf);
  },
  async ofJob(scope, jobId, session) {
    const going = { 'stops.jobId': jobId, state: { $in: ['offered', ...UNDER_WAY] } };
    const found = await Runs.find({ $and: [going, runFilter(scope)] }, null, within(session)).lean<RunRecord[]>();
    return found.map(runOf);
  },
  async insert(run, session) {
    await Runs.insertMany([runRecord(run)], { session });
  },
  async save(before, after, session) {
    const { _id, ...record } = runRecord(after);
    const { modifiedCount } = await Runs.replaceOne({ _id, version: before.version }, record, { session });
    if (modifiedCount === 0) throw new Refusal('OFFER_TAKEN', { runId: _id });
  },
};
