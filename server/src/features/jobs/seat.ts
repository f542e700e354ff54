import {
  Refusal,
  type CheckIn,
  type Instant,
  type JobId,
  type OperatorId,
  type PersonId,
  type RunId,
  type SeatId,
  type CertificateKind,
  type SeatRole,
  type SeatState,
  type Sex,
  type Skill,
  type WorkerKind,
} from '@nuanlin/shared';

/** When something was done: product time, the time the server learnt of it, and whether the two are too far apart. */
export interface Mark {
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly flagged: boolean;
}

/** 签到 as it is kept: method, distance and accuracy; never a coordinate. */
export interface Arrival extends Mark {
  readonly method: CheckIn['method'];
  readonly distanceM: number | null;
  readonly accuracyM: number | null;
}

/** Whose seat it is, and in which run. */
export interface Taken {
  readonly workerId: PersonId;
  readonly workerKind: WorkerKind;
  readonly runId: RunId;
  /** Where the worker stands, so that his coordinator sees the seat. */
  readonly workerPath: readonly OperatorId[];
}

/** How it ended: evidence by kind, what was seen, who received. */
export interface Ending extends Mark {
  readonly evidence: readonly string[];
  readonly observation: string;
  readonly receiver: string | null;
}

/** What does not change: the job's demand on this seat. */
export interface SeatPlan {
  readonly id: SeatId;
  readonly jobId: JobId;
  readonly number: number;
  readonly role: SeatRole;
  readonly kinds: readonly WorkerKind[];
  readonly skills: readonly Skill[];
  readonly certificates: readonly CertificateKind[];
  readonly sex: Sex | null;
  /** Who came before and is asked first; null where it does not matter. */
  readonly wanted: PersonId | null;
  readonly version: number;
}

export type Progress =
  | { readonly state: 'open' }
  | { readonly state: 'offered'; readonly runId: RunId }
  | ({ readonly state: 'held' | 'assigned' } & Taken)
  | ({ readonly state: 'en_route'; readonly departed: Mark } & Taken)
  | ({ readonly state: 'arrived'; readonly departed: Mark; readonly arrived: Arrival } & Taken)
  | ({ readonly state: 'working'; readonly departed: Mark; readonly arrived: Arrival; readonly started: Mark } & Taken)
  | ({
      readonly state: 'done';
      readonly departed: Mark;
      readonly arrived: Arrival;
      readonly started: Mark;
      readonly ended: Ending;
    } & Taken)
  | ({ readonly state: 'failed'; readonly reason: string; readonly words: string; readonly ended: Mark } & Taken)
  | { readonly state: 'cancelled'; readonly reason: string };

/** 岗位: one worker's part of a job. */
export type Seat = SeatPlan & Progress;
export type SeatIn<S extends SeatState> = Extract<Seat, { state: S }>;
export type TakenSeat = Exclude<Seat, { state: 'open' | 'offered' | 'cancelled' }>;

/** Which move is possible from where (DESIGN §3); any other is refused. */
export const SEAT_MOVES: Readonly<Record<SeatState, readonly SeatState[]>> = {
  open: ['offered', 'held', 'assigned', 'cancelled'],
  offered: ['open', 'held', 'assigned', 'cancelled'],
  held: ['open', 'assigned', 'cancelled'],
  assigned: ['open', 'en_route', 'failed', 'cancelled'],
  en_route: ['open', 'arrived', 'failed', 'cancelled'],
  arrived: ['open', 'working', 'failed', 'cancelled'],
  working: ['done', 'failed'],
  done: [],
  failed: [],
  cancelled: [],
};

const moved = (seat: Seat, to: SeatState): Refusal =>
  new Refusal('SEAT_MOVED_ON', { seatId: seat.id, state: seat.state, to });

function moves(seat: Seat, to: SeatState): void {
  if (!SEAT_MOVES[seat.state].includes(to)) throw moved(seat, to);
}

