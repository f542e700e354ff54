import type { ReasonCode } from '@nuanlin/shared';
import type { Board, Worker } from '../problem/index.ts';
import { excluded, unreachable, type OpenSeat } from './eligibility.ts';
import { Nearby } from './nearby.ts';

export interface Candidates {
  /** Numbers on the board, the nearest first; equal distances by id, so that the order never depends on how the board came about. */
  readonly eligible: readonly number[];
  readonly excluded: Readonly<Partial<Record<ReasonCode, number>>>;
}

/** So many workers are compared for each piece of work where much begins at one place. */
const CHOICE = 3;

/**
 * The nearest workers who may have these seats in one run: at most `most` (more where much work competes), all within `radius`; beyond it only while there are not
 * `enough`, and never beyond `widest`. Hard facts come before travel times.
 * @param nearby workers around the first call, when the caller has them already
 * @param alike how much other work begins there and looks for the same workers
 */
export function candidatesFor(
  board: Board,
  seats: readonly OpenSeat[],
  nearby: Nearby = new Nearby(board, firstPlace(seats)),
  alike = 0,
): Candidates {
  const { radius, enough } = board.rules.search;
  const most = Math.max(board.rules.search.most, CHOICE * alike);
  const eligible: number[] = [];
  const counts: Partial<Record<ReasonCode, number>> = {};
  for (let i = 0; ; i++) {
    if (eligible.length >= most) break;
    const number = nearby.at(i);
    const worker = board.workers[number];
    if (!worker || (nearby.distance(i) > radius && eligible.length >= enough)) break;
    const reason = whyNot(board, number, worker, seats);
    if (reason) counts[reason] = (counts[reason] ?? 0) + 1;
    else eligible.push(number);
  }
  return { eligible, excluded: counts };
}

export function firstPlace([seat]: readonly OpenSeat[]): number {
  return seat ? (seat.job.pickup ?? seat.job.door).place : 0;
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
