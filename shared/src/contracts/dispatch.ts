import { z } from 'zod';
import { fen } from '../kernel/amounts.ts';
import { id } from '../kernel/ids.ts';
import { point } from '../kernel/points.ts';
import { instant, serviceDay, timeWindow } from '../kernel/time.ts';
import { CERTIFICATES, SKILLS } from '../catalog/workers.ts';
import { forElder, granted, WORKERS } from './access.ts';
import { codeOf } from './codes.ts';
import { get, post } from './endpoint.ts';
import { jobState, madeAt, seatState, seatView, workerKind } from './jobs.ts';
import { asOf, page, pageRequest } from './lists.ts';

export const OFFER_STATES = ['pending', 'accepted', 'rejected', 'timeout', 'cancelled', 'rescinded'] as const;
export const offerState = z.enum(OFFER_STATES);
export type OfferState = z.infer<typeof offerState>;

/** What a worker earns: fen by the pay policy, or credit minutes; with its parts. */
export const pay = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('money'), fen: z.int(), parts: z.array(z.object({ what: z.string(), fen: z.int() })) }),
  z.object({ kind: z.literal('credit'), minutes: z.int() }),
]);
export type Pay = z.infer<typeof pay>;

/** A reason with its code and data, so that each end says it in its own language (texts/reasons.ts). */
export const reason = z.object({ code: z.string(), data: z.record(z.string(), z.union([z.string(), z.number()])) });
export type Reason = z.infer<typeof reason>;

export const stop = z.object({
  jobId: id('job'),
  seatId: id('seat'),
  itemCode: z.string(),
  compound: z.string(),
  building: z.string().nullable(),
  floor: z.int().nullable(),
  lift: z.boolean(),
  window: timeWindow,
  promisedAt: instant,
  asks: z.array(z.string()),
  at: point.nullable(),
});
export type Stop = z.infer<typeof stop>;

/** 待接单: a run that one worker, or a provider, may accept whole until the lease ends. */
export const offerView = z.object({
  id: id('offer'),
  version: z.int(),
  state: offerState,
  mode: z.enum(['direct', 'broadcast', 'provider', 'manual']),
  leaseUntil: instant,
  runId: id('run'),
  title: z.string(),
  pay,
  pickup: z.object({ canteenId: id('canteen'), name: z.string(), readyAt: instant, at: point }).nullable(),
  stops: z.array(stop),
  travelMinutes: z.number(),
  distanceM: z.number(),
  why: z.array(reason),
  crew: z.object({ seats: z.int(), taken: z.int() }).nullable(),
});
export type OfferView = z.infer<typeof offerView>;

export const runView = z.object({
  id: id('run'),
  version: z.int(),
  state: z.enum(['offered', 'accepted', 'departed', 'ended', 'dissolved']),
  workerId: id('person').nullable(),
  workerName: z.string().nullable(),
  pickup: z.object({ canteenId: id('canteen'), name: z.string(), readyAt: instant, at: point }).nullable(),
  /** When the boxes were fetched; null before, and where there are none. */
  collectedAt: instant.nullable(),
  stops: z.array(stop.extend({ seatState, elderName: z.string().nullable(), room: z.string().nullable() })),
});
export type RunView = z.infer<typeof runView>;

/** Somebody is being asked: a worker, or a provider whose coordinator names staff. */
export const asked = z.object({
  id: id('offer'),
  mode: offerView.shape.mode,
  to: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('worker'), id: id('person'), name: z.string() }),
    z.object({ kind: z.literal('provider'), id: id('operator'), name: z.string() }),
  ]),
  leaseUntil: instant,
});
export type Asked = z.infer<typeof asked>;

/** One row of the dispatcher's list. */
export const jobRow = z.object({
  id: id('job'),
  version: z.int(),
  state: jobState,
  itemCode: z.string(),
  elderId: id('elder'),
  elderName: z.string(),
  room: z.string(),
  at: point,
  window: timeWindow,
  decisionAt: instant,
  workers: z.array(z.object({ id: id('person'), name: z.string(), kind: workerKind, state: seatState })),
  /** Seats, in order, that nobody has yet. */
  freeSeatIds: z.array(id('seat')),
  seats: z.int(),
  asked: z.array(asked),
  held: z.object({ until: instant, reason }).nullable(),
  impossible: reason.nullable(),
});
export type JobRow = z.infer<typeof jobRow>;

/** A worker as the console shows him: on a run a position, else only that he is free or busy (D7). */
export const workerRow = z.object({
  id: id('person'),
  name: z.string(),
  kind: workerKind,
  state: z.enum(['offline', 'free', 'offered', 'busy']),
  runId: id('run').nullable(),
  position: z.object({ at: point, takenAt: instant, accuracyM: z.number() }).nullable(),
  minutesToday: z.number(),
});
export type WorkerRow = z.infer<typeof workerRow>;

