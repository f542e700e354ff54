import type { ClientSession } from 'mongoose';
import type { Decision, Offer as Proposed } from '@nuanlin/dispatch-engine';
import {
  plusMinutes,
  Refusal,
  type Instant,
  type JobId,
  type Pay,
  type PersonId,
  type RefusalCode,
} from '@nuanlin/shared';
import type { OfferTo } from '../../events/index.ts';
import type { Tx } from '../../platform/tx.ts';
import { advance, seatMoves, type Work } from '../jobs/index.ts';
import type { Available } from './asks.ts';
import { offerOf, runFrom, sendOffers, type WorkSeat } from './make-offers.ts';
import type { Offer } from './offer.ts';
import type { DispatchPorts } from './ports.ts';
import type { Run } from './run.ts';

/** What a round knew when it decided; offers hold only while it is still so. */
export interface Seen {
  readonly now: Instant;
  readonly works: ReadonlyMap<string, Work>;
  readonly workers: ReadonlyMap<string, Available>;
  pay(worker: Available, seat: WorkSeat): Pay;
  /** To the person, or to the provider whose coordinator names staff. */
  addressee(worker: Available): OfferTo;
  /** Minutes for a coordinator to name staff. */
  readonly providerLease: number;
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
    const key = offer.crew ?? seatsOf(offer);
    const group = groups.get(key);
    if (group) group.push(offer);
    else groups.set(key, [offer]);
  }
  return [...groups.values()];
}

/** The offers of a broadcast are for the same seats, so for the same run. */
const seatsOf = ({ seats }: Proposed): string => seats.map(({ seatId }) => seatId).join();

async function writeGroup(
  together: Together,
  seen: Seen,
  ports: DispatchPorts,
  session: ClientSession,
): Promise<Written[]> {
  const groupId = together[0].crew === null ? null : ports.newId('offerGroup');
  const runs = new Map<string, Run>();
  const works = new Map(seen.works);
  const offers: Offer[] = [];
  for (const proposed of together) {
    const worker = seen.workers.get(proposed.workerId);
    if (!worker) throw new Refusal('NOT_FOUND', { workerId: proposed.workerId });
    const seats = proposed.seats.map(({ jobId, seatId }) => seatSeen(works, jobId, seatId));
    let run = runs.get(seatsOf(proposed));
    if (!run) {
      run = runFrom(proposed.run, seats, ports.newId('run'));
      runs.set(seatsOf(proposed), run);
      await ports.runs.insert(run, session);
      await offerSeats(proposed, { run, works }, ports, session);
    }
    const to = seen.addressee(worker);
    offers.push(
      offerOf({
        id: ports.newId('offer'),
        run,
        seats,
        worker,
        to,
        mode: to.kind === 'provider' ? 'provider' : proposed.mode,
        groupId,
        sentAt: seen.now,
        leaseUntil: plusMinutes(seen.now, to.kind === 'provider' ? seen.providerLease : proposed.lease),
        pays: seats.map((one) => ({ seatId: one.seat.id, pay: seen.pay(worker, one) })),
        travelMinutes: proposed.run.travel,
        why: whyOf(proposed),
      }),
    );
  }
  await sendOffers(offers, ports, session);
  const workerIds = together.flatMap(({ workerId }) => seen.workers.get(workerId)?.id ?? []);
  return [...new Set(offers.flatMap(({ jobIds }) => jobIds))].map((jobId) => ({ jobId, workerIds }));
}

/** The seats as the round saw them become offered; a seat that moved on since refuses. A crew's job is raised with each. */
async function offerSeats(
  { seats }: Proposed,
  { run, works }: { run: Run; works: Map<string, Work> },
  ports: DispatchPorts,
  session: ClientSession,
): Promise<void> {
  for (const { jobId, seatId } of seats) {
    const { work, seat } = seatSeen(works, jobId, seatId);
    works.set(jobId, await advance(work, [seat, seatMoves.offer(seat, run.id)], [], ports, session));
  }
}

function seatSeen(works: ReadonlyMap<string, Work>, jobId: string, seatId: string): WorkSeat {
  const work = works.get(jobId);
  const seat = work?.seats.find(({ id }) => id === seatId);
  if (!work || !seat) throw new Refusal('NOT_FOUND', { seatId });
  return { work, seat };
}

function whyOf({ cost, run, trace }: Proposed): Offer['why'] {
  const next = trace.nextBest[0]?.cost.total;
  const ahead = next === undefined ? 0 : Math.round(next - cost.total);
  return [
    ...(cost.continuity < 0 ? [{ code: 'KNOWN_TO_ELDER', data: {} }] : []),
    { code: 'NEAREST', data: { minutes: Math.round(run.travel), ahead } },
  ];
}
