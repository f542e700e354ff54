import type { ClientSession } from 'mongoose';
import type { Decision, Offer as Proposed } from '@nuanlin/dispatch-engine';
import {
  distanceM,
  fromMs,
  plusMinutes,
  Refusal,
  type DistrictId,
  type Id,
  type Instant,
  type JobId,
  type OfferId,
  type Pay,
  type PersonId,
  type RefusalCode,
  type RunId,
} from '@nuanlin/shared';
import type { OfferFacts, OfferTo } from '../../events/index.ts';
import type { Tx } from '../../platform/tx.ts';
import { advance, seatMoves, type Seat, type Work } from '../jobs/index.ts';
import type { Available } from './asks.ts';
import type { Offer } from './offer.ts';
import type { DispatchPorts } from './ports.ts';
import type { Run } from './run.ts';

/** What a round knew when it decided; offers hold only while it is still so. */
export interface Seen {
  readonly now: Instant;
  readonly districtId: DistrictId;
  readonly works: ReadonlyMap<string, Work>;
  readonly workers: ReadonlyMap<string, Available>;
  pay(worker: Available, stops: readonly { work: Work; seat: Seat }[]): Pay;
  /** To the person, or to the provider whose coordinator names staff. */
  addressee(worker: Available): OfferTo;
}

/** Offers that were written; those that lost a race are simply not. */
export interface Written {
  readonly jobId: JobId;
  readonly workerIds: readonly PersonId[];
}

/** Offers that stand or fall together: a direct one, a broadcast's, or a crew's. */
type Together = readonly [Proposed, ...Proposed[]];

/**
 * Writes a decision's offers, each group in a transaction that checks the versions of the seats it saw. An offer that
 * lost the race is not written; the next round sees the work as it is then.
 */
export async function writeOffers(decision: Decision, seen: Seen, ports: DispatchPorts, tx: Tx): Promise<Written[]> {
  const written: Written[] = [];
  for (const together of groupsOf(decision.offers)) {
    try {
      written.push(...(await tx((session) => writeGroup(together, seen, ports, session))));
    } catch (error) {
      if (!lostTheRace(error)) throw error;
    }
  }
  return written;
}

const LOST = new Set<RefusalCode>(['SEAT_MOVED_ON', 'WORKER_BUSY', 'NOT_FOUND']);
const lostTheRace = (error: unknown): boolean => error instanceof Refusal && LOST.has(error.code);

function groupsOf(offers: readonly Proposed[]): Together[] {
  const groups = new Map<unknown, [Proposed, ...Proposed[]]>();
  for (const offer of offers) {
    const key = offer.crew ?? offer.seats.map(({ seatId }) => seatId).join();
    const group = groups.get(key);
    if (group) group.push(offer);
    else groups.set(key, [offer]);
  }
  return [...groups.values()];
}

async function writeGroup(
  together: Together,
  seen: Seen,
  ports: DispatchPorts,
  session: ClientSession,
): Promise<Written[]> {
  const crew = together[0].crew;
  const groupId = crew === null ? null : ports.newId('offerGroup');
  const runs = new Map<string, RunId>();
  const works = new Map(seen.works);
  const offers: Offer[] = [];
  for (const proposed of together) {
    const key = proposed.seats.map(({ seatId }) => seatId).join();
    const known = runs.get(key);
    const runId = known ?? ports.newId('run');
    if (known === undefined) {
      runs.set(key, runId);
      await ports.runs.insert(runFor(proposed, runId, seen), session);
      await offerSeats(proposed, { runId, works }, ports, session);
    }
    offers.push(offerFor(proposed, { id: ports.newId('offer'), runId, groupId }, seen));
  }
  await ports.offers.insert(offers, session);
  for (const offer of offers) await ports.deadlines.set('dispatch.lease', offer.id, offer.leaseUntil, session);
  await ports.events.add(
    offers.map((offer) => ({ type: 'offer_sent' as const, facts: offerFacts(offer) })),
    session,
  );
  const workerIds = together.map(({ workerId }) => workerId as PersonId);
  return [...new Set(offers.flatMap(({ jobIds }) => jobIds))].map((jobId) => ({ jobId, workerIds }));
}

