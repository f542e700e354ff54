import { minutes, type Board, type Job, type Minute, type Place, type Worker } from '../problem/index.ts';

/** Where a worker stands and since when, between two runs. */
export interface Standing {
  readonly place: Place;
  readonly at: Minute;
}

/** What a run comes to for one worker: plain minutes, not yet weighted. */
export interface Walk extends Standing {
  /** Latest moment to be on the way without losing anything. `at` and `place`: free again. */
  readonly leave: Minute;
  readonly travel: number;
  readonly waiting: number;
  readonly lateness: number;
  readonly foodAge: number;
  readonly overrun: number;
}

/** Called at each event of a walk: the jobs concerned and the minute. */
export type OnEvent = (kind: 'pickup' | 'door', jobs: readonly Job[], at: Minute) => void;

/**
 * Follows a worker through one run: to the kitchens of its jobs in the order of first need, then to the doors in the given
 * order. Null when some hard limit breaks: no way, a door after its latest minute, food too old, the shift over before the
 * first event, the end too long after it or too late for the work that comes next, more than the vehicle holds.
 */
export function walk(
  board: Board,
  worker: Worker,
  jobs: readonly Job[],
  from: Standing,
  onEvent?: OnEvent,
): Walk | null {
  const straight = follow(board, worker, jobs, from, onEvent);
  const { pause } = worker;
  if (!straight || !pause || straight.at <= pause.from || straight.leave >= pause.to) return straight;
  return follow(board, worker, jobs, { place: from.place, at: Math.max(from.at, pause.to) }, onEvent);
}

function follow(board: Board, worker: Worker, jobs: readonly Job[], from: Standing, onEvent?: OnEvent): Walk | null {
  const { rules } = board;
  const start = Math.max(from.at, worker.shift.from, board.now);
  let at = start;
  let place = from.place;
  let [travel, waiting, firstWait, lateness, foodAge, load] = [0, 0, -1, 0, 0, 0];

  for (const job of jobs) {
    const { pickup } = job;
    load += job.load;
    if (!pickup || pickedUpBefore(jobs, job)) continue;
    const way = minutes(board, place, pickup.place, worker.vehicle);
    const begin = at + way + pickup.before;
    let moment = begin;
    for (const other of jobs) if (other.pickup?.place === pickup.place) moment = Math.max(moment, other.ready);
    if (!(moment <= worker.shift.to)) return null;
    travel += way;
    waiting += moment - begin;
    if (firstWait < 0) firstWait = moment - begin;
    place = pickup.place;
    at = moment + pickup.after;
    onEvent?.(
      'pickup',
      jobs.filter((other) => other.pickup?.place === place),
      moment,
    );
  }
  if (load > worker.capacity) return null;
  for (const job of jobs) {
    const { door, pickup, window } = job;
    const way = minutes(board, place, door.place, worker.vehicle);
    const begin = at + way + door.before;
    const moment = Math.max(begin, window.from, pickup ? begin : job.ready);
    if (!(moment <= job.latest) || (!pickup && moment > worker.shift.to)) return null;
    travel += way;
    waiting += moment - begin;
    if (firstWait < 0) firstWait = moment - begin;
    if (moment > window.to) lateness += moment - window.to;
    if (pickup) {
      const age = moment - job.ready;
      if (age > rules.bundle.age) return null;
      foodAge += age;
    }
    place = door.place;
    at = moment + door.after;
    onEvent?.('door', [job], moment);
  }
  const overrun = Math.max(0, at - worker.shift.to);
  if (overrun > rules.overrun) return null;
  const { then } = worker;
  if (then && !(at + minutes(board, place, then.place, worker.vehicle) <= then.at)) return null;
  return { leave: start + firstWait, at, place, travel, waiting: waiting - firstWait, lateness, foodAge, overrun };
}

function pickedUpBefore(jobs: readonly Job[], job: Job): boolean {
  for (const other of jobs) {
    if (other === job) return false;
    if (other.pickup?.place === job.pickup?.place) return true;
  }
  return false;
}
