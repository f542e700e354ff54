import mongoose, { Schema, type ClientSession } from 'mongoose';
import {
  Refusal,
  type AreaId,
  type DistrictId,
  type ElderId,
  type Instant,
  type JobId,
  type LineId,
  type OperatorId,
} from '@nuanlin/shared';
import type { PersonId, SeatId, SeatState } from '@nuanlin/shared';
import { covers, filterOf, type Scope } from '../../platform/access/scope.ts';
import type { Answers } from './checklist.ts';
import type { Job } from './job.ts';
import { isTaken, type Progress, type Seat, type SeatPlan } from './seat.ts';

/** A job with its seats by number, and what was answered on its checklist. */
export interface Work {
  readonly job: Job;
  readonly seats: readonly Seat[];
}

export interface JobStore {
  /** @throws NOT_FOUND when there is none within the scope */
  get(scope: Scope, jobId: JobId, session?: ClientSession): Promise<Work>;
  /** @throws NOT_FOUND */
  ofSeat(scope: Scope, seatId: SeatId, session?: ClientSession): Promise<Work & { readonly seat: Seat }>;
  ofLine(scope: Scope, lineId: LineId, session?: ClientSession): Promise<Work | null>;
  ofLines(scope: Scope, lineIds: readonly LineId[]): Promise<Work[]>;
  many(scope: Scope, jobIds: readonly JobId[], session?: ClientSession): Promise<Work[]>;
  /** Work of a worker that has not ended, and what ended since a moment is left to lists of the past. */
  underWay(scope: Scope, workerId: PersonId): Promise<Work[]>;
  /** Jobs of a district that have a seat in one of the states. */
  inDistrict(scope: Scope, districtId: DistrictId, states: readonly SeatState[]): Promise<Work[]>;
  /** Jobs with a seat of an operator's, not ended or ended since a moment. */
  ofOperator(scope: Scope, operatorId: OperatorId, since: Instant): Promise<Work[]>;
  /** Which districts have an open seat. */
  districtsWithOpenSeats(scope: Scope): Promise<DistrictId[]>;
  /**
   * Takes note that a line was heard of in a version; false when that version, or a later one, was heard of before:
   * events come in any order.
   */
  isNews(line: { readonly lineId: LineId; readonly version: number }, session: ClientSession): Promise<boolean>;
  /** Keeps what a kitchen said of a line's box, in the same record, so that whoever comes second sees it. */
  keepReadyAt(lineId: LineId, readyAt: Instant, session: ClientSession): Promise<void>;
  /** What a kitchen said of a line's box; null when it has not spoken. */
  readyAt(lineId: LineId, session: ClientSession): Promise<Instant | null>;
  insert(work: Work, session: ClientSession): Promise<void>;
  /** @throws SEAT_MOVED_ON when somebody was faster */
  saveSeat(job: Job, before: Seat, after: Seat, session: ClientSession): Promise<void>;
  /** @throws SEAT_MOVED_ON when somebody was faster */
  saveJob(before: Job, after: Job, session: ClientSession): Promise<void>;
  /** Answers of the checklist; health data, sealed at rest. */
  answers(scope: Scope, jobId: JobId): Promise<Answers>;
  saveAnswers(job: Job, answers: Answers, session: ClientSession): Promise<void>;
}

interface Scoped {
  elderId: ElderId;
  areaPath: AreaId[];
  operatorPath: OperatorId[];
  personIds: PersonId[];
}

interface JobRecord extends Scoped, Omit<Job, 'id' | 'elderId' | 'areaPath' | 'operatorPath'> {
  _id: JobId;
  sealedAnswers: string | null;
}

interface SeatRecord extends Scoped, Omit<SeatPlan, 'id'> {
  _id: SeatId;
  districtId: DistrictId;
  progress: Progress;
}

/** A job and its seats as one question answers. */
interface WorkRecord {
  job: JobRecord;
  seats: SeatRecord[];
}

const mixed = { type: Schema.Types.Mixed, required: true };
const text = { type: String, required: true };
const number = { type: Number, required: true };
const scoped = { elderId: text, areaPath: [String], operatorPath: [String], personIds: [String] };

