import type { ReasonCode } from '@nuanlin/shared';
import { spot, type Board, type Job, type Worker } from '../problem/index.ts';
import { candidatesFor } from './candidates.ts';
import { personalCost, walkCost } from './cost.ts';
import type { OpenSeat } from './eligibility.ts';
import { orderOfDoors } from './order.ts';
import { walk } from './walk.ts';

/** What is given to one worker whole: the seat of one job, or booked meals that leave together in one run. */
export interface Unit {
  readonly key: string;
  /** In the order of their doors. */
  readonly jobs: readonly Job[];
  readonly seats: readonly OpenSeat[];
  /** Minutes that leaving it undone costs. */
  readonly undone: number;
  /** Who may have it, by the least it can cost them, the least first. */
  readonly candidates: readonly Candidate[];
  /** Personal cost by worker number; a worker who is not in here is not eligible. */
  readonly personal: ReadonlyMap<number, number>;
  /** Workers excluded, counted by reason. */
  readonly excluded: Readonly<Partial<Record<ReasonCode, number>>>;
}

export interface Candidate {
  readonly number: number;
  readonly worker: Worker;
  readonly personal: number;
  /** Cost for a worker who has nothing else to do. */
  readonly alone: number;
  /**
   * Lower bound of what the unit adds to any route of this worker: its lateness, going straight, and the personal cost. By the
   * triangle inequality no detour brings her there sooner.
   */
  readonly least: number;
}

/**
 * The open work of one seat as units, the most urgent first: by what it costs to leave undone, then by time and place, and
 * only between twins by key, so that a decision does not hang on names. Who has just been given a crew's seat is `busy`.
 */
export function unitsOf(board: Board, busy: ReadonlySet<string>): Unit[] {
  const together = new Map<string, OpenSeat[]>();
  for (const job of board.jobs.values()) {
    const [seat, ...others] = job.seats;
    if (!seat || others.length > 0 || seat.takenBy !== null || job.notBefore > board.now) continue;
    const key = job.run === null ? `job ${job.id}` : `run ${job.run}`;
    const seats = together.get(key);
    if (seats) seats.push({ job, seat });
    else together.set(key, [{ job, seat }]);
  }
  const units = [...together].map(([key, seats]) => unitOf(board, key, seats, busy));
  return units
    .map((unit) => ({ unit, rank: rankOf(board, unit) }))
    .toSorted((a, b) => compare(a.rank, b.rank) || (a.unit.key < b.unit.key ? -1 : 1))
    .map(({ unit }) => unit);
}

function unitOf(board: Board, key: string, unordered: readonly OpenSeat[], busy: ReadonlySet<string>): Unit {
  const seats = unordered.length > 1 ? orderOfDoors(board, unordered) : unordered;
  const jobs = seats.map(({ job }) => job);
  const { eligible, excluded } = candidatesFor(board, seats);
  const personal = new Map<number, number>();
  const candidates: Candidate[] = [];
  for (const { number, worker } of eligible) {
    const straight = walk(board, worker, jobs, worker.free);
    if (!straight || busy.has(worker.id)) continue;
    let cost = 0;
    for (const job of jobs) cost += personalCost(board, worker, job);
    personal.set(number, cost);
    const alone = cost + walkCost(board, straight);
    const least = cost + board.rules.weights.lateness * straight.lateness;
    candidates.push({ number, worker, personal: cost, alone, least });
  }
  let undone = 0;
  for (const job of jobs) undone += undoneCost(board, job);
  candidates.sort((a, b) => a.least - b.least);
  return { key, jobs, seats, undone, candidates, personal, excluded };
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

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
