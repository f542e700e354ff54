import type { ClientSession } from 'mongoose';
import { later, Refusal, type Instant, type OfferId, type PersonId } from '@nuanlin/shared';
import type { JobEvent } from '../../events/index.ts';
import { unscoped } from '../../platform/access/scope.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/tx.ts';
import { advance, seatFacts, seatMoves, type Seat, type Taken, type Work } from '../jobs/index.ts';
import type { Available } from './asks.ts';
import { accept, type Offer } from './offer.ts';
import type { DispatchPorts } from './ports.ts';
import { acceptRun, type Run } from './run.ts';
import { watchCrew, watchRun } from './watches.ts';
import { offerFacts } from './make-offers.ts';

/**
 * 接单. Takes a run's seats for the worker; exactly one caller wins a seat, whatever the number of API processes. A
 * dispatcher may accept for the worker after a call (代接单).
 * @throws OFFER_EXPIRED, OFFER_TAKEN, OFFER_CLOSED, WORKER_BUSY, NOT_YOUR_OFFER, NOT_FOUND
 */
export async function acceptOffer(
  { offerId, actor, scope, now }: SignedIn & { offerId: OfferId },
  ports: DispatchPorts & { tx: Tx },
): Promise<Run> {
  const offer = await ports.offers.get(scope, offerId);
  const workerId = offer.to.kind === 'worker' ? offer.to.workerId : actor.personId;
  const accepted = accept(offer, { personId: actor.personId, workerId }, now);
  return take({ offer, accepted, workerId, now }, ports);
}

interface Taking {
  readonly offer: Offer;
  readonly accepted: Offer;
  readonly workerId: PersonId;
  readonly now: Instant;
}

const OFFERED = unscoped('the offer gives its run and seats');

/** The one transaction in which work becomes somebody's. @throws OFFER_TAKEN, WORKER_BUSY, WORKER_NOT_ELIGIBLE, SEAT_MOVED_ON */
export async function take(
  { offer, accepted, workerId, now }: Taking,
  ports: DispatchPorts & { tx: Tx },
): Promise<Run> {
  const worker = await ports.asks.worker(workerId);
  if (!worker) throw new Refusal('WORKER_NOT_ELIGIBLE', { reason: 'NO_WORKER' });
  return ports.tx(async (session) => {
    await ports.offers.save(offer, accepted, session); // by version: OFFER_TAKEN
    const run = await ports.runs.get(OFFERED, offer.runId, session);
    const taken = acceptRun(run, workerId);
    await ports.runs.save(run, taken, session); // of a broadcast's offers one wins: OFFER_TAKEN
    const works = await takeSeats(offer, takenBy(worker, run), ports, session);
    await ports.loads.add(workerId, loadOf(run, works, now), session); // by version: WORKER_BUSY
    await ports.deadlines.clear('dispatch.lease', offer.id, session);
    await watchRun(taken, ports, session);
    for (const work of works) await watchCrew(work, now, ports, session);
    const notedById = accepted.end?.how === 'accepted' ? accepted.end.notedById : null;
    await ports.events.add(
      { type: 'offer_accepted', facts: { ...offerFacts(accepted), workerId, notedById } },
      session,
    );
    return taken;
  });
}

export const takenBy = (worker: Available, run: Run): Taken => ({
  workerId: worker.id,
  workerKind: worker.kind,
  runId: run.id,
  workerPath: worker.operatorPath,
});

/** Where and when the run wants the worker, and where and when it leaves him free. */
export function loadOf(run: Run, works: readonly Work[], now: Instant) {
  const [first, last] = [works[0], works.at(-1)];
  if (!first || !last) throw new Refusal('SEAT_MOVED_ON', { runId: run.id });
  const from = later(run.leaveAt, now);
  const begins = run.pickup
    ? { at: run.pickup.at, by: later(run.pickup.readyAt, from) }
    : { at: first.job.place.at, by: later(run.stops[0]?.promisedAt ?? from, from) };
  return { runId: run.id, window: { from, to: later(run.endAt, from) }, begins, endsAt: last.job.place.at };
}

/** Takes the offer's seats; each is held until its crew is complete, and the last one assigns them all. */
export async function takeSeats(
  { seatIds }: Pick<Offer, 'seatIds'>,
  taken: Taken,
  ports: Pick<DispatchPorts, 'jobs' | 'events'>,
  session: ClientSession,
): Promise<Work[]> {
  const works: Work[] = [];
  for (const seatId of seatIds) {
    const work = await ports.jobs.ofSeat(OFFERED, seatId, session);
    works.push(await takeSeat(work, work.seat, taken, ports, session));
  }
  return works;
}

async function takeSeat(
  work: Work,
  seat: Seat,
  taken: Taken,
  ports: Pick<DispatchPorts, 'jobs' | 'events'>,
  session: ClientSession,
): Promise<Work> {
  const partners = work.seats.filter(({ id, state }) => id !== seat.id && state !== 'cancelled' && state !== 'failed');
  const complete = partners.every(({ state }) => state !== 'open' && state !== 'offered');
  const after = complete ? seatMoves.assign(seat, taken) : seatMoves.hold(seat, taken);
  const told: JobEvent[] = [takenEvent(work, after)];
  let now = await advance(work, [seat, after], told, ports, session);
  if (!complete) return now;
  for (const partner of partners) {
    if (partner.state !== 'held') continue;
    const assigned = seatMoves.assign(partner, seatMoves.takenOf(partner));
    now = await advance(now, [partner, assigned], [takenEvent(now, assigned)], ports, session);
  }
  return now;
}

function takenEvent({ job }: Work, seat: Seat): JobEvent {
  if (seat.state !== 'held' && seat.state !== 'assigned') throw new Refusal('SEAT_MOVED_ON', { seatId: seat.id });
  return { type: seat.state === 'held' ? 'seat_held' : 'seat_assigned', facts: seatFacts(job, seat) };
}
