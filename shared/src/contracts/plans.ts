import { z } from 'zod';
import { MEAL_PERIODS } from '../catalog/meals.ts';
import { SEAT_ROLES } from '../catalog/workers.ts';
import { id } from '../kernel/ids.ts';
import { point } from '../kernel/points.ts';
import { instant, serviceDay, timeWindow } from '../kernel/time.ts';
import { CHANGE_TEXTS, MOVE_TEXTS, STALE_TEXTS, UNDONE_TEXTS } from '../texts/plans.ts';
import { granted } from './access.ts';
import { codeOf } from './codes.ts';
import { get, post } from './endpoint.ts';
import { workerKind } from './jobs.ts';
import { asOf } from './lists.ts';

/**
 * 计划: a versioned proposal of runs. It waits for a planner, is being planned, is proposed; applying makes its runs real.
 * At most one plan of a subject is open: not applied, failed or dropped.
 */
export const PLAN_STATES = ['waiting', 'planning', 'proposed', 'applying', 'applied', 'failed', 'dropped'] as const;
export const planState = z.enum(PLAN_STATES);
export type PlanState = z.infer<typeof planState>;

/** What is planned: a canteen's booked meals of one period, or the visits that a provider's staff make on one day. */
const ofMeals = { districtId: id('district'), canteenId: id('canteen'), day: serviceDay, period: codeOf(MEAL_PERIODS) };
const ofVisits = { districtId: id('district'), operatorId: id('operator'), day: serviceDay };
export const planSubject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('meals'), ...ofMeals }),
  z.strictObject({ kind: z.literal('visits'), ...ofVisits }),
]);
export type PlanSubject = z.infer<typeof planSubject>;

/** Who does it, and when it begins. */
export const planPromise = z.object({ workerId: id('person'), startAt: instant });
export type PlanPromise = z.infer<typeof planPromise>;

/** A seat that is planned, and what was promised for it before. */
export const plannedWork = z.object({
  seatId: id('seat'),
  jobId: id('job'),
  itemCode: z.string(),
  role: codeOf(SEAT_ROLES),
  elderName: z.string(),
  room: z.string(),
  at: point,
  window: timeWindow,
  minutes: z.number(),
  inForce: planPromise.nullable(),
  /** It has begun, so nobody moves it. */
  begun: z.boolean(),
});
export type PlannedWork = z.infer<typeof plannedWork>;

export const planWorker = z.object({
  id: id('person'),
  name: z.string(),
  kind: workerKind,
  shift: timeWindow,
  /** Other work that holds him then. */
  busy: z.array(timeWindow),
  /** The dispatcher said that he does not come. */
  absent: z.boolean(),
});
export type PlanWorker = z.infer<typeof planWorker>;

export const planStop = z.object({
  seatId: id('seat'),
  startAt: instant,
  endAt: instant,
  /** From the stop before, or from where the worker begins. */
  travelMinutes: z.number(),
  boxes: z.number(),
  pinned: z.boolean(),
});
export type PlanStop = z.infer<typeof planStop>;

/** What one worker does in one go (meals), or on the day (visits). */
export const planRoute = z.object({
  workerId: id('person'),
  leaveAt: instant,
  endAt: instant,
  travelMinutes: z.number(),
  boxes: z.number(),
  stops: z.array(planStop),
  /** What goes into the vehicle first, for a run of meals: the last stop's. */
  loading: z.array(id('seat')),
});
export type PlanRoute = z.infer<typeof planRoute>;

export const planChange = z.object({
  seatId: id('seat'),
  before: planPromise.nullable(),
  after: planPromise.nullable(),
  reason: codeOf(CHANGE_TEXTS),
  /** The seat that it makes room for or follows. */
  becauseSeatId: id('seat').nullable(),
});
export type PlanChange = z.infer<typeof planChange>;

export const planEdit = z.object({
  version: z.int(),
  at: instant,
  byName: z.string(),
  what: z.enum(['asked', 'moved', 'pinned', 'unpinned', 'replanned', 'stopped', 'proposed', 'applied', 'dropped']),
  seatId: id('seat').nullable(),
});
export type PlanEdit = z.infer<typeof planEdit>;

/** What has changed since the plan was made: data of PLAN_STALE. */
export const staleThing = z.object({
  code: codeOf(STALE_TEXTS),
  seatId: id('seat').nullable(),
  workerId: id('person').nullable(),
});
export type StaleThing = z.infer<typeof staleThing>;

export const planView = z.object({
  id: id('plan'),
  version: z.int(),
  state: planState,
  subject: planSubject,
  /** When the day was read that it stands on; null until a planner has. */
  readAt: instant.nullable(),
  seconds: z.int(),
  progress: z.object({ seconds: z.number(), cost: z.number(), undone: z.int(), iterations: z.int() }).nullable(),
  stopping: z.boolean(),
  estimated: z.boolean(),
  cost: z.number(),
  works: z.array(plannedWork),
  workers: z.array(planWorker),
  routes: z.array(planRoute),
  undone: z.array(z.object({ seatId: id('seat'), reason: codeOf(UNDONE_TEXTS) })),
  changes: z.array(planChange),
  edits: z.array(planEdit),
  /** How far applying is: runs, those written, and those that lost to something faster. */
  applied: z.object({ runs: z.int(), written: z.int(), lost: z.int() }),
});
export type PlanView = z.infer<typeof planView>;

