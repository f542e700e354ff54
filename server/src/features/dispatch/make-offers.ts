import type { ClientSession } from 'mongoose';
import type { Run as EngineRun } from '@nuanlin/dispatch-engine';
import { distanceM, type Id, type Instant, type OfferId, type Reason, type RunId } from '@nuanlin/shared';
import type { OfferFacts, OfferTo } from '../../events/index.ts';
import type { Seat, Work } from '../jobs/index.ts';
import type { Available } from './asks.ts';
import { atMinute } from './minute.ts';
import type { Offer } from './offer.ts';
import type { SeatPay } from './pay.ts';
import type { DispatchPorts } from './ports.ts';
import type { Run } from './run.ts';

/** A seat to be offered, with its work as it was read. */
export interface WorkSeat {
  readonly work: Work;
  readonly seat: Seat;
}

/** The engine's run as it is kept and offered: a stop for each of its doors, in order. */
export function runFrom(run: Pick<EngineRun, 'stops' | 'leave' | 'end'>, seats: readonly WorkSeat[], id: RunId): Run {
  const doors = run.stops.flatMap(({ kind, jobIds, at }) =>
    kind === 'door' ? seats.filter(({ work }) => work.job.id === jobIds[0]).map((one) => ({ ...one, at })) : [],
  );
  const pickups = doors.flatMap(({ work }) => (work.job.pickup ? [work.job.pickup] : []));
  const [first] = seats;
  if (!first) throw new Error('a run has a seat');
  return {
    id,
    version: 1,
    districtId: first.work.job.districtId,
    state: 'offered',
    workerId: null,
    pickup: pickups.toSorted((a, b) => b.readyAt.localeCompare(a.readyAt))[0] ?? null,
    stops: doors.map(({ work: { job }, seat, at }) => ({
      jobId: job.id,
      seatId: seat.id,
      elderId: job.elderId,
      areaPath: job.areaPath,
      operatorPath: job.operatorPath,
      lineId: job.source.kind === 'line' ? job.source.lineId : null,
      promisedAt: atMinute(at),
    })),
    leaveAt: atMinute(run.leave),
    endAt: atMinute(run.end),
    collectedAt: null,
  };
}

/** Everything that makes an offer, whoever asks: a round, a dispatcher's broadcast, an assignment. */
export interface Asking {
  readonly id: OfferId;
  readonly run: Run;
  readonly seats: readonly WorkSeat[];
  readonly worker: Available;
  readonly to: OfferTo;
  readonly mode: Offer['mode'];
  readonly groupId: Id<'offerGroup'> | null;
  readonly sentAt: Instant;
  readonly leaseUntil: Instant;
  readonly pays: readonly SeatPay[];
  readonly travelMinutes: number;
  readonly why: readonly Reason[];
}

/** A pending offer of a run to somebody. */
export function offerOf({ run, seats, worker, ...asking }: Asking): Offer {
  const jobs = seats.map(({ work }) => work.job);
  const begin = run.pickup?.at ?? jobs[0]?.place.at;
  return {
    ...asking,
    version: 1,
    districtId: run.districtId,
    areaPath: jobs[0]?.areaPath ?? [],
    operatorPath: [...new Set([...jobs.flatMap(({ operatorPath }) => operatorPath), ...worker.operatorPath])],
    runId: run.id,
    jobIds: [...new Set(jobs.map(({ id }) => id))],
    seatIds: seats.map(({ seat }) => seat.id),
    distanceM: worker.place && begin ? Math.round(distanceM(worker.place, begin)) : 0,
    state: 'pending',
    end: null,
  };
}

/** Writes pending offers, each with the end of its lease, and tells who is asked. @throws WORKER_BUSY when he is already */
export async function sendOffers(
  sent: readonly Offer[],
  { offers, deadlines, events }: Pick<DispatchPorts, 'offers' | 'deadlines' | 'events'>,
  session: ClientSession,
): Promise<void> {
  await offers.insert(sent, session);
  for (const { id, leaseUntil } of sent) await deadlines.set('dispatch.lease', id, leaseUntil, session);
  await events.add(
    sent.map((offer) => ({ type: 'offer_sent' as const, facts: offerFacts(offer) })),
    session,
  );
}

/** What events say of an offer. */
export const offerFacts = (offer: Offer): OfferFacts => ({
  offerId: offer.id,
  districtId: offer.districtId,
  runId: offer.runId,
  jobIds: [...offer.jobIds],
  seatIds: [...offer.seatIds],
  to: offer.to,
  leaseUntil: offer.leaseUntil,
  version: offer.version,
});
