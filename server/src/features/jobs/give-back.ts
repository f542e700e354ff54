import type { ClientSession } from 'mongoose';
import { Refusal, type SeatId } from '@nuanlin/shared';
import type { LineFacts } from '../../events/index.ts';
import { unscoped } from '../../platform/access/scope.ts';
import type { Deadlines } from '../../platform/deadlines.ts';
import type { Handling } from '../../platform/events.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/tx.ts';
import { advance, type Advancing } from './advance.ts';
import type { Job } from './job.ts';
import type { Work } from './jobs.store.ts';
import { factsOf } from './plan-job.ts';
import * as seats from './seat.ts';
import type { Seat } from './seat.ts';

/** A worker, his coordinator or a dispatcher gives a seat back; it is offered anew at once. @throws SEAT_MOVED_ON, NOT_FOUND */
export function releaseSeat(
  { scope, seatId, reason }: SignedIn & { seatId: SeatId; reason: string },
  ports: Advancing & { tx: Tx },
): Promise<Work> {
  return ports.tx(async (session) => {
    const { seat, ...work } = await ports.jobs.ofSeat(scope, seatId, session);
    if (!seats.isTaken(seat)) throw new Refusal('SEAT_MOVED_ON', { seatId, state: seat.state });
    return reopenSeat(work, seat, reason, ports, session);
  });
}

/** Opens a seat again with its event. @throws SEAT_MOVED_ON */
export function reopenSeat(
  work: Work,
  seat: Seat,
  why: string,
  ports: Advancing,
  session: ClientSession,
): Promise<Work> {
  const after = seats.reopen(seat);
  const was = seats.isTaken(seat) ? { workerId: seat.workerId, operatorPath: [...seat.workerPath] } : null;
  const facts = { ...factsOf(work.job), seatId: seat.id, seatVersion: after.version, why, was };
  return advance(work, [seat, after], [{ type: 'seat_reopened', facts }], ports, session);
}

const HANDLER = unscoped('the line behind the job ended or moved');

/** The line was cancelled: every seat that has not begun is. What has begun goes on to its own end. */
export async function cancelJob(line: LineFacts, reason: string, { tx }: Handling, ports: Advancing): Promise<void> {
  await tx(async (session) => {
    await ports.jobs.isNews(line, session); // a confirmation that comes later opens nothing any more
    let work = await ports.jobs.ofLine(HANDLER, line.lineId, session);
    for (const seat of work?.seats ?? []) {
      if (work && seats.SEAT_MOVES[seat.state].includes('cancelled')) {
        work = await advance(work, [seat, seats.cancel(seat, reason)], [], ports, session);
      }
    }
  });
}

/**
 * The line has another day, window or kitchen: seats not begun are offered anew for it; whoever had them hears why.
 * @param planned the job as it would be opened for the line now
 */
export async function moveJob(
  work: Work,
  planned: Job,
  ports: Advancing & { readonly deadlines: Deadlines },
  session: ClientSession,
): Promise<void> {
  if (isUnmoved(work.job, planned)) return;
  const { window, pickup, batch, decisionAt } = planned;
  const job = { ...work.job, version: work.job.version + 1, window, pickup, batch, decisionAt };
  await ports.jobs.saveJob(work.job, job, session);
  await ports.deadlines.set('jobs.decide', job.id, job.decisionAt, session);
  let moved: Work = { job, seats: work.seats };
  for (const seat of work.seats) {
    if (seats.isTaken(seat) && seats.SEAT_MOVES[seat.state].includes('open')) {
      moved = await reopenSeat(moved, seat, 'line_changed', ports, session);
    }
  }
  await ports.events.add({ type: 'job_changed', facts: factsOf(moved.job) }, session);
}

const isUnmoved = (job: Job, planned: Job): boolean =>
  job.window.from === planned.window.from &&
  job.window.to === planned.window.to &&
  job.pickup?.canteenId === planned.pickup?.canteenId;
