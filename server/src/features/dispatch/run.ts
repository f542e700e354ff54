import {
  minutesBetween,
  plusMinutes,
  Refusal,
  type DistrictId,
  type Instant,
  type JobId,
  type PersonId,
  type RunId,
  type SeatId,
} from '@nuanlin/shared';
import type { AreaId, CanteenId, ElderId, LineId, OperatorId, Point } from '@nuanlin/shared';

/** 户: one stop of a run, and the minute promised for it. */
export interface RunStop {
  readonly jobId: JobId;
  readonly seatId: SeatId;
  readonly elderId: ElderId;
  readonly areaPath: readonly AreaId[];
  readonly operatorPath: readonly OperatorId[];
  /** The order line behind it; null for work without payers. */
  readonly lineId: LineId | null;
  readonly promisedAt: Instant;
}

export interface RunPickup {
  readonly canteenId: CanteenId;
  readonly at: Point;
  readonly readyAt: Instant;
}

/** 趟次: the ordered stops of 1..n jobs that one worker does in one go. */
export interface Run {
  readonly id: RunId;
  readonly version: number;
  readonly districtId: DistrictId;
  readonly state: 'offered' | 'accepted' | 'departed' | 'ended' | 'dissolved';
  readonly workerId: PersonId | null;
  readonly pickup: RunPickup | null;
  readonly stops: readonly RunStop[];
  /** When the worker should be on the way, and when he is expected to be free again. */
  readonly leaveAt: Instant;
  readonly endAt: Instant;
  /** When the boxes were fetched; null before, and for work without any. */
  readonly collectedAt: Instant | null;
}

const RUN_MOVES: Readonly<Record<Run['state'], readonly Run['state'][]>> = {
  offered: ['accepted', 'dissolved'],
  accepted: ['departed', 'ended', 'dissolved'],
  departed: ['ended', 'dissolved'],
  ended: [],
  dissolved: [],
};

function move(run: Run, to: Run['state']): Run {
  if (!RUN_MOVES[run.state].includes(to)) throw new Refusal('SEAT_MOVED_ON', { runId: run.id, state: run.state, to });
  return { ...run, version: run.version + 1, state: to };
}

/** @throws SEAT_MOVED_ON */
export const acceptRun = (run: Run, workerId: PersonId): Run => ({ ...move(run, 'accepted'), workerId });

/** @throws SEAT_MOVED_ON */
export const departRun = (run: Run): Run => move(run, 'departed');

/**
 * Its boxes are ready at another minute. Later moves the whole run; sooner hurries nobody who has been told when to leave.
 */
export function readyRun(run: Run, readyAt: Instant): Run {
  if (!run.pickup || run.pickup.readyAt === readyAt) return run;
  const later = Math.max(0, minutesBetween(run.pickup.readyAt, readyAt));
  return {
    ...run,
    version: run.version + 1,
    pickup: { ...run.pickup, readyAt },
    stops: run.stops.map((stop) => ({ ...stop, promisedAt: plusMinutes(stop.promisedAt, later) })),
    leaveAt: plusMinutes(run.leaveAt, later),
    endAt: plusMinutes(run.endAt, later),
  };
}

/** The boxes are with the worker; said again it stays as it was. @throws SEAT_MOVED_ON before he has left */
export function collectRun(run: Run, at: Instant): Run {
  if (run.collectedAt !== null) return run;
  if (run.state !== 'departed') throw new Refusal('SEAT_MOVED_ON', { runId: run.id, state: run.state });
  return { ...run, version: run.version + 1, collectedAt: at };
}

/** All stops have ended. @throws SEAT_MOVED_ON */
export const endRun = (run: Run): Run => move(run, 'ended');

/** Nobody does it as a whole any more: its offers ended, or its work was given back. @throws SEAT_MOVED_ON */
export const dissolveRun = (run: Run): Run => move(run, 'dissolved');

/**
 * Takes stops out of a run, cancelled or reassigned to somebody else; a run that has none left is dissolved.
 * @throws SEAT_MOVED_ON
 */
export function withoutStops(run: Run, seatIds: ReadonlySet<SeatId>): Run {
  const stops = run.stops.filter(({ seatId }) => !seatIds.has(seatId));
  if (stops.length === 0) return dissolveRun({ ...run, stops });
  return { ...run, version: run.version + 1, stops };
}
