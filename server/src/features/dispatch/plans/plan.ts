import {
  Refusal,
  type AreaId,
  type ChangeCode,
  type DistrictId,
  type Instant,
  type JobId,
  type PersonId,
  type PlanEdit,
  type PlanId,
  type PlanState,
  type PlanSubject,
  type RefusalCode,
  type SeatId,
  type StaleThing,
  type TimeWindow,
  type UndoneCode,
  type WorkerKind,
} from '@nuanlin/shared';

/** Who does something, and when it begins. */
export interface Promised {
  readonly workerId: PersonId;
  readonly startAt: Instant;
}

/** The dispatcher's word: this seat with this worker, not before this minute. */
export interface Pin extends Promised {
  readonly seatId: SeatId;
}

/** A seat as the plan was made from it. */
export interface SeatSeen {
  readonly seatId: SeatId;
  readonly jobId: JobId;
  /** What the plan stands on of the job and its holder, as one text; another text is another situation. */
  readonly stamp: string;
  readonly inForce: Promised | null;
}

/** A worker as the plan was made with him. */
export interface WorkerSeen {
  readonly workerId: PersonId;
  readonly kind: WorkerKind;
  readonly stamp: string;
  readonly shift: TimeWindow;
  readonly busy: readonly TimeWindow[];
}

export interface PlannedStop {
  readonly seatId: SeatId;
  readonly startAt: Instant;
  readonly endAt: Instant;
  readonly travelMinutes: number;
  readonly boxes: number;
}

export interface PlannedRoute {
  readonly workerId: PersonId;
  readonly leaveAt: Instant;
  readonly endAt: Instant;
  readonly stops: readonly PlannedStop[];
}

export interface PlannedChange {
  readonly seatId: SeatId;
  readonly before: Promised | null;
  readonly after: Promised | null;
  readonly reason: ChangeCode;
  readonly becauseSeatId: SeatId | null;
}

/** What a planner found: routes for the day as it was read. */
export interface Proposal {
  readonly readAt: Instant;
  readonly estimated: boolean;
  readonly cost: number;
  readonly seats: readonly SeatSeen[];
  readonly workers: readonly WorkerSeen[];
  readonly routes: readonly PlannedRoute[];
  readonly undone: readonly { readonly seatId: SeatId; readonly reason: UndoneCode }[];
  readonly changes: readonly PlannedChange[];
}

export interface Progress {
  readonly seconds: number;
  readonly cost: number;
  readonly undone: number;
  readonly iterations: number;
}

/** What is written in one transaction when a plan is applied. */
export interface Part {
  readonly routes: readonly PlannedRoute[];
  readonly state: 'waiting' | 'written' | 'lost';
  /** Why it lost to something faster. */
  readonly code: RefusalCode | null;
}

export interface Edit extends Omit<PlanEdit, 'byName'> {
  readonly byId: PersonId | null;
}

/** 计划: a versioned proposal of runs. */
export interface Plan {
  readonly id: PlanId;
  readonly version: number;
  readonly subject: PlanSubject;
  readonly districtId: DistrictId;
  readonly areaPath: readonly AreaId[];
  readonly state: PlanState;
  readonly seconds: number;
  readonly pins: readonly Pin[];
  readonly absentIds: readonly PersonId[];
  readonly stopping: boolean;
  readonly progress: Progress | null;
  readonly proposal: Proposal | null;
  readonly parts: readonly Part[];
  /** Who applies it, and why; null before. */
  readonly applying: { readonly byId: PersonId; readonly why: string } | null;
  readonly edits: readonly Edit[];
}

export const PLAN_MOVES: Readonly<Record<PlanState, readonly PlanState[]>> = {
  waiting: ['planning', 'failed', 'dropped'],
  planning: ['proposed', 'failed', 'dropped'],
  proposed: ['waiting', 'applying', 'dropped'],
  applying: ['applied'],
  applied: ['waiting', 'dropped'],
  failed: ['waiting', 'dropped'],
  dropped: [],
};

/** Plans in these states stand in the way of another one of their subject. */
export const OPEN_STATES: readonly PlanState[] = ['waiting', 'planning', 'proposed', 'applying'];
/** Edits kept for whoever looks at an older version. */
const KEPT_EDITS = 50;

type What = Edit['what'];

/** Who does what to a plan, and when. */
export interface By {
  readonly byId: PersonId | null;
  readonly at: Instant;
}

/** One word for what is planned: plans with the same are of the same subject. */
export const subjectKey = (subject: PlanSubject): string =>
  subject.kind === 'meals'
    ? `meals ${subject.districtId} ${subject.canteenId} ${subject.day} ${subject.period}`
    : `visits ${subject.districtId} ${subject.operatorId} ${subject.day}`;

function edited(plan: Plan, change: Partial<Plan>, what: What, { byId, at }: By, seatId: SeatId | null = null): Plan {
  const version = plan.version + 1;
  return {
    ...plan,
    ...change,
    version,
    edits: [...plan.edits, { version, at, byId, what, seatId }].slice(-KEPT_EDITS),
  };
}

function move(plan: Plan, to: PlanState): { state: PlanState } {
  if (!PLAN_MOVES[plan.state].includes(to)) throw new Refusal('PLAN_MOVED_ON', { planId: plan.id, state: plan.state });
  return { state: to };
}

/** The proposal that can be looked at, edited and applied. @throws PLAN_MOVED_ON */
export function proposalOf(plan: Plan): Proposal {
  if (plan.state !== 'proposed' || !plan.proposal)
    throw new Refusal('PLAN_MOVED_ON', { planId: plan.id, state: plan.state });
  return plan.proposal;
}

interface Asking extends Pick<Plan, 'id' | 'subject' | 'areaPath' | 'seconds' | 'absentIds'> {
  readonly by: By;
}

