import type { ClientSession } from 'mongoose';
import { Refusal, type Instant, type PersonId, type SeatId } from '@nuanlin/shared';
import type { Had, LineFacts, ReopenedWhy } from '../../events/index.ts';
import { unscoped } from '../../platform/access/scope.ts';
import type { Handling } from '../../platform/events.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/tx.ts';
import { advance, type Advancing } from './advance.ts';
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
    return reopenSeat(work, seat, { why: 'released', words: reason }, ports, session);
  });
}

/** Whether who had the seat is not asked for this job again. */
const LOST: Readonly<Record<ReopenedWhy, boolean>> = {
  released: true,
  unable: true,
  not_departed: true,
  no_show: true,
  reassigned: true,
  offer_ended: false,
  crew_released: false,
  planned_anew: false,
  line_changed: false,
};

/** Opens a seat again with its event. @throws SEAT_MOVED_ON */
export async function reopenSeat(
  work: Work,
  seat: Seat,
  { why, words = '' }: { readonly why: ReopenedWhy; readonly words?: string },
  ports: Advancing,
  session: ClientSession,
): Promise<Work> {
  const after = seats.reopen(seat);
  const was = hadBy(seat);
  const known = was && LOST[why] ? await remember(work, was.workerId, ports, session) : work;
  const facts = { ...factsOf(known.job), seatId: seat.id, seatVersion: after.version, why, words, was };
  return advance(known, [seat, after], [{ type: 'seat_reopened', facts }], ports, session);
}

/** Cancels a seat; whoever had it hears so. @throws SEAT_MOVED_ON */
export function cancelSeat(
  work: Work,
  seat: Seat,
  reason: string,
  ports: Advancing,
  session: ClientSession,
): Promise<Work> {
  const after = seats.cancel(seat, reason);
  const was = hadBy(seat);
  const facts = { ...factsOf(work.job), seatId: seat.id, seatVersion: after.version, reason };
  return advance(
    work,
    [seat, after],
    was ? [{ type: 'seat_cancelled', facts: { ...facts, was } }] : [],
    ports,
    session,
  );
}

const hadBy = (seat: Seat): Had | null =>
  seats.isTaken(seat) ? { workerId: seat.workerId, operatorPath: [...seat.workerPath], runId: seat.runId } : null;

async function remember(
  { job, seats: all }: Work,
  workerId: PersonId,
  { jobs }: Advancing,
  session: ClientSession,
): Promise<Work> {
  const after = { ...job, version: job.version + 1, lostBy: [...new Set([...job.lostBy, workerId])] };
  await jobs.saveJob(job, after, session);
  return { job: after, seats: all };
}

const HANDLER = unscoped('the line behind the job ended or moved');

/** The line was cancelled: every seat that has not begun is. What has begun goes on to its own end. */
export async function cancelJob(line: LineFacts, reason: string, { tx }: Handling, ports: Advancing): Promise<void> {
  await tx(async (session) => {
    await ports.jobs.isNews(line, session); // a confirmation that comes later opens nothing any more
    await cancelSeats(await ports.jobs.ofLine(HANDLER, line.lineId, session), reason, ports, session);
  });
}

/** Cancels every seat of a job that may still be. */
export async function cancelSeats(work: Work | null, reason: string, ports: Advancing, session: ClientSession) {
  let now = work;
  for (const seat of now?.seats ?? []) {
    if (now && seats.SEAT_MOVES[seat.state].includes('cancelled'))
      now = await cancelSeat(now, seat, reason, ports, session);
  }
}

/**
 * The line has another day, window, place or provider, by a plan made anew: seats not begun are offered anew for it, to
 * whoever it may be; whoever had them hears why.
 */
export async function moveJob(
  work: Work,
  planned: Work,
  now: Instant,
  ports: Advancing,
  session: ClientSession,
): Promise<Work> {
  const { id, version } = work.job;
  const job = { ...planned.job, id, version: version + 1, openedAt: now };
  await ports.jobs.saveJob(work.job, job, session);
  let moved: Work = { job, seats: work.seats };
  for (const seat of work.seats) {
    if (seats.isTaken(seat) && seats.SEAT_MOVES[seat.state].includes('open')) {
      moved = await reopenSeat(moved, seat, { why: 'line_changed' }, ports, session);
    }
  }
  for (const seat of moved.seats) {
    const plan = planned.seats.find(({ number }) => number === seat.number);
    if (!plan || seats.isTaken(seat)) continue;
    await ports.jobs.saveSeat(moved.job, seat, seats.replan(seat, plan), session);
  }
  await ports.events.add({ type: 'job_changed', facts: factsOf(moved.job) }, session);
  return moved;
}
