import type { ReasonCode } from '@nuanlin/shared';
import { tooFar } from '../match/impossible.ts';
import { whyNot } from '../match/candidates.ts';
import type { CostParts, Run } from '../match/decision.ts';
import type { OpenSeat } from '../match/eligibility.ts';
import { nearestMiss } from '../match/nearest-miss.ts';
import { leaseOf, runOf } from '../match/offers.ts';
import { boardOf, type Board, type Snapshot, type Worker } from '../problem/index.ts';

/** Why a worker may or may not have an open seat of a job, what she costs, and who is better. */
export type Explanation =
  | { readonly eligible: false; readonly reason: ReasonCode }
  | {
      readonly eligible: true;
      readonly cost: CostParts;
      /** The run as it would be offered to her. */
      readonly run: Run;
      /** Minutes that she would have to answer. */
      readonly lease: number;
      /** Cheaper workers, the cheapest first. */
      readonly better: readonly { readonly workerId: string; readonly cost: CostParts }[];
    };

/**
 * Explains one pair of a snapshot. The worker is taken as going straight from where she becomes free; of several gaps between her work
 * the cheapest counts, or the one that comes nearest to fitting.
 * @param person whom to explain
 * @returns null when the job or the person is not in the snapshot or the job has no open seat
 */
export function explain(snapshot: Snapshot, jobId: string, person: string): Explanation | null {
  const board = boardOf(snapshot);
  const job = board.jobs.get(jobId);
  const seat = job?.seats.find(({ takenBy }) => takenBy === null);
  if (!job || !seat) return null;
  const everybody = assessAll(board, [{ job, seat }]);
  const own = everybody.get(person);
  if (!own) return null;
  if (typeof own === 'string') return { eligible: false, reason: own };
  const better = [...everybody]
    .flatMap(([workerId, other]) => (typeof other === 'string' ? [] : [{ workerId, cost: other.cost }]))
    .filter(({ cost }) => cost.total < own.cost.total)
    .toSorted((a, b) => a.cost.total - b.cost.total || (a.workerId < b.workerId ? -1 : 1));
  return { eligible: true, ...own, better };
}

interface Assessed {
  readonly cost: CostParts;
  readonly run: Run;
  readonly lease: number;
}

/** By person. */
function assessAll(board: Board, seats: readonly OpenSeat[]): Map<string, Assessed | ReasonCode> {
  const found = new Map<string, Assessed | ReasonCode>();
  board.workers.forEach((worker, number) => {
    if (!worker) return;
    const before = found.get(worker.person);
    const now = assess(board, number, worker, seats);
    found.set(worker.person, before === undefined ? now : betterOf(before, now));
  });
  return found;
}

function betterOf(a: Assessed | ReasonCode, b: Assessed | ReasonCode): Assessed | ReasonCode {
  if (typeof a === 'string') return typeof b === 'string' ? (nearestMiss([a, b]) ?? a) : b;
  return typeof b === 'string' || a.cost.total <= b.cost.total ? a : b;
}

function assess(board: Board, number: number, worker: Worker, seats: readonly OpenSeat[]): Assessed | ReasonCode {
  const reason = whyNot(board, number, worker, seats) ?? tooFar(board, worker, seats);
  if (reason) return reason;
  const jobs = seats.map(({ job }) => job);
  const made = runOf(board, worker, jobs, worker.free);
  return made ? { ...made, lease: leaseOf(board, worker, made.run) } : 'TOO_LATE';
}
