import type { ReasonCode } from '@nuanlin/shared';
import { tooFar } from '../match/impossible.ts';
import { whyNot } from '../match/candidates.ts';
import type { CostParts, Run } from '../match/decision.ts';
import type { OpenSeat } from '../match/eligibility.ts';
import { leaseOf, runOf } from '../match/offers.ts';
import { boardOf, type Board, type Snapshot } from '../problem/index.ts';

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
    .flatMap(({ id }) => {
      const other = assess(board, board.numberOf.get(id) ?? -1, seats);
      return typeof other === 'string' ? [] : [{ workerId: id, cost: other.cost }];
    })
    .filter(({ cost }) => cost.total < own.cost.total)
    .toSorted((a, b) => a.cost.total - b.cost.total || (a.workerId < b.workerId ? -1 : 1));
  return { eligible: true, ...own, better };
}

interface Assessed {
  readonly cost: CostParts;
  readonly run: Run;
  readonly lease: number;
}

function assess(board: Board, number: number, seats: readonly OpenSeat[]): Assessed | ReasonCode {
  const worker = board.workers[number];
  if (!worker) return 'OFF_SHIFT';
  const reason = whyNot(board, number, worker, seats) ?? tooFar(board, worker, seats);
  if (reason) return reason;
  const jobs = seats.map(({ job }) => job);
  const made = runOf(board, worker, jobs, worker.free);
  return made ? { ...made, lease: leaseOf(board, worker, made.run) } : 'TOO_LATE';
}
