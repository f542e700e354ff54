import { peerMean, type Board, type Job, type Worker } from '../problem/index.ts';
import type { CostParts } from './decision.ts';
import type { Walk } from './walk.ts';

/** Mean of a Beta distribution: the prior of the rules and the worker's answers so far. */
export function chanceOfAcceptance({ rules }: Board, { history }: Worker): number {
  const yes = rules.acceptance.accepted + history.accepted;
  return yes / (yes + rules.acceptance.rejected + history.rejected);
}

/** The weighted minutes of a walk; the part that a search compares most often. */
export function walkCost({ rules: { weights } }: Board, walk: Walk): number {
  return (
    weights.travel * walk.travel +
    weights.waiting * walk.waiting +
    weights.lateness * walk.lateness +
    weights.foodAge * walk.foodAge +
    weights.overrun * walk.overrun
  );
}

/** What giving a job, whichever, to this worker costs besides the walk: fairness and the chance of rejection. */
export const dispositionCost = (board: Board, worker: Worker): number =>
  fairness(board, worker) + rejection(board, worker);

/** A walk's cost with its parts named, for traces and explanations. */
export function costParts(board: Board, worker: Worker, jobs: readonly Job[], walk: Walk): CostParts {
  const { weights } = board.rules;
  let known = 0;
  for (const job of jobs) known += continuity(board, worker, job);
  const travel = weights.travel * walk.travel;
  const lateness = weights.lateness * walk.lateness;
  const waiting = weights.waiting * walk.waiting;
  const foodAge = weights.foodAge * walk.foodAge;
  const overrun = weights.overrun * walk.overrun;
  const fair = fairness(board, worker) * jobs.length;
  const refusal = rejection(board, worker) * jobs.length;
  return {
    travel,
    lateness,
    waiting,
    foodAge,
    overrun,
    continuity: known,
    fairness: fair,
    rejection: refusal,
    total: travel + lateness + waiting + foodAge + overrun + known + fair + refusal,
  };
}

/** Taken off when the elder knows the worker. */
export function continuity({ rules }: Board, worker: Worker, job: Job): number {
  return job.elder.knows.includes(worker.person) ? -rules.weights.continuity : 0;
}

/** Less for who is short of hours or income today, more for who has had more. */
function fairness(board: Board, { kind, shift, today }: Worker): number {
  const { hoursDeficit, incomeDeficit, mostFairness } = board.rules.weights;
  const mean = peerMean(board, kind);
  const begun = Math.max(0, Math.min(1, (board.now - shift.from) / Math.max(1, shift.to - shift.from)));
  const due = today.guaranteed > 0 ? today.guaranteed * begun : mean.income;
  const deficit = hoursDeficit * (mean.minutes - today.minutes) + incomeDeficit * (due - today.income);
  return -Math.max(-mostFairness, Math.min(mostFairness, deficit));
}

function rejection(board: Board, worker: Worker): number {
  return board.rules.weights.rejection * (1 - chanceOfAcceptance(board, worker));
}
