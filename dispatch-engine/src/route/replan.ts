import { planRoutes } from './plan.ts';
import type { RoutePlan, RouteProblem, RouteStop, UndoneReason, Visit } from './problem.ts';
import type { Spent } from './search.ts';
import { mayDo } from './servable.ts';
import { ends } from './validate.ts';

/** A day under way: what is left to do, and what the elders were told. */
export interface DayUnderWay {
  /** Number of the state that this was read from. */
  readonly version: number;
  /** Workers as they are now (place, time, who is left), visits that have not begun; a pin is the dispatcher's word. */
  readonly problem: RouteProblem;
  readonly inForce: RoutePlan;
  readonly promises: Promises;
}

export interface Promises {
  /** Minutes that a start may move before the elder must be told. */
  readonly tolerance: number;
  /** Cost of sending somebody else than was promised, in the problem's unit. */
  readonly otherWorker: number;
}

/** A new plan, and what it changes of the one in force. It holds only for the version that it was made from. */
export interface Proposal {
  readonly version: number;
  readonly plan: RoutePlan;
  readonly changes: readonly Change[];
}

export interface Told {
  readonly worker: string;
  readonly start: number;
}

/** `before` is null for new work, `after` for work that is left undone. */
export interface Change {
  readonly visit: string;
  readonly before: Told | null;
  readonly after: Told | null;
  readonly reason: ChangeReason;
  /** The visit that this one makes room for or follows; null when there is none. */
  readonly because: string | null;
}

export type ChangeReason =
  | UndoneReason
  | 'NEW' // was in no plan
  | 'PINNED' // a dispatcher wants this worker
  | 'WORKER_GONE' // the promised worker is not there
  | 'WORKER_MAY_NOT' // the promised worker lacks a skill, room, or may not come
  | 'PARTNER_MOVED' // the other visit of its link changed
  | 'MAKES_ROOM'; // changed for other work

/** The state is not the one that the proposal was made from. */
export class StaleProposal extends Error {
  readonly code = 'STALE_PROPOSAL';
  readonly madeFrom: number;
  readonly current: number;

  constructor(madeFrom: number, current: number) {
    super(`made from version ${madeFrom}, but the day is at ${current}`);
    this.name = 'StaleProposal';
    this.madeFrom = madeFrom;
    this.current = current;
  }
}

/**
 * Plans the rest of the day anew and breaks as few promises as it can: another worker costs, a later start is tardiness,
 * an earlier one is not allowed as long as the promised worker comes.
 * @throws MalformedRoutes as `planRoutes`
 */
export function replanRoutes(day: DayUnderWay, seed: number, spent: Spent): Proposal {
  const plan = planRoutes(promising(day), seed, spent);
  return { version: day.version, plan, changes: changesOf(day, plan) };
}

/** @returns the plan, if the day is still as it was. @throws StaleProposal */
export function accepted({ version, plan }: Proposal, current: number): RoutePlan {
  if (version !== current) throw new StaleProposal(version, current);
  return plan;
}

/** The problem with what was told as a wish. */
function promising({ problem, inForce, promises }: DayUnderWay): RouteProblem {
  const told = toldOf(inForce);
  return {
    ...problem,
    visits: problem.visits.map((visit) => promisedVisit(problem, visit, told.get(visit.id), promises)),
  };
}

function promisedVisit(
  { workers }: RouteProblem,
  visit: Visit,
  told: Told | undefined,
  { tolerance, otherWorker }: Promises,
): Visit {
  const promised = workers.find(({ id }) => id === told?.worker);
  if (told === undefined || promised === undefined || !mayDo(visit, promised)) return visit;
  const { from, to } = visit.window;
  return {
    ...visit,
    window: { ...visit.window, from: Math.max(from, Math.min(to, told.start - tolerance)) },
    promised: told.start + tolerance,
    preferences: workers.map(({ id }) => {
      const own = visit.preferences.find(({ worker }) => worker === id)?.cost ?? 0;
      return { worker: id, cost: id === told.worker ? own : own + otherWorker };
    }),
  };
}

function changesOf({ problem, inForce, promises }: DayUnderWay, plan: RoutePlan): Change[] {
  const before = toldOf(inForce);
  const after = toldOf(plan);
  const undone = new Map(plan.undone.map(({ visit, reason }) => [visit, reason]));
  const changed = problem.visits.filter(({ id }) => isChanged(before.get(id), after.get(id), promises));
  const ids = new Set(changed.map(({ id }) => id));
  return changed.flatMap((visit) => {
    const [was, is] = [before.get(visit.id) ?? null, after.get(visit.id) ?? null];
    if (was === null && is === null) return [];
    return { visit: visit.id, before: was, after: is, ...why(problem, plan, visit, was, undone.get(visit.id), ids) };
  });
}

function why(
  { workers, links }: RouteProblem,
  plan: RoutePlan,
  visit: Visit,
  was: Told | null,
  undone: UndoneReason | undefined,
  changed: ReadonlySet<string>,
): Pick<Change, 'reason' | 'because'> {
  if (undone !== undefined) return { reason: undone, because: null };
  if (was === null) return { reason: 'NEW', because: null };
  const promised = workers.find(({ id }) => id === was.worker);
  if (promised === undefined) return { reason: 'WORKER_GONE', because: null };
  if (visit.pinnedTo !== null && visit.pinnedTo !== was.worker) return { reason: 'PINNED', because: null };
  if (!mayDo(visit, promised)) return { reason: 'WORKER_MAY_NOT', because: null };
  const partner = links
    .map(ends)
    .find((pair) => pair.includes(visit.id))
    ?.find((id) => id !== visit.id);
  if (partner !== undefined && changed.has(partner)) return { reason: 'PARTNER_MOVED', because: partner };
  return { reason: 'MAKES_ROOM', because: nearestChanged(plan, was, visit.id, changed) };
}

/** Of the other changed visits that the promised worker now does, the one nearest to the promised start. */
function nearestChanged({ routes }: RoutePlan, was: Told, visit: string, changed: ReadonlySet<string>): string | null {
  const stops = routes.find(({ worker }) => worker === was.worker)?.stops ?? [];
  const others = stops.filter((stop) => stop.visit !== visit && changed.has(stop.visit));
  const far = ({ start }: RouteStop) => Math.abs(start - was.start);
  return others.toSorted((a, b) => far(a) - far(b))[0]?.visit ?? null;
}

function isChanged(before: Told | undefined, after: Told | undefined, { tolerance }: Promises): boolean {
  if (before === undefined || after === undefined) return true;
  return before.worker !== after.worker || Math.abs(before.start - after.start) > tolerance + ROUNDING;
}

const ROUNDING = 1e-6;

const toldOf = ({ routes }: RoutePlan): Map<string, Told> =>
  new Map(routes.flatMap(({ worker, stops }) => stops.map(({ visit, start }) => [visit, { worker, start }])));
