import type { ReasonCode } from '@nuanlin/shared';
import type { CostParts, Run } from '../match/decision.ts';
import type { OpenSeat } from '../match/eligibility.ts';
import { hindrance } from '../match/impossible.ts';
import { nearestMiss } from '../match/nearest-miss.ts';
import { leaseOf, runOf } from '../match/offers.ts';
import { boardOf, type Job, type Snapshot } from '../problem/index.ts';
import { without, type Pair } from './remedy.ts';

/** Why a worker may or may not have an open seat of a job, what she costs, who is better, and what would have to change. */
export type Explanation =
  | {
      readonly eligible: false;
      readonly reason: ReasonCode;
      /** All that would have to change, this reason first; empty when nothing would help. */
      readonly changes: readonly ReasonCode[];
      /** What she would cost then. */
      readonly then: CostParts | null;
    }
  | {
      readonly eligible: true;
      readonly cost: CostParts;
      /** The run as it would be offered to her. */
      readonly run: Run;
      /** Minutes that she would have to answer. */
      readonly lease: number;
      /** Cheaper workers, the cheapest first. */
      readonly better: readonly { readonly workerId: string; readonly cost: CostParts }[];
      /** Minutes of cost by which she would have to be cheaper to be the first; 0 when she is. */
      readonly behind: number;
    };

/**
 * Explains one pair of a snapshot. The worker is taken as going straight from where she becomes free; of several gaps between her work
 * and several open seats the cheapest counts, or what comes nearest to fitting.
 * @param person whom to explain
 * @returns null when the job or the person is not in the snapshot or the job has no open seat
 * @throws MalformedSnapshot
 */
export function explain(snapshot: Snapshot, jobId: string, person: string): Explanation | null {
  const everybody = assessAll(snapshot, jobId);
  const own = everybody.get(person);
  return own ? explained(own, rankingOf(everybody)) : null;
}

/** The same for everybody at once, by person. @throws MalformedSnapshot */
export function explainAll(snapshot: Snapshot, jobId: string): Map<string, Explanation> {
  const everybody = assessAll(snapshot, jobId);
  const ranking = rankingOf(everybody);
  return new Map([...everybody].map(([person, own]) => [person, explained(own, ranking)]));
}

type Ranking = Extract<Explanation, { eligible: true }>['better'];

function explained(own: Assessed, ranking: Ranking): Explanation {
  if (!own.fits) return { eligible: false, reason: own.reason, ...remedy(own) };
  const { cost, run, lease } = own;
  const better = ranking.filter((other) => other.cost.total < cost.total);
  return { eligible: true, cost, run, lease, better, behind: cost.total - (better[0]?.cost ?? cost).total };
}

const rankingOf = (everybody: ReadonlyMap<string, Assessed>): Ranking =>
  [...everybody]
    .flatMap(([workerId, other]) => (other.fits ? [{ workerId, cost: other.cost }] : []))
    .toSorted((a, b) => a.cost.total - b.cost.total || (a.workerId < b.workerId ? -1 : 1));

type Assessed = Fits | Fails;

interface Fits {
  readonly fits: true;
  readonly cost: CostParts;
  readonly run: Run;
  readonly lease: number;
}

interface Fails {
  readonly fits: false;
  readonly reason: ReasonCode;
  readonly pair: Pair;
}

const openSeats = (job: Job): OpenSeat[] =>
  job.seats.filter(({ takenBy }) => takenBy === null).map((seat) => ({ job, seat }));

/** By person. */
function assessAll(snapshot: Snapshot, jobId: string): Map<string, Assessed> {
  const board = boardOf(snapshot);
  const job = board.jobs.get(jobId);
  const seats = job ? openSeats(job) : [];
  const found = new Map<string, Assessed>();
  for (const worker of board.workers) {
    if (!worker) continue;
    for (const open of seats) {
      const before = found.get(worker.person);
      const now = assess({ board, worker, open });
      found.set(worker.person, before === undefined ? now : betterOf(before, now));
    }
  }
  return found;
}

function betterOf(a: Assessed, b: Assessed): Assessed {
  if (a.fits) return !b.fits || a.cost.total <= b.cost.total ? a : b;
  return b.fits || nearestMiss([a.reason, b.reason]) !== a.reason ? b : a;
}

function assess(pair: Pair): Assessed {
  const { board, worker, open } = pair;
  const reason = hindrance(board, board.numberOf.get(worker.id) ?? -1, worker, [open]);
  if (reason) return { fits: false, reason, pair };
  const made = runOf(board, worker, [open.job], worker.free);
  if (!made) return { fits: false, reason: 'TOO_LATE', pair };
  return { fits: true, ...made, lease: leaseOf(board, worker, made.run) };
}

/** Takes away one reason after the other until nothing stands in the way. */
function remedy(fails: Fails): { readonly changes: readonly ReasonCode[]; readonly then: CostParts | null } {
  const changes: ReasonCode[] = [];
  let assessed: Assessed = fails;
  while (!assessed.fits) {
    const changed: Pair | null = changes.includes(assessed.reason) ? null : without(assessed.reason, assessed.pair);
    if (!changed) return { changes: [], then: null };
    changes.push(assessed.reason);
    assessed = assess(changed);
  }
  return { changes, then: assessed.cost };
}
