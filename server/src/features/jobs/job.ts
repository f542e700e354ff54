import type {
  AreaId,
  CanteenId,
  DistrictId,
  ElderId,
  Instant,
  JobId,
  JobState,
  OperatorId,
  PersonId,
  Point,
  SeatState,
  TimeWindow,
} from '@nuanlin/shared';
import type { JobSource } from '../../events/index.ts';

/** 工单: work that needs people on the spot. How far it is, is derived from its seats. */
export interface Job {
  readonly id: JobId;
  readonly version: number;
  readonly source: JobSource;
  readonly itemCode: string;
  readonly elderId: ElderId;
  readonly areaPath: readonly AreaId[];
  readonly operatorPath: readonly OperatorId[];
  readonly districtId: DistrictId;
  readonly window: TimeWindow;
  readonly minutes: number;
  readonly place: JobPlace;
  readonly pickup: Pickup | null;
  /** Jobs that share it leave in one run 趟次; null goes singly. */
  readonly batch: string | null;
  /** By when somebody must have it, else people are asked. */
  readonly decisionAt: Instant;
  readonly load: number;
  /** 0 none … 3 a life depends on it. */
  readonly risk: number;
  /** Since when it is looked for somebody as it stands now. */
  readonly openedAt: Instant;
  /** Who had a seat of it and gave it back, could not or did not come: not asked again. */
  readonly lostBy: readonly PersonId[];
}

export interface JobPlace {
  readonly at: Point;
  readonly compound: string;
  readonly building: string;
  readonly floor: number | null;
  readonly lift: boolean;
}

export interface Pickup {
  readonly canteenId: CanteenId;
  readonly at: Point;
  readonly readyAt: Instant;
}

const ORDER: readonly SeatState[] = ['open', 'offered', 'held', 'assigned', 'en_route', 'arrived', 'working', 'done'];
const AS_JOB: Readonly<Partial<Record<SeatState, JobState>>> = { held: 'offered', done: 'completed' };

/**
 * How far a job is, from its seats: as far as the seat that lags; cancelled when all are; failed when all have ended and
 * one failed. A job without seats does not exist.
 */
export function jobStateOf(seats: readonly { readonly state: SeatState }[]): JobState {
  const states = seats.map(({ state }) => state);
  if (states.every((state) => state === 'cancelled')) return 'cancelled';
  const ended = states.every((state) => state === 'done' || state === 'failed' || state === 'cancelled');
  if (ended && states.includes('failed')) return 'failed';
  const going = states.filter((state) => state !== 'cancelled' && state !== 'failed');
  const last = going.reduce<SeatState>(
    (slowest, state) => (ORDER.indexOf(state) < ORDER.indexOf(slowest) ? state : slowest),
    'done',
  );
  return AS_JOB[last] ?? (last as JobState);
}
