import type { ReasonCode } from '@nuanlin/shared';
import { minutes, type Board, type Job, type Seat, type Worker } from '../problem/index.ts';

export interface OpenSeat {
  readonly job: Job;
  readonly seat: Seat;
}

/**
 * Why this worker cannot have an open seat of the job now, or null: the hard facts, cheapest first. What depends on the
 * way and the hour is `unreachable`.
 */
export function excluded(board: Board, number: number, worker: Worker, job: Job, seat: Seat): ReasonCode | null {
  if (seat.pinnedTo !== null && seat.pinnedTo !== worker.person) return 'PINNED_TO_OTHER';
  if (job.elder.blocks.includes(worker.person)) return 'ELDER_BLOCKS';
  if (worker.refused.includes(job.id)) return 'REFUSED_BEFORE';
  if (worker.asked) return 'BEING_ASKED';
  if (job.seats.some(({ takenBy }) => takenBy === worker.person)) return 'IN_CREW_ALREADY';
  if (!board.skills.has(number, seat.skills)) return 'SKILL_MISSING';
  if (seat.sex !== null && seat.sex !== worker.sex) return 'SEX_REQUIRED';
  if (job.load > worker.capacity) return 'OVER_CAPACITY';
  return null;
}

/** Why the worker cannot be there in time going straight from where she becomes free, or null. */
export function unreachable(board: Board, worker: Worker, job: Job): ReasonCode | null {
  const { now, rules } = board;
  const first = job.pickup ?? job.door;
  const way = minutes(board, worker.free.place, first.place, worker.vehicle);
  const last = job.pickup ? minutes(board, job.pickup.place, job.door.place, worker.vehicle) : 0;
  if (way === Infinity || last === Infinity) return 'UNREACHABLE';

  const start = Math.max(now, worker.free.at, worker.shift.from);
  let arrive = start + way;
  let begin = Math.max(arrive + first.before, firstMinute(job));
  const rest = job.pickup ? job.pickup.after + last + job.door.before : 0;
  let door = Math.max(begin + rest, job.window.from);
  let end = door + job.door.after;
  if (worker.pause && door <= job.latest && arrive - way < worker.pause.to && end > worker.pause.from) {
    arrive = Math.max(start, worker.pause.to) + way;
    begin = Math.max(arrive + first.before, firstMinute(job));
    door = Math.max(begin + rest, job.window.from);
    end = door + job.door.after;
    if (door > job.latest || end > worker.shift.to + rules.overrun) return 'ON_BREAK';
  }
  if (begin > worker.shift.to || end > worker.shift.to + rules.overrun) return 'OFF_SHIFT';
  if (worker.then && !(end + minutes(board, job.door.place, worker.then.place, worker.vehicle) <= worker.then.at)) {
    return 'BUSY';
  }
  if (worker.free.at > Math.max(now, firstMinute(job)) + rules.search.lookAhead) return 'BUSY';
  if (door > job.latest) return worker.free.at > now ? 'BUSY' : 'TOO_LATE';
  return null;
}

/** The first call's event is no earlier than this. */
export const firstMinute = (job: Job): number => (job.pickup ? job.ready : Math.max(job.ready, job.window.from));