/** A run 趟次 on the console: whose it is, and its jobs in the order of the stops. */
export const runLine = z.object({
  id: id('run'),
  workerId: id('person'),
  state: z.enum(['accepted', 'departed']),
  jobIds: z.array(id('job')),
});
export type RunLine = z.infer<typeof runLine>;

export const consoleView = z.object({
  asOf,
  district: z.object({ id: id('district'), name: z.string() }),
  jobs: z.array(jobRow),
  workers: z.array(workerRow),
  runs: z.array(runLine),
});
export type ConsoleView = z.infer<typeof consoleView>;

/** Why this worker, or why not (D: every decision can be explained). Costs are minutes. */
export const candidateView = z.object({
  workerId: id('person'),
  name: z.string(),
  kind: workerKind,
  eligible: z.boolean(),
  reasons: z.array(reason),
  costMinutes: z.number().nullable(),
  parts: z.array(z.object({ part: z.string(), minutes: z.number() })),
  travelMinutes: z.number().nullable(),
  estimated: z.boolean(),
});
export type CandidateView = z.infer<typeof candidateView>;

/** The same as it was decided, with the cheaper ones, and how many were excluded for which reason. */
export const explanationView = candidateView.extend({
  decidedAt: instant,
  better: z.array(z.object({ workerId: id('person'), costMinutes: z.number() })),
  excluded: z.record(z.string(), z.int()),
  /** All that would have to change before this worker could come; empty when she may come, or when nothing would help. */
  changes: z.array(reason),
  /** What she would cost then, in minutes; null when nothing would help. */
  thenMinutes: z.number().nullable(),
  /** Minutes by which she would have to be cheaper to be asked first. */
  behindMinutes: z.number(),
});
export type ExplanationView = z.infer<typeof explanationView>;

/** A job as the provider whose staff do it sees it. */
export const providerJob = jobRow
  .pick({ id: true, version: true, state: true, itemCode: true, elderName: true, room: true, at: true, window: true })
  .extend({ seats: z.array(seatView) });
export type ProviderJob = z.infer<typeof providerJob>;

/** One of the staff: shifts and papers; whether she is free follows from the jobs. */
export const providerStaff = z.object({
  id: id('person'),
  name: z.string(),
  online: z.boolean(),
  skills: z.array(codeOf(SKILLS)),
  certificates: z.array(z.object({ kind: codeOf(CERTIFICATES), until: serviceDay })),
  shifts: z.array(timeWindow),
});
export type ProviderStaff = z.infer<typeof providerStaff>;

/** The coordinator's picture: offers that wait for a name, what the staff do today and later, and who is on shift. */
export const providerBoard = z.object({
  asOf,
  operator: z.object({ id: id('operator'), name: z.string() }),
  offers: z.array(offerView),
  jobs: z.array(providerJob),
  staff: z.array(providerStaff),
});
export type ProviderBoard = z.infer<typeof providerBoard>;

/** An offer as the desk looks back on it: to whom, how it ended, by whom and why. */
export const offerRecord = offerView
  .pick({ id: true, version: true, state: true, mode: true, leaseUntil: true })
  .extend({
    sentAt: instant,
    seatIds: z.array(id('seat')),
    /** The worker or the provider that was asked. */
    toName: z.string(),
    toKind: z.enum(['worker', 'provider']),
    endedAt: instant.nullable(),
    /** Who answered for the one asked, or withdrew the offer. */
    byName: z.string().nullable(),
    /** Words of a person, or a code of texts/offer-ends.ts. */
    why: z.string().nullable(),
  });
export type OfferRecord = z.infer<typeof offerRecord>;

/** What the engine decided about a job when its outcome last changed. */
export const decisionView = z.object({
  decidedAt: instant,
  outcome: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('offered'), names: z.array(z.string()) }),
    z.object({ kind: z.literal('held'), reason, until: instant }),
    z.object({ kind: z.literal('impossible'), groups: z.array(z.object({ reason: z.string(), workers: z.int() })) }),
  ]),
  /** The next best, with the minutes of cost they would have added. */
  nextBest: z.array(z.object({ name: z.string(), costMinutes: z.number() })),
  excluded: z.record(z.string(), z.int()),
});
export type DecisionView = z.infer<typeof decisionView>;

export const jobDispatch = z.object({ offers: z.array(offerRecord), decision: decisionView.nullable() });
export type JobDispatch = z.infer<typeof jobDispatch>;