const planOf = ({ id, jobId, number, role, kinds, skills, certificates, sex, wanted, version }: Seat): SeatPlan => ({
  id,
  jobId,
  number,
  role,
  kinds,
  skills,
  certificates,
  sex,
  wanted,
  version: version + 1,
});

export const takenOf = ({ workerId, workerKind, runId, workerPath }: Taken): Taken => ({
  workerId,
  workerKind,
  runId,
  workerPath,
});

/** True while somebody is expected, on the spot or on the way. */
export const isTaken = (seat: Seat): seat is TakenSeat =>
  seat.state !== 'open' && seat.state !== 'offered' && seat.state !== 'cancelled';

export const hasEnded = (seat: Seat): boolean => SEAT_MOVES[seat.state].length === 0;

/** @throws SEAT_MOVED_ON */
export function offer(seat: Seat, runId: RunId): SeatIn<'offered'> {
  moves(seat, 'offered');
  return { ...planOf(seat), state: 'offered', runId };
}

/** Accepted while the crew is not complete: waiting for the partner. @throws SEAT_MOVED_ON */
export function hold(seat: Seat, taken: Taken): Seat {
  moves(seat, 'held');
  return { ...planOf(seat), state: 'held', ...taken };
}

/** The whole crew is there, or the job has one seat. @throws SEAT_MOVED_ON */
export function assign(seat: Seat, taken: Taken): Seat {
  moves(seat, 'assigned');
  return { ...planOf(seat), state: 'assigned', ...taken };
}

/** Back to be offered: last offer gone, released, reassigned, or nobody came. @throws SEAT_MOVED_ON */
export function reopen(seat: Seat): SeatIn<'open'> {
  moves(seat, 'open');
  return { ...planOf(seat), state: 'open' };
}

/** @throws SEAT_MOVED_ON */
export function depart(seat: Seat, departed: Mark): SeatIn<'en_route'> {
  if (seat.state !== 'assigned') throw moved(seat, 'en_route');
  return { ...planOf(seat), ...takenOf(seat), state: 'en_route', departed };
}

/** @throws SEAT_MOVED_ON */
export function arrive(seat: Seat, arrived: Arrival): SeatIn<'arrived'> {
  if (seat.state !== 'en_route') throw moved(seat, 'arrived');
  return { ...planOf(seat), ...takenOf(seat), state: 'arrived', departed: seat.departed, arrived };
}

/** @throws SEAT_MOVED_ON */
export function start(seat: Seat, started: Mark): SeatIn<'working'> {
  if (seat.state !== 'arrived') throw moved(seat, 'working');
  const { departed, arrived } = seat;
  return { ...planOf(seat), ...takenOf(seat), state: 'working', departed, arrived, started };
}

/** @throws SEAT_MOVED_ON */
export function finish(seat: Seat, ended: Ending): SeatIn<'done'> {
  if (seat.state !== 'working') throw moved(seat, 'done');
  const { departed, arrived, started } = seat;
  return { ...planOf(seat), ...takenOf(seat), state: 'done', departed, arrived, started, ended };
}

/** @throws SEAT_MOVED_ON */
export function fail(seat: Seat, reason: string, words: string, ended: Mark): SeatIn<'failed'> {
  if (!isTaken(seat)) throw moved(seat, 'failed');
  moves(seat, 'failed');
  return { ...planOf(seat), ...takenOf(seat), state: 'failed', reason, words, ended };
}

/** @throws SEAT_MOVED_ON when the work has begun or ended */
export function cancel(seat: Seat, reason: string): SeatIn<'cancelled'> {
  moves(seat, 'cancelled');
  return { ...planOf(seat), state: 'cancelled', reason };
}

/** What the job asks of the seat has changed; how far it is has not. */
export const replan = (seat: Seat, { kinds, sex, wanted }: SeatPlan): Seat => ({
  ...seat,
  kinds,
  sex,
  wanted,
  version: seat.version + 1,
});

/** The seat as it would look if nobody had it; for judging who could. */
export const asOpen = (seat: Seat): SeatIn<'open'> => ({ ...planOf(seat), state: 'open' });
