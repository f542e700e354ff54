import type { ReasonCode } from '@nuanlin/shared';
import { tooFar } from '../match/impossible.ts';
import { whyNot } from '../match/candidates.ts';
import type { CostParts } from '../match/decision.ts';
import type { OpenSeat } from '../match/eligibility.ts';
import { runOf } from '../match/offers.ts';
import { boardOf, type Board, type Snapshot } from '../problem/index.ts';

/** Why a worker may or may not have an open seat of a job, what she costs, and who is better. */
export type Explanation =
  | { readonly eligible: false; readonly reason: ReasonCode }
  | {
      readonly eligible: true;
      readonly cost: CostParts;
      /** Cheaper workers, the cheapest first. */
      readonly better: readonly { readonly workerId: string; readonly cost: CostParts }[];
    };

/**
 * Explains one pair of a snapshot. The worker is taken as going straight from where she becomes free.
 * @returns null when the job or the worker is not in the snapshot or the job has no open seat
 */
export function explain(snapshot: Snapshot, jobId: string, workerId: string): Explanation | null {
  const board = boardOf(snapshot);
  const job = board.jobs.get(jobId);
  const number = board.numberOf.get(workerId);
  const seat = job?.seats.find(({ takenBy }) => takenBy === null);
  if (!job || !seat || number === undefined) return null;
  const seats = [{ job, seat }];
  const own = assess(board, number, seats);
  if (typeof own === 'string') return { eligible: false, reason: own };
  const better = snapshot.workers
    .map(({ id }) => ({ workerId: id, cost: assess(board, board.numberOf.get(id) ?? -1, seats) }))
    .filter((other): other is { workerId: string; cost: CostParts } => typeof other.cost !== 'string')
    .filter(({ cost }) => cost.total < own.total)
    .toSorted((a, b) => a.cost.total - b.cost.total || (a.workerId < b.workerId ? -1 : 1));
  return { eligible: true, cost: own, better };
}

function assess(board: Board, number: number, seats: readonly OpenSeat[]): CostParts | ReasonCode {
  const worker = board.workers[number];
  if (!worker) return 'OFF_SHIFT';
  const reason = whyNot(board, number, worker, seats) ?? tooFar(board, worker, seats);
  if (reason) return reason;
  const jobs = seats.map(({ job }) => job);
  return runOf(board, worker, jobs, worker.free)?.cost ?? 'TOO_LATE';
}