/** 服务收入: what one seat earned, part by part; paid out later. */
export const earningEntry = z.object({
  journalId: id('journal'),
  at: instant,
  fen,
  itemCode: z.string(),
  parts: z.array(z.object({ what: z.string(), fen })),
});
export type EarningEntry = z.infer<typeof earningEntry>;

const offerPath = { offerId: id('offer') };

export const dispatchContract = {
  offers: get('/offers', granted(...WORKERS, 'coordinator'), 'Offers that wait for me, or for my provider').output(
    z.object({ asOf, offers: z.array(offerView) }),
  ),
  accept: post(
    '/offers/{offerId}/accept',
    granted(...WORKERS, 'dispatcher'),
    'Accept 接单; a dispatcher may note it after a call 代接单',
  )
    .input(z.strictObject(offerPath))
    .output(runView),
  reject: post(
    '/offers/{offerId}/reject',
    granted(...WORKERS, 'dispatcher', 'coordinator'),
    'Decline; never lowers pay or later offers',
  )
    .input(z.strictObject({ ...offerPath, reason: z.string().max(200).default('') }))
    .output(offerView),
  name: post('/offers/{offerId}/name', granted('coordinator'), 'The coordinator names staff 派单')
    .input(z.strictObject({ ...offerPath, workerId: id('person') }))
    .output(runView),
  staffFor: get(
    '/offers/{offerId}/staff',
    granted('coordinator'),
    'Whom the coordinator could name for an offer to the provider, best first, and why not the others',
  )
    .input(z.strictObject(offerPath))
    .output(z.object({ candidates: z.array(candidateView) })),
  providerBoard: get(
    '/providers/{operatorId}/board',
    granted('coordinator'),
    'Offers to my provider, its staff, and what they do today and later',
  )
    .input(z.strictObject({ operatorId: id('operator') }))
    .output(providerBoard),
  ofJob: get(
    '/jobs/{jobId}/dispatch',
    granted('dispatcher', 'supervisor'),
    'Who was asked for a job, and what was decided',
  )
    .input(z.strictObject({ jobId: id('job') }))
    .output(jobDispatch),
  rescind: post('/offers/{offerId}/rescind', granted('dispatcher'), 'Withdraw an offer')
    .input(z.strictObject({ ...offerPath, why: z.string().min(1).max(200) }))
    .output(offerView),
  runs: get('/workers/me/runs', granted(...WORKERS), 'My runs 趟次 of now and to come').output(
    z.object({ asOf, runs: z.array(runView) }),
  ),
  earnings: get('/workers/me/earnings', granted('courier', 'staff'), 'What my work has earned, newest first')
    .input(z.strictObject(pageRequest))
    .output(
      z.object({
        balanceFen: fen,
        /** Earned on the service day of now, and in its month. */
        dayFen: fen,
        monthFen: fen,
        entries: page(earningEntry),
      }),
    ),
  run: get('/runs/{runId}', forElder('position', ...WORKERS, 'coordinator', 'dispatcher'), 'A run')
    .input(z.strictObject({ runId: id('run') }))
    .output(runView),
  departRun: post('/runs/{runId}/depart', granted(...WORKERS), 'Leave with the whole run')
    .input(z.strictObject({ runId: id('run'), madeAt }))
    .output(runView),
  collectRun: post('/runs/{runId}/collect', granted(...WORKERS), 'The boxes of the run are with me 取餐')
    .input(z.strictObject({ runId: id('run'), madeAt }))
    .output(runView),
  console: get(
    '/districts/{districtId}/console',
    granted('dispatcher', 'supervisor'),
    'The dispatcher’s picture of now',
  )
    .input(z.strictObject({ districtId: id('district') }))
    .output(consoleView),
  candidates: get('/seats/{seatId}/candidates', granted('dispatcher'), 'Who could take this seat, best first, and why')
    .input(z.strictObject({ seatId: id('seat') }))
    .output(z.object({ candidates: z.array(candidateView) })),
  explain: get(
    '/seats/{seatId}/explain/{workerId}',
    granted(...WORKERS, 'dispatcher', 'coordinator', 'supervisor'),
    'Why her, or why not her',
  )
    .input(z.strictObject({ seatId: id('seat'), workerId: id('person') }))
    .output(explanationView),
  assign: post(
    '/seats/{seatId}/assign',
    granted('dispatcher'),
    'Assign 派单: an offer already accepted, by whom and why',
  )
    .input(z.strictObject({ seatId: id('seat'), workerId: id('person'), why: z.string().min(1).max(200) }))
    .output(runView),
  broadcast: post('/jobs/{jobId}/broadcast', granted('dispatcher'), 'Broadcast 抢单 to the nearest k')
    .input(z.strictObject({ jobId: id('job'), k: z.int().min(1).max(200) }))
    .output(z.object({ offers: z.int() })),
};
