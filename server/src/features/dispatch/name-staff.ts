import { Refusal, type OfferId, type PersonId } from '@nuanlin/shared';
import { unscoped } from '../../platform/access/scope.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/tx.ts';
import { take } from './accept-offer.ts';
import { costOf, judgeAll, type Judged } from './explain-seat.ts';
import { name, type Offer } from './offer.ts';
import type { DispatchPorts } from './ports.ts';
import type { Run } from './run.ts';

const OFFERED = unscoped('the offer, read within the coordinator’s scope, gives its seats');

/**
 * Whom a provider's coordinator could name for an offer: the provider's own staff, the cheapest first, then those who may
 * not, with the reason.
 * @throws NOT_YOUR_OFFER, NOT_FOUND
 */
export async function staffFor(
  { offerId, scope, now }: SignedIn & { offerId: OfferId },
  ports: DispatchPorts,
): Promise<Judged[]> {
  return judgeStaff(await ports.offers.get(scope, offerId), now, ports);
}

/**
 * 派单: a provider's coordinator names one of the staff for an offer to the provider; the same rules as for anybody.
 * @throws OFFER_EXPIRED, OFFER_TAKEN, OFFER_CLOSED, WORKER_BUSY, WORKER_NOT_ELIGIBLE, NOT_YOUR_OFFER, NOT_FOUND
 */
export async function nameStaff(
  { offerId, workerId, actor, scope, now }: SignedIn & { offerId: OfferId; workerId: PersonId },
  ports: DispatchPorts & { tx: Tx },
): Promise<Run> {
  const offer = await ports.offers.get(scope, offerId);
  const accepted = name(offer, actor.personId, workerId, now);
  const named = (await judgeStaff(offer, now, ports)).find(({ worker }) => worker.id === workerId);
  if (!named) throw new Refusal('WORKER_NOT_ELIGIBLE', { reason: 'OTHER_PROVIDER' });
  if (!named.explanation.eligible) throw new Refusal('WORKER_NOT_ELIGIBLE', { reason: named.explanation.reason });
  return take({ offer, accepted, workerId, now }, ports);
}

/** The provider's staff, each judged by the seat of the offer that suits her least. */
async function judgeStaff({ id, to, seatIds }: Offer, now: SignedIn['now'], ports: DispatchPorts): Promise<Judged[]> {
  if (to.kind !== 'provider') throw new Refusal('NOT_YOUR_OFFER', { offerId: id });
  const staff = new Set((await ports.asks.staffOf(to.operatorId)).map((worker) => worker.id));
  const worst = new Map<PersonId, Judged>();
  for (const seatId of seatIds) {
    const { seat, ...work } = await ports.jobs.ofSeat(OFFERED, seatId);
    const { judged: all } = await judgeAll(work, seat, now, ports);
    for (const judged of all) {
      const before = worst.get(judged.worker.id);
      if (staff.has(judged.worker.id) && (!before || costOf(judged) > costOf(before))) {
        worst.set(judged.worker.id, judged);
      }
    }
  }
  return [...worst.values()].toSorted((a, b) => costOf(a) - costOf(b) || a.worker.id.localeCompare(b.worker.id));
}
