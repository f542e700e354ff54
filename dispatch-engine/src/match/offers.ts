import type { Board, Job, Worker } from '../problem/index.ts';
import { chanceOfAcceptance, costParts } from './cost.ts';
import type { CostParts, Offer, Run, Stop, Trace } from './decision.ts';
import type { PlannedUnits } from './plan.ts';
import { candidateOf } from './recall.ts';
import { whole } from '../problem/cells.ts';
import type { Field } from './field.ts';
import { walk, type Standing } from './walk.ts';

const NEXT_BEST = 5;

/** The offers of one run: to its worker alone, or to several at once 抢单 where the rules say so for her kind. */
export function offersOf(field: Field, { units }: PlannedUnits, number: number, busy: ReadonlySet<string>): Offer[] {
  const { board } = field;
  const { broadcast } = board.rules;
  const worker = board.workers[number];
  const ranking = rank(field, units);
  const chosen = ranking.find((ranked) => ranked.worker === worker);
  if (!chosen || !worker) return [];
  const others = oncePerPerson(ranking.filter((ranked) => ranked.worker.person !== worker.person));
  const asked = [chosen];
  if (broadcast.kinds.includes(worker.kind)) {
    let nobody = 1 - chanceOfAcceptance(board, worker);
    for (const other of others) {
      if (1 - nobody >= broadcast.chance || asked.length >= broadcast.most) break;
      if (!broadcast.kinds.includes(other.worker.kind) || busy.has(other.worker.person)) continue;
      asked.push(other);
      nobody *= 1 - chanceOfAcceptance(board, other.worker);
    }
  }
  const seats = units.flatMap(
    (u) => field.units[u]?.seats.map(({ job, seat }) => ({ jobId: job.id, seatId: seat.id })) ?? [],
  );
  return asked.map((ranked) => ({
    mode: asked.length > 1 ? 'broadcast' : 'direct',
    workerId: ranked.worker.person,
    seats,
    run: ranked.run,
    crew: null,
    lease: leaseOf(board, ranked.worker, ranked.run),
    cost: ranked.cost,
    chance: chanceOfAcceptance(board, ranked.worker),
    trace: traceOf(field, units, ranked, [chosen, ...others]),
  }));
}

interface Ranked {
  readonly worker: Worker;
  readonly run: Run;
  readonly cost: CostParts;
}

/** Every worker who may have the whole run, going straight from where she becomes free; the cheapest first. */
function rank(field: Field, units: readonly number[]): Ranked[] {
  const { board, candidates, candidateFrom } = field;
  const jobs = units.flatMap((u) => field.units[u]?.jobs ?? []);
  const [first = 0, ...others] = units;
  const ranking: Ranked[] = [];
  for (let c = whole(candidateFrom, first); c < whole(candidateFrom, first + 1); c++) {
    const number = candidates.number[c] ?? 0;
    const worker = board.workers[number];
    if (!worker || !others.every((u) => candidateOf(field, u, number) >= 0)) continue;
    const made = runOf(board, worker, jobs, worker.free);
    if (made) ranking.push({ worker, ...made });
  }
  return ranking.toSorted((a, b) => a.cost.total - b.cost.total || (a.worker.id < b.worker.id ? -1 : 1));
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

function traceOf(
  { board, excluded }: Field,
  [first = 0]: readonly number[],
  chosen: Ranked,
  ranking: readonly Ranked[],
): Trace {
  return {
    chosen: chosen.worker.person,
    nextBest: ranking
      .filter((ranked) => ranked !== chosen)
      .slice(0, NEXT_BEST)
      .map(({ worker, cost }) => ({ workerId: worker.person, cost })),
    excluded: excluded[first] ?? {},
    estimated: board.travel.estimated,
  };
}
