import type { Board, Job, Worker } from '../problem/index.ts';
import { chanceOfAcceptance, costParts } from './cost.ts';
import type { CostParts, Offer, Run, Stop, Trace } from './decision.ts';
import type { OpenSeat } from './eligibility.ts';
import { walk, type Standing, type Walk } from './walk.ts';

const NEXT_BEST = 5;

/** A run looking for its worker. */
export interface Proposal {
  /** One for each job, in the order of their doors. */
  readonly seats: readonly OpenSeat[];
  /** Numbers of those who may have the whole run. */
  readonly candidates: readonly number[];
  /** Workers excluded, counted by reason. */
  readonly excluded: Trace['excluded'];
}

/** What the run comes to for one of them. */
export interface Ranked {
  readonly worker: Worker;
  readonly cost: CostParts;
  readonly walk: Walk;
}

/** The offers of one run: to the chosen worker alone, or to several at once 抢单 where the rules say so for her kind. */
export function offersOf(
  board: Board,
  { seats, excluded }: Proposal,
  ranking: readonly Ranked[],
  chosen: Ranked,
  busy: ReadonlySet<string>,
): Offer[] {
  const { broadcast } = board.rules;
  const others = oncePerPerson(ranking.filter(({ worker }) => worker.person !== chosen.worker.person));
  const asked = [chosen];
  if (broadcast.kinds.includes(chosen.worker.kind)) {
    let nobody = 1 - chanceOfAcceptance(board, chosen.worker);
    for (const other of others) {
      if (1 - nobody >= broadcast.chance || asked.length >= broadcast.most) break;
      if (!broadcast.kinds.includes(other.worker.kind) || busy.has(other.worker.person)) continue;
      asked.push(other);
      nobody *= 1 - chanceOfAcceptance(board, other.worker);
    }
  }
  const jobs = seats.map(({ job }) => job);
  const { estimated } = board.travel;
  return asked.flatMap((ranked) => {
    const { worker } = ranked;
    const made = runOf(board, worker, jobs, worker.free);
    if (!made) return [];
    return {
      mode: asked.length > 1 ? 'broadcast' : 'direct',
      workerId: worker.person,
      seats: seats.map(({ job, seat }) => ({ jobId: job.id, seatId: seat.id })),
      run: made.run,
      crew: null,
      lease: leaseOf(board, worker, made.run),
      cost: made.cost,
      chance: chanceOfAcceptance(board, worker),
      trace: { chosen: worker.person, nextBest: nextBest([chosen, ...others], ranked), excluded, estimated },
    };
  });
}

function nextBest(ranking: readonly Ranked[], chosen: Ranked): Trace['nextBest'] {
  return ranking
    .slice(0, NEXT_BEST + 1)
    .filter((ranked) => ranked !== chosen)
    .slice(0, NEXT_BEST)
    .map(({ worker, cost }) => ({ workerId: worker.person, cost }));
}

/** Every worker who may have the whole run, going straight from where she becomes free; the cheapest first. */
export function rank(board: Board, { seats, candidates }: Proposal): Ranked[] {
  const jobs = seats.map(({ job }) => job);
  const ranking: Ranked[] = [];
  for (const number of candidates) {
    const worker = board.workers[number];
    const walked = worker && walk(board, worker, jobs, worker.free);
    if (walked) ranking.push({ worker, cost: costParts(board, worker, jobs, walked), walk: walked });
  }
  return ranking.sort((a, b) => a.cost.total - b.cost.total || (a.worker.id < b.worker.id ? -1 : 1));
}

/** The cheapest of each person's gaps. */
function oncePerPerson(ranking: readonly Ranked[]): Ranked[] {
  const seen = new Set<string>();
  return ranking.filter(({ worker: { person } }) => !seen.has(person) && seen.add(person));
}

/** A run as the worker will see it, with its cost; null when a hard limit breaks. */
export function runOf(
  board: Board,
  worker: Worker,
  jobs: readonly Job[],
  from: Standing,
): { readonly run: Run; readonly cost: CostParts } | null {
  const stops: Stop[] = [];
  const done = walk(board, worker, jobs, from, (kind, at, minute) => {
    stops.push({ kind, jobIds: at.map(({ id }) => id), at: minute });
  });
  if (!done) return null;
  const run = { jobIds: jobs.map(({ id }) => id), stops, leave: done.leave, end: done.at, travel: done.travel };
  return { run, cost: costParts(board, worker, jobs, done) };
}

/** 接单时限 of the worker's kind, longer for work that lies far ahead. */
export function leaseOf({ now, rules }: Board, worker: Worker, run: Run): number {
  const { today, ahead } = rules.lease[worker.kind];
  return run.leave - now >= rules.aheadFrom ? ahead : today;
}