const jobSchema = new Schema<JobRecord>(
  {
    _id: text,
    ...scoped,
    version: number,
    source: mixed,
    itemCode: text,
    districtId: text,
    window: mixed,
    minutes: number,
    place: mixed,
    pickup: { type: Schema.Types.Mixed, default: null },
    batch: { type: String, default: null },
    decisionAt: text,
    load: number,
    risk: number,
    openedAt: text,
    lostBy: [String],
    sealedAnswers: { type: String, default: null },
  },
  { collection: 'jobs', versionKey: false, minimize: false },
);
jobSchema.index(
  { 'source.lineId': 1 },
  { unique: true, partialFilterExpression: { 'source.lineId': { $exists: true } } },
);
jobSchema.index({ elderId: 1, 'window.from': 1 });

const seatSchema = new Schema<SeatRecord>(
  {
    _id: text,
    ...scoped,
    jobId: text,
    districtId: text,
    number,
    role: text,
    kinds: [String],
    skills: [String],
    certificates: [String],
    sex: { type: String, default: null },
    wanted: { type: String, default: null },
    version: number,
    progress: mixed,
  },
  { collection: 'seats', versionKey: false, minimize: false },
);
seatSchema.index({ jobId: 1, number: 1 }, { unique: true });
seatSchema.index({ districtId: 1, 'progress.state': 1 });
seatSchema.index({ 'progress.workerId': 1, 'progress.state': 1 });
seatSchema.index({ operatorPath: 1, 'progress.state': 1 });
seatSchema.index({ operatorPath: 1, 'progress.ended.at': 1 });

const lineSchema = new Schema(
  { _id: text, version: number, readyAt: { type: String, default: null } },
  { collection: 'job_lines', versionKey: false },
);

const Jobs = mongoose.model('Job', jobSchema);
const Lines = mongoose.model('JobLine', lineSchema);
const Seats = mongoose.model('Seat', seatSchema);

const UNDER_WAY: readonly SeatState[] = ['held', 'assigned', 'en_route', 'arrived', 'working'];
const LIVE: readonly SeatState[] = ['open', 'offered', ...UNDER_WAY];

const jobOf = ({ _id, personIds: _p, sealedAnswers: _s, ...job }: JobRecord): Job => ({ id: _id, ...job });

function seatOf({
  _id,
  progress,
  elderId: _e,
  areaPath: _a,
  operatorPath: _o,
  personIds: _p,
  districtId: _d,
  ...plan
}: SeatRecord): Seat {
  return { id: _id, ...plan, ...progress };
}

const jobRecord = ({ id, areaPath, operatorPath, ...job }: Job): Omit<JobRecord, 'sealedAnswers'> => ({
  _id: id,
  ...job,
  areaPath: [...areaPath],
  operatorPath: [...operatorPath],
  personIds: [],
});

function seatRecord(job: Job, seat: Seat): SeatRecord {
  const { id, jobId, number, role, kinds, skills, certificates, sex, wanted, version, ...progress } = seat;
  return {
    _id: id,
    jobId,
    number,
    role,
    kinds,
    skills,
    certificates,
    sex,
    wanted,
    version,
    progress,
    districtId: job.districtId,
    elderId: job.elderId,
    areaPath: [...job.areaPath],
    operatorPath: isTaken(seat) ? [...new Set([...job.operatorPath, ...seat.workerPath])] : [...job.operatorPath],
    personIds: isTaken(seat) ? [seat.workerId] : [],
  };
}

/** Seals what is asked about body and health. */
interface Sealer {
  seal(plain: string, context: string): string;
  open(sealed: string, context: string): string;
}
const ANSWERS = 'jobs.answers';

