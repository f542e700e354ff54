import type { ReasonCode } from '@nuanlin/shared';
import { spot, type Board, type Worker } from '../problem/index.ts';
import { excluded, unreachable, type OpenSeat } from './eligibility.ts';

export interface Candidate {
  readonly number: number;
  readonly worker: Worker;
  /** Metres, as the crow flies. */
  readonly distance: number;
}

export interface Candidates {
  /** Nearest first; equal distances by id, so that the order never depends on how the board came about. */
  readonly eligible: readonly Candidate[];
  readonly excluded: Readonly<Partial<Record<ReasonCode, number>>>;
}

/**
 * The nearest workers who may have these seats in one run: at most `most`, all within `radius`; beyond it only while there are not
 * `enough`. Rings of grid cells are read outwards, hard facts before distance, distance before travel times.
 */
export function candidatesFor(board: Board, seats: readonly OpenSeat[]): Candidates {
  const { search } = board.rules;
  const job = seats[0]?.job;
  if (!job) return { eligible: [], excluded: {} };
  const here = spot(board, (job.pickup ?? job.door).place);
  const found: Candidate[] = [];
  const counts: Partial<Record<ReasonCode, number>> = {};

  function look(number: number): void {
    const worker = board.workers[number];
    if (!worker) return;
    const reason = whyNot(board, number, worker, seats);
    if (reason) {
      counts[reason] = (counts[reason] ?? 0) + 1;
      return;
    }
    const there = spot(board, worker.free.place);
    const distance = Math.sqrt((here.x - there.x) ** 2 + (here.y - there.y) ** 2);
    if (distance <= search.widest) found.push({ number, worker, distance });
    else counts.TOO_FAR = (counts.TOO_FAR ?? 0) + 1;
  }

  for (let ring = 0; ring <= board.grid.rings; ring++) {
    board.grid.ring(here.x, here.y, ring, look);
    const sure = ring * board.grid.side;
    if (sure >= search.widest || wanted(board, sure) <= within(found, sure)) break;
  }
  found.sort((a, b) => a.distance - b.distance || (a.worker.id < b.worker.id ? -1 : 1));
  const near = within(found, search.radius);
  return { eligible: found.slice(0, Math.min(search.most, Math.max(near, search.enough))), excluded: counts };
}

/** The first reason why a worker cannot have these seats in one run, or null. */
export function whyNot(board: Board, number: number, worker: Worker, seats: readonly OpenSeat[]): ReasonCode | null {
  for (const { job, seat } of seats) {
    const reason = excluded(board, number, worker, job, seat);
    if (reason) return reason;
  }
  for (const { job } of seats) {
    const reason = unreachable(board, worker, job);
    if (reason) return reason;
  }
  return null;
}

/** How many sure ones end the search: `most` at once, `enough` when the radius has been read. */
function wanted({ rules: { search } }: Board, sure: number): number {
  return sure >= search.radius ? search.enough : search.most;
}

function within(found: readonly Candidate[], distance: number): number {
  let count = 0;
  for (const candidate of found) if (candidate.distance <= distance) count++;
  return count;
}
