import { spot, type Board, type Job } from '../problem/index.ts';
import type { OpenSeat } from './eligibility.ts';
import { compare, orderOfDoors } from './order.ts';

/** What is given to one worker whole: the seat of one job, or booked meals that leave together in one run. */
export interface Unit {
  readonly key: string;
  /** In the order of their doors. */
  readonly jobs: readonly Job[];
  readonly seats: readonly OpenSeat[];
  /** Minutes that leaving it undone costs. */
  readonly undone: number;
  /** Who has been shown that she is to have it; changing that costs churn. */
  readonly shownTo: string | null;
}

/**
 * The open work of one seat as units, the most urgent first: by what it costs to leave undone, then by time and place, and
 * only between twins by key, so that a decision does not hang on names.
 */
export function unitsOf(board: Board): Unit[] {
  const shown = shownOf(board);
  const together = new Map<string, OpenSeat[]>();
  for (const job of board.jobs.values()) {
    const [seat, ...others] = job.seats;
    if (!seat || others.length > 0 || seat.takenBy !== null || job.notBefore > board.now) continue;
    const key = job.run === null ? `job ${job.id}` : `run ${job.run}`;
    const seats = together.get(key);
    if (seats) seats.push({ job, seat });
    else together.set(key, [{ job, seat }]);
  }
  const ranked: { readonly unit: Unit; readonly rank: readonly number[] }[] = [];
  for (const [key, seats] of together) {
    const unit = unitOf(board, key, seats, shown);
    ranked.push({ unit, rank: rankOf(board, unit) });
  }
  ranked.sort((a, b) => compare(a.rank, b.rank) || (a.unit.key < b.unit.key ? -1 : 1));
  return ranked.map(({ unit }) => unit);
}

function unitOf(board: Board, key: string, unordered: readonly OpenSeat[], shown: ReadonlyMap<string, string>): Unit {
  const seats = unordered.length > 1 ? orderOfDoors(board, unordered) : unordered;
  const jobs = seats.map(({ job }) => job);
  let undone = 0;
  for (const job of jobs) undone += undoneCost(board, job);
  const shownTo = shown.get(jobs[0]?.id ?? '') ?? null;
  if (shownTo !== null) undone += board.rules.weights.churn;
  return { key, jobs, seats, undone, shownTo };
}

function shownOf({ plan }: Board): Map<string, string> {
  const to = new Map<string, string>();
  for (const { workerId, jobIds, shown } of plan) if (shown) for (const id of jobIds) to.set(id, workerId);
  return to;
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

function rankOf(board: Board, { undone, jobs: [job] }: Unit): readonly number[] {
  if (!job) return [];
  const door = spot(board, job.door.place);
  return [-undone, job.ready, job.window.to, job.since, door.x, door.y];
}
