import type { Board, Job } from '../problem/index.ts';
import { candidatesFor } from './candidates.ts';
import { SOON } from './commit.ts';
import { crewsOf } from './crews.ts';
import { decideOn } from './decide.ts';
import type { Decision, Held } from './decision.ts';
import type { OpenSeat } from './eligibility.ts';
import { offersOf, rank, type Proposal } from './offers.ts';

const NOBODY: ReadonlySet<string> = new Set();

/**
 * A single arrival, decided alone and at once: the cheapest of the nearest workers for whom nothing is planned is offered the job
 * when it must leave now, else it is held. What needs more than one worker is decided as in a round, crews first; a booked run is
 * decided by a round; and why nobody can do a job is said by a round, too.
 * @returns what concerns this job; the board's plan stands
 */
export function decideArrival(board: Board, jobId: string): Decision {
  const { plan } = board;
  const job = board.jobs.get(jobId);
  const open = job?.seats.find(({ takenBy }) => takenBy === null);
  if (!job || !open) return { offers: [], held: [], impossible: [], plan };
  if (job.run !== null) return decideOn(board);
  if (job.notBefore > board.now) return hold(board, job, 'NOT_YET', job.notBefore);
  if (job.seats.length > 1) return { ...crewsOf(board, [job]), plan };
  return decideSeat(board, { job, seat: open });
}

function decideSeat(board: Board, open: OpenSeat): Decision {
  const seats = [open];
  const { eligible: candidates, excluded } = candidatesFor(board, seats);
  const proposal: Proposal = { seats, candidates, excluded };
  const ranking = rank(board, proposal).filter(({ worker }) => !board.planned.has(worker.id));
  const [chosen] = ranking;
  if (!chosen) return hold(board, open.job, 'TOO_FEW_WORKERS', board.now + SOON);
  const due = chosen.walk.leave - board.rules.offerAhead[chosen.worker.kind];
  if (due > board.now) return hold(board, open.job, 'LEAVES_LATER', due);
  const offers = offersOf(board, proposal, ranking, chosen, NOBODY);
  return { offers, held: [], impossible: [], plan: board.plan };
}

const hold = ({ plan }: Board, { id: jobId }: Job, reason: Held['reason'], until: number): Decision => ({
  offers: [],
  held: [{ jobId, reason, until }],
  impossible: [],
  plan,
});
