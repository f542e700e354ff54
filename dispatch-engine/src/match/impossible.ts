import type { ReasonCode } from '@nuanlin/shared';
import { spot, WORKER_KINDS, type Board, type Worker } from '../problem/index.ts';
import { whyNot } from './candidates.ts';
import type { Impossible } from './decision.ts';
import type { OpenSeat } from './eligibility.ts';
import { nearestMiss } from './nearest-miss.ts';
import { walk } from './walk.ts';

/** Why nobody can do a job: for each kind of worker how many people fail for which reason, the commonest first. */
export function impossible(board: Board, jobId: string, seats: readonly OpenSeat[]): Impossible {
  const groups = WORKER_KINDS.flatMap((kind) => {
    const reasons = new Map<string, ReasonCode[]>();
    board.workers.forEach((worker, number) => {
      if (worker?.kind !== kind) return;
      const reason = hindrance(board, number, worker, seats);
      if (reason) reasons.set(worker.person, [...(reasons.get(worker.person) ?? []), reason]);
    });
    const counts = new Map<ReasonCode, number>();
    for (const own of reasons.values()) {
      const reason = nearestMiss(own);
      if (reason) counts.set(reason, (counts.get(reason) ?? 0) + 1);
    }
    return [...counts].map(([reason, workers]) => ({ kind, reason, workers }));
  });
  return { jobId, groups: groups.toSorted((a, b) => b.workers - a.workers || (a.reason < b.reason ? -1 : 1)) };
}

/** Why a worker cannot have these seats in one run by itself, or null: also what only following the run shows. */
export function hindrance(board: Board, number: number, worker: Worker, seats: readonly OpenSeat[]): ReasonCode | null {
  const reason = whyNot(board, number, worker, seats) ?? tooFar(board, worker, seats);
  if (reason) return reason;
  const jobs = seats.map(({ job }) => job);
  return walk(board, worker, jobs, worker.free) ? null : 'TOO_LATE';
}

/** Beyond the widest circle of the search. */
function tooFar(board: Board, worker: Worker, seats: readonly OpenSeat[]): ReasonCode | null {
  const job = seats[0]?.job;
  if (!job) return null;
  const here = spot(board, (job.pickup ?? job.door).place);
  const there = spot(board, worker.free.place);
  return Math.sqrt((here.x - there.x) ** 2 + (here.y - there.y) ** 2) > board.rules.search.widest ? 'TOO_FAR' : null;
}
