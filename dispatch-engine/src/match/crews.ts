import type { Board, Job, Minute, Seat, Worker } from '../problem/index.ts';
import { assign } from './assign.ts';
import { candidatesFor } from './candidates.ts';
import { chanceOfAcceptance } from './cost.ts';
import type { CostParts, Held, Impossible, Offer, Run } from './decision.ts';
import { impossible } from './impossible.ts';
import { leaseOf, runOf } from './offers.ts';
import { undoneCost } from './unit.ts';
import { walk } from './walk.ts';

/** What a round decides about the jobs of several seats. */
export interface Crews {
  readonly offers: readonly Offer[];
  readonly held: readonly Held[];
  readonly impossible: readonly Impossible[];
}

/** A worker who could have a seat, and when she would be at the door by herself. */
interface Partner {
  readonly worker: Worker;
  readonly arrives: Minute;
}

interface Meeting {
  readonly start: Minute;
  readonly cost: number;
  /** One for each open seat, in their order. */
  readonly partners: readonly Partner[];
}

/**
 * 服务小组. Gives the open seats of a job to as many workers who meet at its door, all or none. Jobs are taken one after the
 * other, the one that is worst left undone first, and a worker is in one crew a round: so two crews that want the same worker
 * never wait for each other. A seat that fell free again is filled beside those who kept theirs.
 */
export function crewsOf(board: Board, jobs: Iterable<Job> = board.jobs.values()): Crews {
  const offers: Offer[] = [];
  const held: Held[] = [];
  const nobody: Impossible[] = [];
  const taken = new Set<string>();
  for (const job of crewJobs(board, jobs)) {
    const seats = job.seats.filter(({ takenBy }) => takenBy === null);
    const partners = seats.map((seat) => partnersFor(board, job, seat));
    const empty = partners.findIndex((eligible) => eligible.length === 0);
    const seat = seats[empty];
    if (seat) {
      nobody.push(impossible(board, job.id, [{ job, seat }]));
      continue;
    }
    const meeting = bestMeeting(
      board,
      job,
      partners.map((eligible) => eligible.filter(({ worker }) => !taken.has(worker.person))),
    );
    if (!meeting) {
      held.push({ jobId: job.id, reason: 'CREW_INCOMPLETE', until: board.now + 1 });
      continue;
    }
    const proposed = offersFor(board, job, seats, meeting);
    const due = Math.min(...proposed.map(({ at }) => at));
    if (due > board.now) {
      held.push({ jobId: job.id, reason: 'LEAVES_LATER', until: due });
      continue;
    }
    for (const { worker } of meeting.partners) taken.add(worker.person);
    offers.push(...proposed.map(({ offer }) => offer));
  }
  return { offers, held, impossible: nobody };
}

function crewJobs(board: Board, jobs: Iterable<Job>): Job[] {
  return [...jobs]
    .filter(({ seats, notBefore }) => seats.length > 1 && notBefore <= board.now)
    .filter(({ seats }) => seats.some(({ takenBy }) => takenBy === null))
    .toSorted((a, b) => undoneCost(board, b) - undoneCost(board, a) || (a.id < b.id ? -1 : 1));
}

function partnersFor(board: Board, job: Job, seat: Seat): Partner[] {
  return candidatesFor(board, [{ job, seat }]).eligible.flatMap((number) => {
    const worker = board.workers[number];
    if (!worker) return [];
    let arrives = Infinity;
    const done = walk(board, worker, [job], worker.free, (kind, _, at) => {
      if (kind === 'door') arrives = at;
    });
    return done ? [{ worker, arrives }] : [];
  });
}

/** Tries every minute at which one more partner has arrived; the seats are filled optimally for each. */
function bestMeeting(board: Board, job: Job, partners: readonly (readonly Partner[])[]): Meeting | null {
  const starts = [...new Set(partners.flat().map(({ arrives }) => arrives))].toSorted((a, b) => a - b);
  let best: Meeting | null = null;
  for (const start of starts) {
    const meeting = meetingAt(board, job, partners, start);
    if (meeting && meeting.cost < (best?.cost ?? Infinity)) best = meeting;
  }
  return best;
}

function meetingAt(board: Board, job: Job, partners: readonly (readonly Partner[])[], start: Minute): Meeting | null {
  const columnOf = new Map<string, number>();
  const starts = [0];
  const edges: { column: number; cost: number; partner: Partner }[] = [];
  for (const eligible of partners) {
    for (const partner of eligible) {
      const made =
        partner.arrives <= start ? runOf(board, partner.worker, [meet(job, start)], partner.worker.free) : null;
      if (!made) continue;
      const column = columnOf.get(partner.worker.person) ?? columnOf.size;
      columnOf.set(partner.worker.person, column);
      edges.push({ column, cost: made.cost.total, partner });
    }
    starts.push(edges.length);
  }
  const undone = undoneCost(board, job) + Math.max(0, ...edges.map(({ cost }) => cost));
  const chosen = assign({
    starts: Int32Array.from(starts),
    columns: Int32Array.from(edges, ({ column }) => column),
    costs: Float64Array.from(edges, ({ cost }) => cost),
    width: columnOf.size,
    undone: new Float64Array(partners.length).fill(undone),
  });
  let cost = 0;
  const crew: Partner[] = [];
  for (const [row, column] of chosen.entries()) {
    const edge = edges.slice(starts[row], starts[row + 1]).find((candidate) => candidate.column === column);
    if (!edge) return null;
    cost += edge.cost;
    crew.push(edge.partner);
  }
  return { start, cost, partners: crew };
}

/** The job as it is for a crew that meets at this minute. */
const meet = (job: Job, start: Minute): Job => ({ ...job, window: { from: start, to: job.window.to } });

function offersFor(board: Board, job: Job, seats: readonly Seat[], meeting: Meeting): { offer: Offer; at: Minute }[] {
  return meeting.partners.flatMap(({ worker }, i) => {
    const seat = seats[i];
    const made = runOf(board, worker, [meet(job, meeting.start)], worker.free);
    if (!seat || !made) return [];
    return [
      { offer: crewOffer(board, job, seat, worker, made), at: made.run.leave - board.rules.offerAhead[worker.kind] },
    ];
  });
}

function crewOffer(board: Board, job: Job, seat: Seat, worker: Worker, made: { run: Run; cost: CostParts }): Offer {
  return {
    mode: 'direct',
    workerId: worker.person,
    seats: [{ jobId: job.id, seatId: seat.id }],
    run: made.run,
    crew: job.id,
    lease: leaseOf(board, worker, made.run),
    cost: made.cost,
    chance: chanceOfAcceptance(board, worker),
    trace: { chosen: worker.person, nextBest: [], excluded: {}, estimated: board.travel.estimated },
  };
}