/** The seats as the round saw them become offered; a seat that moved on since refuses. A crew's job is raised with each. */
async function offerSeats(
  { seats }: Proposed,
  { runId, works }: { runId: RunId; works: Map<string, Work> },
  ports: DispatchPorts,
  session: ClientSession,
): Promise<void> {
  for (const { jobId, seatId } of seats) {
    const { work, seat } = seatSeen({ works }, jobId, seatId);
    works.set(jobId, await advance(work, [seat, seatMoves.offer(seat, runId)], [], ports, session));
  }
}

function seatSeen({ works }: Pick<Seen, 'works'>, jobId: string, seatId: string): { work: Work; seat: Seat } {
  const work = works.get(jobId);
  const seat = work?.seats.find(({ id }) => id === seatId);
  if (!work || !seat) throw new Refusal('NOT_FOUND', { seatId });
  return { work, seat };
}

function runFor({ seats, run }: Proposed, id: RunId, seen: Seen): Run {
  const doors = run.stops.filter(({ kind }) => kind === 'door');
  const stops = doors.map(({ jobIds, at }) => {
    const jobId = jobIds[0] ?? '';
    const { work, seat } = seatSeen(seen, jobId, seats.find((taken) => taken.jobId === jobId)?.seatId ?? '');
    return {
      work,
      stop: {
        jobId: work.job.id,
        seatId: seat.id,
        elderId: work.job.elderId,
        areaPath: work.job.areaPath,
        operatorPath: work.job.operatorPath,
        promisedAt: atMinute(at),
      },
    };
  });
  const pickups = stops.flatMap(({ work }) => (work.job.pickup ? [work.job.pickup] : []));
  return {
    id,
    version: 1,
    districtId: seen.districtId,
    state: 'offered',
    workerId: null,
    pickup: pickups.toSorted((a, b) => b.readyAt.localeCompare(a.readyAt))[0] ?? null,
    stops: stops.map(({ stop }) => stop),
    leaveAt: atMinute(run.leave),
    endAt: atMinute(run.end),
  };
}

function offerFor(
  proposed: Proposed,
  { id, runId, groupId }: { id: OfferId; runId: RunId; groupId: Id<'offerGroup'> | null },
  seen: Seen,
): Offer {
  const worker = seen.workers.get(proposed.workerId);
  const stops = proposed.seats.map(({ jobId, seatId }) => seatSeen(seen, jobId, seatId));
  const [first] = stops;
  if (!worker || !first) throw new Refusal('NOT_FOUND', { workerId: proposed.workerId });
  const to = seen.addressee(worker);
  const begin = first.work.job.pickup?.at ?? first.work.job.place.at;
  return {
    id,
    version: 1,
    districtId: seen.districtId,
    areaPath: first.work.job.areaPath,
    operatorPath: [...new Set([...first.work.job.operatorPath, ...worker.operatorPath])],
    runId,
    jobIds: [...new Set(stops.map(({ work }) => work.job.id))],
    seatIds: stops.map(({ seat }) => seat.id),
    groupId,
    mode: to.kind === 'provider' ? 'provider' : proposed.mode,
    to,
    sentAt: seen.now,
    leaseUntil: plusMinutes(seen.now, proposed.lease),
    pay: seen.pay(worker, stops),
    travelMinutes: proposed.cost.travel,
    distanceM: worker.place ? Math.round(distanceM(worker.place, begin)) : 0,
    why: whyOf(proposed),
    state: 'pending',
    end: null,
  };
}

function whyOf({ cost, trace }: Proposed): Offer['why'] {
  const reasons: { code: string; data: Record<string, number> }[] = [];
  if (cost.continuity < 0) reasons.push({ code: 'KNOWN_TO_ELDER', data: {} });
  const next = trace.nextBest[0]?.cost.total;
  reasons.push({
    code: 'NEAREST',
    data: { minutes: Math.round(cost.travel), ahead: next === undefined ? 0 : Math.round(next - cost.total) },
  });
  return reasons;
}

const atMinute = (minute: number): Instant => fromMs(Math.round(minute * 60_000));

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
