import type { ClientSession } from 'mongoose';
import { Refusal, type PersonId, type SeatId } from '@nuanlin/shared';
import type { DomainEvent, JobEvent, SeatFacts } from '../../events/index.ts';
import type { Scope } from '../../platform/access/scope.ts';
import type { EventLog } from '../../platform/events.ts';
import { jobStateOf, type Job } from './job.ts';
import type { JobStore, Work } from './jobs.store.ts';
import { factsOf } from './plan-job.ts';
import type { Seat, TakenSeat } from './seat.ts';

export interface Advancing {
  readonly jobs: JobStore;
  readonly events: EventLog<DomainEvent>;
}

/** The seat that a worker speaks of: his own. @throws NOT_FOUND, SEAT_NOT_YOURS */
export async function ownSeat(
  { scope, seatId, workerId }: { scope: Scope; seatId: SeatId; workerId: PersonId },
  { jobs }: Pick<Advancing, 'jobs'>,
  session: ClientSession,
): Promise<Work & { readonly seat: TakenSeat }> {
  const { job, seats, seat } = await jobs.ofSeat(scope, seatId, session);
  if (!('workerId' in seat) || seat.workerId !== workerId) throw new Refusal('SEAT_NOT_YOURS', { seatId });
  return { job, seats, seat };
}

export const seatFacts = (job: Job, seat: TakenSeat): SeatFacts => ({
  ...factsOf(job),
  seatId: seat.id,
  seatNumber: seat.number,
  seatVersion: seat.version,
  workerId: seat.workerId,
  workerKind: seat.workerKind,
  runId: seat.runId,
});

/**
 * Writes a seat's step with its events, and the job's end when this was its last seat. The job of a crew is raised with
 * every step, so that of two last seats ending at once one is tried again and sees the other.
 */
export async function advance(
  { job, seats }: Work,
  [before, after]: readonly [Seat, Seat],
  told: readonly JobEvent[],
  { jobs, events }: Advancing,
  session: ClientSession,
): Promise<Work> {
  await jobs.saveSeat(job, before, after, session);
  const next = seats.map((seat) => (seat.id === after.id ? after : seat));
  const raised = { ...job, version: job.version + 1 };
  if (seats.length > 1) await jobs.saveJob(job, raised, session);
  const end = endOf(seats.length > 1 ? raised : job, next, after);
  await events.add(end ? [...told, end] : told, session);
  return { job: seats.length > 1 ? raised : job, seats: next };
}

function endOf(job: Job, seats: readonly Seat[], last: Seat): JobEvent | null {
  switch (jobStateOf(seats)) {
    case 'completed':
      return { type: 'job_completed', facts: factsOf(job) };
    case 'failed': {
      const failed = last.state === 'failed' ? last : seats.find((seat) => seat.state === 'failed');
      return {
        type: 'job_failed',
        facts: { ...factsOf(job), reason: failed?.state === 'failed' ? failed.reason : 'worker' },
      };
    }
    case 'cancelled':
      return {
        type: 'job_cancelled',
        facts: { ...factsOf(job), reason: last.state === 'cancelled' ? last.reason : 'line_cancelled' },
      };
    case 'open':
    case 'offered':
    case 'assigned':
    case 'en_route':
    case 'arrived':
    case 'working':
      return null;
  }
}
