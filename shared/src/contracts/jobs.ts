import { z } from 'zod';
import { EVIDENCE_KINDS } from '../catalog/service-items.ts';
import { FAILURE_REASONS } from '../catalog/endings.ts';
import { OBSERVATIONS, RECEIVERS } from '../catalog/meals.ts';
import { id } from '../kernel/ids.ts';
import { point } from '../kernel/points.ts';
import { instant, timeWindow } from '../kernel/time.ts';
import { forElder, granted, WORKERS } from './access.ts';
import { get, post } from './endpoint.ts';
import { codeOf } from './codes.ts';
import { words } from './words.ts';

export const SEAT_STATES = [
  'open',
  'offered',
  'held',
  'assigned',
  'en_route',
  'arrived',
  'working',
  'done',
  'failed',
  'cancelled',
] as const;
export const seatState = z.enum(SEAT_STATES);
export type SeatState = z.infer<typeof seatState>;

/** Derived from the seats: a job is as far as its last seat. */
export const JOB_STATES = [
  'open',
  'offered',
  'assigned',
  'en_route',
  'arrived',
  'working',
  'completed',
  'failed',
  'cancelled',
] as const;
export const jobState = z.enum(JOB_STATES);
export type JobState = z.infer<typeof jobState>;

export const workerKind = z.enum(['courier', 'staff', 'volunteer']);

/** Who comes: the elder's side knows name and employer, whom to let in; a volunteer has no employer. */
export const visitor = z.object({
  id: id('person'),
  name: z.string(),
  kind: workerKind,
  employer: z.string().nullable(),
});
export type Visitor = z.infer<typeof visitor>;

/** When an action was really done: now, or earlier on a device without a network (both times are kept). */
export const madeAt = z.strictObject({ deviceAt: instant, offsetMs: z.int() }).optional();

/** How somebody shows that he is there; kept as distance, accuracy and method, never as a coordinate (D7). */
export const checkIn = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('position'), at: point, accuracyM: z.number().nonnegative().max(100_000) }),
  z.strictObject({ method: z.literal('visit_code'), code: z.string().regex(/^\d{4}$/) }),
  z.strictObject({ method: z.literal('paper_card'), cardCode: z.string().min(4).max(64), callBack: z.boolean() }),
  z.strictObject({ method: z.literal('staff_note'), words: z.string().min(1).max(200) }),
]);
export type CheckIn = z.infer<typeof checkIn>;

export const receiver = codeOf(RECEIVERS);
export const observation = codeOf(OBSERVATIONS);

/** A reading or an answer to one step of the item's checklist. */
export const checkAnswer = z.strictObject({
  step: z.string().min(1).max(60),
  value: z.union([z.boolean(), z.number(), z.string().max(500)]),
});

/** What the worker brings from the spot; readings and check-in are on the job already. */
export const evidence = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('visit_code'), code: z.string().regex(/^\d{4}$/) }),
  z.strictObject({ kind: z.literal('signature'), strokes: z.string().min(1).max(20_000) }),
  z.strictObject({ kind: z.literal('note'), words: z.string().min(1).max(500) }),
  z.strictObject({ kind: z.literal('receipt'), totalFen: z.int().nonnegative() }),
]);
export type Evidence = z.infer<typeof evidence>;

export const seatView = z.object({
  id: id('seat'),
  number: z.int().positive(),
  role: z.string(),
  state: seatState,
  version: z.int(),
  worker: visitor.nullable(),
  runId: id('run').nullable(),
  departedAt: instant.nullable(),
  arrivedAt: instant.nullable(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  failure: z.string().nullable(),
});
export type SeatView = z.infer<typeof seatView>;

/**
 * A job as its viewer may see it: before acceptance a worker sees compound, floor, lift and what is asked; after it
 * also the name, the room and the note for access.
 */
export const jobView = z.object({
  id: id('job'),
  version: z.int(),
  state: jobState,
  itemCode: z.string(),
  title: words,
  window: timeWindow,
  minutes: z.int(),
  elder: z
    .object({
      id: id('elder'),
      name: z.string(),
      room: z.string(),
      asks: z.array(z.string()),
      note: z.string().nullable(),
      /** 暗号: what whoever comes says first; known to them alone, beside the elder and the family. */
      passphrase: z.string().nullable(),
    })
    .nullable(),
  place: z.object({ compound: z.string(), floor: z.int().nullable(), lift: z.boolean(), at: point.nullable() }),
  pickup: z.object({ canteenId: id('canteen'), name: z.string(), at: point, readyAt: instant }).nullable(),
  seats: z.array(seatView),
  checklist: z.array(
    z.object({
      step: z.string(),
      name: words,
      phase: z.enum(['before', 'during', 'after']),
      blocks: z.boolean(),
      asks: z.enum(['tick', 'words', 'sum', 'reading']),
      unit: z.string().nullable(),
      answer: z.union([z.boolean(), z.number(), z.string()]).nullable(),
    }),
  ),
  evidence: z.array(codeOf(EVIDENCE_KINDS)),
});
export type JobView = z.infer<typeof jobView>;

const seatPath = { seatId: id('seat'), madeAt };

export const jobsContract = {
  mine: get('/workers/me/jobs', granted(...WORKERS), 'My work of today and to come').output(
    z.object({ jobs: z.array(jobView) }),
  ),
  get: get('/jobs/{jobId}', forElder('visits', ...WORKERS, 'coordinator', 'dispatcher', 'supervisor'), 'A job')
    .input(z.strictObject({ jobId: id('job') }))
    .output(jobView),
  visitCode: get(
    '/jobs/{jobId}/visit-code',
    forElder('visits', 'dispatcher'),
    'The code of this visit, for the elder to say',
  )
    .input(z.strictObject({ jobId: id('job') }))
    .output(z.object({ code: z.string(), passphrase: z.string() })),
  depart: post('/seats/{seatId}/depart', granted(...WORKERS), 'On the way')
    .input(z.strictObject(seatPath))
    .output(jobView),
  arrive: post('/seats/{seatId}/arrive', granted(...WORKERS), 'Check-in 签到')
    .input(z.strictObject({ ...seatPath, checkIn }))
    .output(jobView),
  check: post('/seats/{seatId}/checks', granted(...WORKERS), 'Answers to steps of the checklist')
    .input(z.strictObject({ ...seatPath, answers: z.array(checkAnswer).min(1).max(40) }))
    .output(jobView),
  start: post('/seats/{seatId}/start', granted(...WORKERS), 'The work begins; every seat must have arrived')
    .input(z.strictObject(seatPath))
    .output(jobView),
  finish: post('/seats/{seatId}/finish', granted(...WORKERS), 'Check-out 签退 with evidence')
    .input(z.strictObject({ ...seatPath, evidence: z.array(evidence).max(5), observation }))
    .output(jobView),
  handOver: post('/seats/{seatId}/hand-over', granted(...WORKERS), 'A meal handed over: to whom, and how the elder was')
    .input(z.strictObject({ ...seatPath, receiver, observation, checkIn }))
    .output(jobView),
  fail: post('/seats/{seatId}/fail', granted(...WORKERS), 'It could not be done, with a reason of the list')
    .input(z.strictObject({ ...seatPath, reason: codeOf(FAILURE_REASONS), words: z.string().max(500).default('') }))
    .output(jobView),
  release: post(
    '/seats/{seatId}/release',
    granted(...WORKERS, 'dispatcher', 'coordinator'),
    'Give a seat back before the work',
  )
    .input(z.strictObject({ seatId: id('seat'), reason: z.string().min(1).max(200) }))
    .output(jobView),
};