/** A day as it is in force, beside the plan that is open or was last. */
export const planDay = z.object({
  asOf,
  works: z.array(plannedWork),
  workers: z.array(planWorker),
  /** Where runs begin; null for visits. */
  kitchen: z.object({ name: z.string(), at: point }).nullable(),
  plan: planView.nullable(),
});
export type PlanDay = z.infer<typeof planDay>;

/** What a move costs one worker: minutes of travel and of the day's end, before and after. */
export const workerCost = z.object({
  workerId: id('person'),
  travelMinutes: z.object({ before: z.number(), after: z.number() }),
  endAt: z.object({ before: instant.nullable(), after: instant.nullable() }),
});
export type WorkerCost = z.infer<typeof workerCost>;

/** What a move on the board costs whom, before it is kept. */
export const moveCost = z.object({
  version: z.int(),
  /** When the visit could begin, at the earliest from the asked minute on. */
  startAt: instant,
  problems: z.array(codeOf(MOVE_TEXTS)),
  workers: z.array(workerCost),
  /** Begin later than agreed on with the elder, by minutes, when they did not before or did by others. */
  late: z.array(z.object({ seatId: id('seat'), before: z.number(), after: z.number() })),
  /** Promises in force that would be others. */
  promises: z.array(z.object({ seatId: id('seat'), before: planPromise, after: planPromise })),
});
export type MoveCost = z.infer<typeof moveCost>;

const planPath = { planId: id('plan') };
/** The version that the caller looks at; another is refused as PLAN_CHANGED. */
const seen = { ...planPath, version: z.int().positive() };
const move = { seatId: id('seat'), workerId: id('person'), startAt: instant };
const dispatcher = granted('dispatcher');

export const plansContract = {
  subjects: get('/districts/{districtId}/plannable', dispatcher, 'What could be planned in a district, day by day')
    .input(z.strictObject({ districtId: id('district') }))
    .output(z.array(z.object({ subject: planSubject, name: z.string(), seats: z.int(), open: z.int() }))),
  meals: get(
    '/districts/{districtId}/plan-of-meals',
    dispatcher,
    'A canteen’s booked meals of one period, with their plan',
  )
    .input(z.strictObject(ofMeals))
    .output(planDay),
  visits: get(
    '/districts/{districtId}/plan-of-visits',
    dispatcher,
    'The visits of a provider’s staff on one day, with their plan',
  )
    .input(z.strictObject(ofVisits))
    .output(planDay),
  get: get('/plans/{planId}', dispatcher, 'A plan, with its progress').input(z.strictObject(planPath)).output(planView),
  start: post('/plans', dispatcher, 'Plan a canteen’s meals or a provider’s visits')
    .input(
      z.strictObject({
        subject: planSubject,
        seconds: z.int().min(1).max(60).default(5),
        absentIds: z.array(id('person')).max(500).default([]),
      }),
    )
    .output(planView),
  stop: post('/plans/{planId}/stop', dispatcher, 'End planning with the best so far')
    .input(z.strictObject(planPath))
    .output(planView),
  replan: post('/plans/{planId}/replan', dispatcher, 'Plan anew from the day as it is; pins hold')
    .input(
      z.strictObject({
        ...seen,
        seconds: z.int().min(1).max(60).default(5),
        absentIds: z.array(id('person')).max(500),
      }),
    )
    .output(planView),
  weigh: get('/plans/{planId}/moves/{seatId}', dispatcher, 'What a move would cost whom')
    .input(z.strictObject({ ...planPath, ...move }))
    .output(moveCost),
  move: post('/plans/{planId}/moves', dispatcher, 'Keep a move; the visit is pinned there')
    .input(z.strictObject({ ...seen, ...move }))
    .output(planView),
  pin: post('/plans/{planId}/pins', dispatcher, 'Pin a visit where it is')
    .input(z.strictObject({ ...seen, seatId: id('seat') }))
    .output(planView),
  unpin: post('/plans/{planId}/unpin', dispatcher, 'Let planning move a visit again')
    .input(z.strictObject({ ...seen, seatId: id('seat') }))
    .output(planView),
  apply: post('/plans/{planId}/apply', dispatcher, 'Make the runs real: offers already accepted')
    .input(z.strictObject({ ...seen, why: z.string().min(1).max(200) }))
    .output(planView),
  drop: post('/plans/{planId}/drop', dispatcher, 'Put a plan aside').input(z.strictObject(planPath)).output(planView),
};