export function createJobStore(sealer: Sealer): JobStore {
  const within = (session?: ClientSession) => ({ session: session ?? null });

  /** The jobs that have a visible seat of the kind asked for, each with all its seats; the oldest first, in one question. */
  async function works(scope: Scope, filter: Record<string, unknown>, session?: ClientSession): Promise<Work[]> {
    const found = await Seats.aggregate<WorkRecord>([
      { $match: { $and: [filter, filterOf(scope)] } },
      { $group: { _id: '$jobId' } },
      { $sort: { _id: 1 } },
      { $lookup: { from: Jobs.collection.name, localField: '_id', foreignField: '_id', as: 'job' } },
      { $unwind: '$job' },
      { $lookup: { from: Seats.collection.name, localField: '_id', foreignField: 'jobId', as: 'seats' } },
    ]).session(session ?? null);
    return found.map(({ job, seats }) => ({
      job: jobOf(job),
      seats: seats.toSorted((a, b) => a.number - b.number).map(seatOf),
    }));
  }

  return {
    async get(scope, jobId, session) {
      const [work] = await works(scope, { jobId }, session);
      if (!work) throw new Refusal('NOT_FOUND', { jobId });
      return work;
    },
    async ofSeat(scope, seatId, session) {
      const [work] = await works(scope, { _id: seatId }, session);
      const seat = work?.seats.find(({ id }) => id === seatId);
      if (!work || !seat) throw new Refusal('NOT_FOUND', { seatId });
      return { ...work, seat };
    },
    async ofLine(scope, lineId, session) {
      const job = await Jobs.findOne({ 'source.lineId': lineId }, null, within(session)).lean<JobRecord>();
      if (!job || !covers(scope, job)) return null;
      const [work] = await works(scope, { jobId: job._id }, session);
      return work ?? null;
    },
    async ofLines(scope, lineIds) {
      const found = await Jobs.find({ 'source.lineId': { $in: lineIds } }, { _id: 1 }).lean<{ _id: JobId }[]>();
      return works(scope, { jobId: { $in: found.map(({ _id }) => _id) } });
    },
    many: async (scope, jobIds, session) =>
      jobIds.length === 0 ? [] : works(scope, { jobId: { $in: jobIds } }, session),
    underWay: (scope, workerId) =>
      works(scope, { 'progress.workerId': workerId, 'progress.state': { $in: UNDER_WAY } }),
    inDistrict: (scope, districtId, states) => works(scope, { districtId, 'progress.state': { $in: states } }),
    ofOperator: (scope, operatorId, since) =>
      works(scope, {
        operatorPath: operatorId,
        $or: [{ 'progress.state': { $in: LIVE } }, { 'progress.ended.at': { $gte: since } }],
      }),
    districtsWithOpenSeats: (scope) =>
      Seats.distinct('districtId', { $and: [{ 'progress.state': 'open' }, filterOf(scope)] }),
    async isNews({ lineId, version }, session) {
      const heard = await Lines.findById(lineId, null, { session }).lean<{ version: number }>();
      if (heard && heard.version >= version) return false;
      await Lines.updateOne({ _id: lineId }, { $set: { version } }, { upsert: true, session });
      return true;
    },
    async keepReadyAt(lineId, readyAt, session) {
      const change = { $set: { readyAt }, $setOnInsert: { version: 0 } };
      await Lines.updateOne({ _id: lineId }, change, { upsert: true, session });
    },
    async readyAt(lineId, session) {
      const heard = await Lines.findById(lineId, null, { session }).lean<{ readyAt: Instant | null }>();
      return heard?.readyAt ?? null;
    },
    async insert({ job, seats }, session) {
      await Jobs.insertMany([{ ...jobRecord(job), sealedAnswers: null }], { session });
      await Seats.insertMany(
        seats.map((seat) => seatRecord(job, seat)),
        { session },
      );
    },
    async saveSeat(job, before, after, session) {
      const { _id, ...record } = seatRecord(job, after);
      const { modifiedCount } = await Seats.replaceOne({ _id, version: before.version }, record, { session });
      if (modifiedCount === 0) throw new Refusal('SEAT_MOVED_ON', { seatId: _id });
    },
    async saveJob(before, after, session) {
      const { _id, ...record } = jobRecord(after);
      const { modifiedCount } = await Jobs.updateOne({ _id, version: before.version }, { $set: record }, { session });
      if (modifiedCount === 0) throw new Refusal('SEAT_MOVED_ON', { jobId: _id });
    },
    async answers(scope, jobId) {
      const visible = await Seats.exists({ $and: [{ jobId }, filterOf(scope)] });
      const job = visible && (await Jobs.findById(jobId, { sealedAnswers: 1 }).lean<JobRecord>());
      return job?.sealedAnswers ? (JSON.parse(sealer.open(job.sealedAnswers, ANSWERS)) as Answers) : {};
    },
    async saveAnswers({ id }, answers, session) {
      await Jobs.updateOne(
        { _id: id },
        { $set: { sealedAnswers: sealer.seal(JSON.stringify(answers), ANSWERS) } },
        { session },
      );
    },
  };
}
