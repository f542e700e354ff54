import type { Board, Job } from '../problem/index.ts';
import { candidatesFor, type Candidates } from './candidates.ts';
import { personalCost } from './cost.ts';
import type { OpenSeat } from './eligibility.ts';
import { orderOfDoors } from './order.ts';

/** What is given to one worker whole: the seat of one job, or booked meals that leave together in one run. */
export interface Unit {
  readonly key: string;
  /** In the order of their doors. */
  readonly jobs: readonly Job[];
  readonly seats: readonly OpenSeat[];
  /** Minutes that leaving it undone costs. */
  readonly undone: number;
  readonly candidates: Candidates;
  /** Personal cost by worker number; a worker who is not in here is not eligible. */
  readonly personal: ReadonlyMap<number, number>;
}

/** The open work of one seat as units, the most urgent first: by what it costs to leave undone, then by key. */
export function unitsOf(board: Board): Unit[] {
  const together = new Map<string, OpenSeat[]>();
  for (const job of board.jobs.values()) {
    const [seat, ...others] = job.seats;
    if (!seat || others.length > 0 || seat.takenBy !== null || job.notBefore > board.now) continue;
    const key = job.run === null ? `job ${job.id}` : `run ${job.run}`;
    together.set(key, [...(together.get(key) ?? []), { job, seat }]);
  }
  return [...together]
    .map(([key, seats]) => unitOf(board, key, seats))
    .toSorted((a, b) => b.undone - a.undone || (a.key < b.key ? -1 : 1));
}

function unitOf(board: Board, key: string, unordered: readonly OpenSeat[]): Unit {
  const seats = orderOfDoors(board, unordered);
  const jobs = seats.map(({ job }) => job);
  const candidates = candidatesFor(board, seats);
  const personal = new Map<number, number>();
  for (const { number, worker } of candidates.eligible) {
    let cost = 0;
    for (const job of jobs) cost += personalCost(board, worker, job);
    personal.set(number, cost);
  }
  let undone = 0;
  for (const job of jobs) undone += undoneCost(board, job);
  return { key, jobs, seats, undone, candidates, personal };
}

/** Risk, age and promise order the service when there are too few workers; age has no bound, so that nothing starves. */
export function undoneCost({ now, rules: { weights } }: Board, job: Job): number {
  const worstLateness = job.latest === Infinity ? 0 : Math.max(0, job.latest - job.window.to);
  return (
    weights.undone +
    weights.risk * job.risk +
    weights.age * Math.max(0, now - job.since) +
    weights.lateness * worstLateness
  );
}
