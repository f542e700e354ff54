import { minutesBetween, type Instant } from '@nuanlin/shared';
import type { Job } from './job.ts';
import type { Seat, TakenSeat } from './seat.ts';

/**
 * Minutes that somebody who was there in time waited for the rest of the crew (D5), in whole ones.
 * @param until when the work began or the visit ended: a partner who never came is waited for until then
 */
export function waitedFor(
  seat: TakenSeat,
  { seats, job }: { seats: readonly Seat[]; job: Job },
  until: Instant,
): number {
  const partners = seats.filter(({ id, state }) => id !== seat.id && state !== 'cancelled');
  if (!('arrived' in seat) || partners.length === 0) return 0;
  const came = partners.map((partner) => ('arrived' in partner ? partner.arrived.at : until));
  const complete = came.reduce((last, at) => (at > last ? at : last));
  const since = seat.arrived.at > job.window.from ? seat.arrived.at : job.window.from;
  const waited = minutesBetween(since, complete < until ? complete : until);
  return Math.max(0, Math.floor(waited));
}
