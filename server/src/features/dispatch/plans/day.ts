import {
  later,
  earlier,
  at,
  minutesBetween,
  plusDays,
  plusMinutes,
  serviceDayOf,
  type ElderId,
  type Instant,
  type PersonId,
  type PlanSubject,
  type RuleOf,
  type TimeOfDay,
  type TimeWindow,
} from '@nuanlin/shared';
import { bookedFor, isTaken, type Seat, type Work } from '../../jobs/index.ts';
import type { Available, Wishes } from '../asks.ts';
import { needsOf } from '../needs.ts';
import type { Run } from '../run.ts';
import type { Pin, Promised, SeatSeen, WorkerSeen } from './plan.ts';

/** All that planning a day reads; from it the problem is made without another look outside. */
export interface DayRead {
  readonly subject: PlanSubject;
  readonly zone: string;
  readonly now: Instant;
  readonly works: readonly Work[];
  readonly runs: readonly Run[];
  /** Those who could be sent: a period's couriers, or the provider's staff. */
  readonly workers: readonly Available[];
  readonly wishes: ReadonlyMap<ElderId, Wishes>;
  readonly handing: RuleOf<'handing'>;
  readonly weights: RuleOf<'dispatch_weights'>['weights'];
  readonly absentIds: readonly PersonId[];
  readonly pins: readonly Pin[];
}

/** A seat of the subject: what it is, who has it, and whether planning may give it to somebody. */
export interface DaySeat {
  readonly work: Work;
  readonly seat: Seat;
  readonly inForce: Promised | null;
  readonly begun: boolean;
  readonly plannable: boolean;
}

const MIDNIGHT = '00:00' as TimeOfDay;

/** The day's first moment, from which the engine counts minutes, and its last. */
export const hoursOf = ({ subject: { day }, zone }: Pick<DayRead, 'subject' | 'zone'>): TimeWindow => ({
  from: at(day, MIDNIGHT, zone),
  to: at(plusDays(day, 1), MIDNIGHT, zone),
});

/** Is the job of the subject: a booked meal of the canteen and period, or a visit from the provider on the day? */
export function isOf({ job }: Work, subject: PlanSubject, zone: string): boolean {
  if (subject.kind === 'meals') {
    const booked = bookedFor(job);
    return booked?.canteenId === subject.canteenId && booked.day === subject.day && booked.period === subject.period;
  }
  return (
    job.pickup === null &&
    job.operatorPath.includes(subject.operatorId) &&
    serviceDayOf(job.window.from, zone) === subject.day
  );
}

/** May this worker be planned for it? A courier brings meals, staff visit; volunteers are asked, never told. */
export const isFor = (subject: PlanSubject, { kind, operatorPath }: Available): boolean =>
  subject.kind === 'meals' ? kind === 'courier' : kind === 'staff' && operatorPath.includes(subject.operatorId);

/**
 * Every seat of the subject. Free ones are planned; a visit that one of ours has and has not begun is planned anew, with
 * its promise; a meal that somebody has is planned anew only when he does not come.
 */
export function seatsOf(read: DayRead): DaySeat[] {
  const ours = new Set(read.workers.map(({ id }) => id));
  const promised = new Map(read.runs.flatMap(({ stops }) => stops.map((stop) => [stop.seatId, stop.promisedAt])));
  return read.works.flatMap((work) =>
    work.seats.flatMap((seat): DaySeat[] => {
      if (seat.state === 'cancelled' || seat.state === 'failed' || seat.state === 'done') return [];
      if (!isTaken(seat)) return [{ work, seat, inForce: null, begun: false, plannable: true }];
      const begun = seat.state !== 'held' && seat.state !== 'assigned';
      const inForce = { workerId: seat.workerId, startAt: promised.get(seat.id) ?? work.job.window.from };
      const mayMove = read.subject.kind === 'visits' ? ours.has(seat.workerId) : read.absentIds.includes(seat.workerId);
      return [{ work, seat, inForce, begun, plannable: !begun && mayMove }];
    }),
  );
}

/** The hours that a worker can be planned for, with the rest between his shifts; null when he is not there. */
export function hoursAt(
  worker: Available,
  { now, ...read }: DayRead,
): { shift: TimeWindow; rests: TimeWindow[] } | null {
  const day = hoursOf(read);
  const shifts = worker.shifts
    .map(({ from, to }) => ({ from: later(from, day.from), to: earlier(to, day.to) }))
    .filter(({ from, to }) => from < to && to > now)
    .toSorted((a, b) => a.from.localeCompare(b.from));
  const [first, last] = [shifts[0], shifts.at(-1)];
  if (!first || !last || read.absentIds.includes(worker.id)) return null;
  // Who should be there and is not, is not planned for.
  if (first.from <= now && !worker.online) return null;
  const rests = shifts.slice(1).map(({ from }, n) => ({ from: shifts[n]?.to ?? from, to: from }));
  return { shift: { from: later(first.from, now), to: last.to }, rests };
}

/** Work that holds a worker on the day besides what is planned anew. */
export function busyOf(worker: Available, seats: readonly DaySeat[], read: DayRead): Available['busy'] {
  const planned = new Set(
    seats.flatMap(({ seat, plannable }) => (plannable && 'runId' in seat ? [seat.runId as string] : [])),
  );
  const day = hoursOf(read);
  return worker.busy
    .filter(({ runId, window }) => !planned.has(runId) && window.from < day.to && window.to > day.from)
    .toSorted((a, b) => a.window.from.localeCompare(b.window.from));
}

/** A seat as a plan stands on it: an offer that came and went changes nothing, a holder or another hour does. */
export function seenSeat({ work: { job }, seat, inForce }: DaySeat, zone: string): SeatSeen {
  const day = serviceDayOf(job.window.from, zone);
  const { window, minutes, place, load, pickup } = job;
  const holder = 'runId' in seat && seat.state !== 'offered' ? seat.runId : 'free';
  return {
    seatId: seat.id,
    jobId: job.id,
    stamp: JSON.stringify([
      window,
      minutes,
      place.at,
      load,
      pickup?.at ?? null,
      needsOf(seat, job, day),
      seat.sex,
      holder,
    ]),
    inForce,
  };
}

export const isFree = ({ seat }: DaySeat): boolean => !isTaken(seat);

/** A worker as a plan stands on him: his hours, what he may do, and his other work. */
export function seenWorker(worker: Available, seats: readonly DaySeat[], read: DayRead): WorkerSeen {
  const day = hoursOf(read);
  const shifts = worker.shifts.filter(({ from, to }) => from < day.to && to > day.from);
  const busy = busyOf(worker, seats, read);
  const first = shifts[0] ?? { from: day.from, to: day.from };
  return {
    workerId: worker.id,
    kind: worker.kind,
    stamp: JSON.stringify([
      shifts,
      worker.skills,
      worker.certificates,
      worker.capacity,
      busy.map(({ runId }) => runId),
    ]),
    shift: { from: first.from, to: shifts.at(-1)?.to ?? first.to },
    busy: busy.map(({ window }) => window),
  };
}

export const minuteAt = (read: Pick<DayRead, 'subject' | 'zone'>, moment: Instant): number =>
  minutesBetween(hoursOf(read).from, moment);

/** To the second: promises are told in minutes, and fractions of one would differ by nothing. */
export const momentAt = (read: Pick<DayRead, 'subject' | 'zone'>, minute: number): Instant =>
  plusMinutes(hoursOf(read).from, Math.round(minute * 60) / 60);
