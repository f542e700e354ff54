import {
  minutesBetween,
  plusMinutes,
  type Instant,
  type PlanDay,
  type PlannedWork,
  type PlanState,
  type PlanView,
  type PlanWorker,
} from '@nuanlin/shared';

/** A visit on the board: whose it is, from when to when, and how fast it sits. */
export interface Block {
  readonly work: PlannedWork;
  readonly workerId: string;
  readonly startAt: Instant;
  readonly endAt: Instant;
  readonly travelMinutes: number;
  readonly pinned: boolean;
  /** Another promise than the one in force. */
  readonly changed: boolean;
  /** May be dragged: proposed, and not begun. */
  readonly moves: boolean;
}

export interface Row {
  readonly worker: PlanWorker;
  readonly blocks: readonly Block[];
}

/** A plan in these states stands on the board; else the day as it is in force does. */
const SHOWN: readonly PlanState[] = ['waiting', 'planning', 'proposed', 'applying'];
export const isShown = (plan: PlanView | null): plan is PlanView => plan !== null && SHOWN.includes(plan.state);

/** Still the planner's: what it has found changes by the second. */
export const isGoing = (plan: PlanView | null): boolean =>
  plan !== null && (plan.state === 'waiting' || plan.state === 'planning' || plan.state === 'applying');

/** Carers with their visits: as the plan has them, else as the day stands; what has begun stands where it is. */
export function rowsOf(day: PlanDay, plan: PlanView | null): Row[] {
  const shown = isShown(plan) && plan.readAt !== null ? plan : null;
  const blocks = shown ? [...plannedBlocks(shown), ...inForce(day).filter(({ work }) => work.begun)] : inForce(day);
  return day.workers
    .map((worker) => ({
      worker,
      blocks: blocks
        .filter(({ workerId }) => workerId === worker.id)
        .toSorted((a, b) => a.startAt.localeCompare(b.startAt)),
    }))
    .toSorted(
      (a, b) =>
        b.blocks.length - a.blocks.length ||
        Number(isOn(b.worker)) - Number(isOn(a.worker)) ||
        a.worker.name.localeCompare(b.worker.name, 'zh'),
    );
}

/** Has a shift on the day. */
export const isOn = ({ shift }: PlanWorker): boolean => shift.from < shift.to;

function plannedBlocks({ routes, works, changes, state }: PlanView): Block[] {
  const workOf = new Map(works.map((work) => [work.seatId, work]));
  const changed = new Set(changes.map(({ seatId }) => seatId));
  return routes.flatMap(({ workerId, stops }) =>
    stops.flatMap(({ seatId, startAt, endAt, travelMinutes, pinned }): Block[] => {
      const work = workOf.get(seatId);
      if (!work) return [];
      const moves = state === 'proposed' && !work.begun;
      return [{ work, workerId, startAt, endAt, travelMinutes, pinned, changed: changed.has(seatId), moves }];
    }),
  );
}

const inForce = ({ works }: PlanDay): Block[] =>
  works.flatMap((work): Block[] =>
    work.inForce
      ? [
          {
            work,
            ...work.inForce,
            endAt: plusMinutes(work.inForce.startAt, work.minutes),
            travelMinutes: 0,
            pinned: false,
            changed: false,
            moves: false,
          },
        ]
      : [],
  );

/** Work that nobody has: what the plan could not place, with the reason; before there is a plan, all that is free. */
export function leftOver(day: PlanDay, plan: PlanView | null) {
  if (!isShown(plan) || plan.readAt === null)
    return day.works.flatMap((work) => (work.inForce === null ? [{ work, reason: null }] : []));
  const workOf = new Map(plan.works.map((work) => [work.seatId, work]));
  return plan.undone.flatMap(({ seatId, reason }) => {
    const work = workOf.get(seatId);
    return work ? [{ work, reason }] : [];
  });
}

/** The hours of the board, in whole hours around everything on it. */
export interface Axis {
  readonly from: Instant;
  readonly minutes: number;
}

const HOUR = 60;

export function axisOf(rows: readonly Row[], works: readonly PlannedWork[]): Axis | null {
  const starts = [...rows.flatMap(({ blocks }) => blocks.map(({ startAt }) => startAt)), ...works.map(windowStart)];
  const ends = [
    ...rows.flatMap(({ blocks }) => blocks.map(({ endAt }) => endAt)),
    ...works.map(({ window }) => window.to),
  ];
  const [first, last] = [starts.toSorted()[0], ends.toSorted().at(-1)];
  if (!first || !last) return null;
  const from = wholeHour(first, -1);
  return { from, minutes: Math.max(6 * HOUR, minutesBetween(from, wholeHour(last, 1))) };
}

const windowStart = ({ window }: PlannedWork): Instant => window.from;

/** The full hour before or after, with at least half an hour of room. All zones of the country are whole hours from UTC. */
function wholeHour(moment: Instant, side: -1 | 1): Instant {
  const into = minutesBetween(`${moment.slice(0, 14)}00:00.000Z` as Instant, moment);
  const room = side < 0 ? into + (into < 30 ? HOUR : 0) : HOUR - into + (into > 30 ? HOUR : 0);
  return plusMinutes(moment, side * room);
}

/** Where something stands on the axis, in percent. */
export const placeOn = ({ from, minutes }: Axis, moment: Instant): number =>
  Math.min(100, Math.max(0, (minutesBetween(from, moment) / minutes) * 100));

export const hoursOn = ({ from, minutes }: Axis): Instant[] =>
  Array.from({ length: Math.floor(minutes / HOUR) + 1 }, (_, n) => plusMinutes(from, n * HOUR));

/** Visits are moved by five minutes: nobody promises a finer minute. */
export const STEP = 5;
/** A moment so many minutes later, on a full step of the clock. */
export function snapped(moment: Instant, byMinutes: number): Instant {
  const hour = `${moment.slice(0, 14)}00:00.000Z` as Instant;
  const minute = minutesBetween(hour, moment) + byMinutes;
  return plusMinutes(hour, Math.round(minute / STEP) * STEP);
}