export const askPlan = ({ by, ...asked }: Asking): Plan => ({
  ...asked,
  version: 1,
  districtId: asked.subject.districtId,
  state: 'waiting',
  pins: [],
  stopping: false,
  progress: null,
  proposal: null,
  parts: [],
  applying: null,
  edits: [{ version: 1, at: by.at, byId: by.byId, what: 'asked', seatId: null }],
});

/** A planner has begun. @throws PLAN_MOVED_ON */
export const beginPlan = (plan: Plan): Plan => ({ ...plan, ...move(plan, 'planning'), version: plan.version + 1 });

/** @throws PLAN_MOVED_ON */
export const proposePlan = (plan: Plan, proposal: Proposal, at: Instant): Plan =>
  edited(plan, { ...move(plan, 'proposed'), proposal, stopping: false }, 'proposed', { byId: null, at });

/** No planner could finish it. @throws PLAN_MOVED_ON */
export const failPlan = (plan: Plan): Plan => ({
  ...plan,
  ...move(plan, 'failed'),
  stopping: false,
  version: plan.version + 1,
});

/** Planning ends with the best so far. @throws PLAN_MOVED_ON */
export function stopPlan(plan: Plan, by: By): Plan {
  if (plan.state !== 'waiting' && plan.state !== 'planning')
    throw new Refusal('PLAN_MOVED_ON', { planId: plan.id, state: plan.state });
  return plan.stopping ? plan : edited(plan, { stopping: true }, 'stopped', by);
}

/** From the day as it is, also after it was applied; pins hold. @throws PLAN_MOVED_ON */
export const replan = (plan: Plan, asked: Pick<Plan, 'seconds' | 'absentIds'>, by: By): Plan =>
  edited(
    plan,
    { ...asked, ...move(plan, 'waiting'), stopping: false, progress: null, parts: [], applying: null },
    'replanned',
    by,
  );

/** A person moved a visit: the routes are as weighed, and the visit is pinned there. @throws PLAN_MOVED_ON */
export const movePlan = (plan: Plan, pin: Pin, routes: readonly PlannedRoute[], by: By): Plan =>
  edited(
    plan,
    {
      pins: [...plan.pins.filter(({ seatId }) => seatId !== pin.seatId), pin],
      proposal: {
        ...proposalOf(plan),
        routes,
        undone: proposalOf(plan).undone.filter(({ seatId }) => seatId !== pin.seatId),
      },
    },
    'moved',
    by,
    pin.seatId,
  );

/** @throws PLAN_MOVED_ON, NOT_FOUND when no route has the seat */
export function pinSeat(plan: Plan, seatId: SeatId, by: By): Plan {
  const route = proposalOf(plan).routes.find(({ stops }) => stops.some((stop) => stop.seatId === seatId));
  const stop = route?.stops.find((one) => one.seatId === seatId);
  if (!route || !stop) throw new Refusal('NOT_FOUND', { seatId });
  const pin = { seatId, workerId: route.workerId, startAt: stop.startAt };
  return edited(plan, { pins: [...plan.pins.filter((one) => one.seatId !== seatId), pin] }, 'pinned', by, seatId);
}

/** @throws PLAN_MOVED_ON, NOT_FOUND for a seat that the plan does not know */
export function unpinSeat(plan: Plan, seatId: SeatId, by: By): Plan {
  if (!proposalOf(plan).seats.some((seat) => seat.seatId === seatId)) throw new Refusal('NOT_FOUND', { seatId });
  return edited(plan, { pins: plan.pins.filter((one) => one.seatId !== seatId) }, 'unpinned', by, seatId);
}

/** Its parts are to be written. @throws PLAN_MOVED_ON */
export const applyPlan = (plan: Plan, parts: readonly Part[], why: string, by: By & { byId: PersonId }): Plan =>
  edited(plan, { ...move(plan, 'applying'), parts, applying: { byId: by.byId, why } }, 'applied', by);

/** All parts have ended. @throws PLAN_MOVED_ON */
export const endPlan = (plan: Plan): Plan => ({ ...plan, ...move(plan, 'applied'), version: plan.version + 1 });

/** @throws PLAN_MOVED_ON */
export const dropPlan = (plan: Plan, by: By): Plan => edited(plan, move(plan, 'dropped'), 'dropped', by);

/** What others did to the plan since a version. */
export const editsSince = ({ edits }: Plan, version: number): Edit[] => edits.filter((edit) => edit.version > version);

/** What of a plan's ground is another now. */
export function staleThings(
  { seats, workers, routes }: Proposal,
  now: {
    readonly seats: ReadonlyMap<SeatId, { readonly stamp: string; readonly free: boolean }>;
    readonly workers: ReadonlyMap<PersonId, string>;
  },
): StaleThing[] {
  const used = new Set(routes.map(({ workerId }) => workerId));
  const planned = new Set(routes.flatMap(({ stops }) => stops.map(({ seatId }) => seatId)));
  return [
    ...seats.flatMap(({ seatId, stamp, inForce }): StaleThing[] => {
      if (!planned.has(seatId)) return [];
      const is = now.seats.get(seatId);
      if (is?.stamp === stamp) return [];
      const code = !is ? 'job_gone' : inForce === null && !is.free ? 'job_taken' : 'job_changed';
      return [{ code, seatId, workerId: null }];
    }),
    ...workers.flatMap(({ workerId, stamp }): StaleThing[] => {
      if (!used.has(workerId)) return [];
      const is = now.workers.get(workerId);
      if (is === stamp) return [];
      return [{ code: is === undefined ? 'worker_gone' : 'worker_changed', seatId: null, workerId }];
    }),
  ];
}
