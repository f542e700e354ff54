import type { ClientSession } from 'mongoose';
import type { Instant, OfferId, RunId } from '@nuanlin/shared';
import type { DispatchEvent } from '../../events/index.ts';
import { unscoped } from '../../platform/access/scope.ts';
import type { Handling } from '../../platform/events.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/tx.ts';
import { reopenSeat } from '../jobs/index.ts';
import { cancel, reject, rescind, timeOut, type Offer } from './offer.ts';
import type { DispatchPorts } from './ports.ts';
import { dissolveRun } from './run.ts';
import { offerFacts } from './make-offers.ts';

const ENDING = unscoped('an offer that ends gives its run and seats back');

/** 不方便. Never lowers pay or later offers; the work is on its way again at once. @throws NOT_YOUR_OFFER, OFFER_CLOSED, OFFER_TAKEN, OFFER_EXPIRED */
export async function rejectOffer(
  { offerId, reason, actor, scope, now }: SignedIn & { offerId: OfferId; reason: string },
  ports: DispatchPorts & { tx: Tx },
): Promise<Offer> {
  const offer = await ports.offers.get(scope, offerId);
  const rejected = reject(offer, actor, reason, now);
  const told = { type: 'offer_rejected', facts: { ...offerFacts(rejected), reason } } as const;
  return ports.tx((session) => endOffer([offer, rejected], told, ports, session));
}

/** A dispatcher withdraws an offer. @throws OFFER_CLOSED, OFFER_TAKEN, OFFER_EXPIRED */
export async function rescindOffer(
  { offerId, why, actor, scope, now }: SignedIn & { offerId: OfferId; why: string },
  ports: DispatchPorts & { tx: Tx },
): Promise<Offer> {
  const offer = await ports.offers.get(scope, offerId);
  const rescinded = rescind(offer, actor.personId, why, now);
  const told = { type: 'offer_rescinded', facts: { ...offerFacts(rescinded), why } } as const;
  return ports.tx((session) => endOffer([offer, rescinded], told, ports, session));
}

/** The lease has run out; nothing happens to an offer that was answered meanwhile. */
export async function lapseOffer(offerId: OfferId, { tx, now }: Handling, ports: DispatchPorts): Promise<void> {
  await tx(async (session) => {
    const offer = await ports.offers.get(ENDING, offerId, session);
    if (offer.state !== 'pending') return;
    const lapsed = timeOut(offer, now);
    await endOffer([offer, lapsed], { type: 'offer_timed_out', facts: offerFacts(lapsed) }, ports, session);
  });
}

/** Another took the run: the others who were asked hear it. */
export async function rescindOthers(runId: RunId, { tx, now }: Handling, ports: DispatchPorts): Promise<void> {
  await tx(async (session) => {
    for (const offer of await ports.offers.pendingOf(ENDING, runId, session)) {
      const rescinded = rescind(offer, null, 'taken', now);
      await close(
        [offer, rescinded],
        { type: 'offer_rescinded', facts: { ...offerFacts(rescinded), why: 'taken' } },
        ports,
        session,
      );
    }
  });
}

/** Nobody else was faster: an offer is withdrawn, and its work is asked of somebody else. */
export async function withdraw(
  offer: Offer,
  why: 'worker_offline',
  now: Instant,
  ports: DispatchPorts,
  session: ClientSession,
): Promise<void> {
  const rescinded = rescind(offer, null, why, now);
  const told = { type: 'offer_rescinded', facts: { ...offerFacts(rescinded), why } } as const;
  await endOffer([offer, rescinded], told, ports, session);
}

/** The work behind an offer is gone. */
export async function cancelOffer(
  offer: Offer,
  now: Instant,
  ports: DispatchPorts,
  session: ClientSession,
): Promise<void> {
  const cancelled = cancel(offer, 'work_gone', now);
  await endOffer([offer, cancelled], { type: 'offer_cancelled', facts: offerFacts(cancelled) }, ports, session);
}

/** Ends an offer; when nobody else is being asked, its seats open again and the run is dissolved. */
async function endOffer(
  [before, after]: readonly [Offer, Offer],
  told: DispatchEvent,
  ports: DispatchPorts,
  session: ClientSession,
): Promise<Offer> {
  await close([before, after], told, ports, session);
  const others = await ports.offers.pendingOf(ENDING, before.runId, session);
  if (others.length > 0) return after;
  const run = await ports.runs.get(ENDING, before.runId, session);
  if (run.state === 'offered') await ports.runs.save(run, dissolveRun(run), session);
  for (const seatId of before.seatIds) {
    const work = await ports.jobs.ofSeat(ENDING, seatId, session);
    if (work.seat.state === 'offered' && work.seat.runId === before.runId) {
      await reopenSeat(work, work.seat, { why: 'offer_ended' }, ports, session);
    }
  }
  return after;
}

async function close(
  [before, after]: readonly [Offer, Offer],
  told: DispatchEvent,
  ports: DispatchPorts,
  session: ClientSession,
) {
  await ports.offers.save(before, after, session);
  await ports.deadlines.clear('dispatch.lease', before.id, session);
  await ports.events.add(told, session);
}
