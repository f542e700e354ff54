import {
  Refusal,
  type AreaId,
  type DistrictId,
  type Id,
  type Instant,
  type JobId,
  type OfferId,
  type OfferState,
  type OperatorId,
  type PersonId,
  type Reason,
  type RunId,
  type SeatId,
} from '@nuanlin/shared';
import type { OfferTo } from '../../events/index.ts';
import type { Actor } from '../../platform/access/scope.ts';
import type { SeatPay } from './pay.ts';

/** 待接单: a run offered to one worker, or to a provider whose coordinator names staff; accepted or refused whole. */
export interface Offer {
  readonly id: OfferId;
  readonly version: number;
  readonly districtId: DistrictId;
  readonly areaPath: readonly AreaId[];
  readonly operatorPath: readonly OperatorId[];
  readonly runId: RunId;
  readonly jobIds: readonly JobId[];
  readonly seatIds: readonly SeatId[];
  /** The offers of a crew stand or fall together. */
  readonly groupId: Id<'offerGroup'> | null;
  readonly mode: 'direct' | 'broadcast' | 'provider' | 'manual';
  readonly to: OfferTo;
  readonly sentAt: Instant;
  readonly leaseUntil: Instant;
  /** Seat by seat. */
  readonly pays: readonly SeatPay[];
  readonly travelMinutes: number;
  readonly distanceM: number;
  readonly why: readonly Reason[];
  readonly state: OfferState;
  readonly end: OfferEnd | null;
}

export type OfferEnd =
  | { readonly how: 'accepted'; readonly at: Instant; readonly workerId: PersonId; readonly notedById: PersonId | null }
  | {
      readonly how: 'rejected' | 'rescinded' | 'cancelled';
      readonly at: Instant;
      readonly why: string;
      readonly byId: PersonId | null;
    }
  | { readonly how: 'timeout'; readonly at: Instant };

/** Who answers: the worker himself, or a dispatcher after a call with him (代接单). */
export interface Answering {
  readonly personId: PersonId;
  readonly workerId: PersonId;
}

const CLOSED = {
  accepted: 'OFFER_TAKEN',
  rescinded: 'OFFER_TAKEN',
  timeout: 'OFFER_EXPIRED',
  rejected: 'OFFER_CLOSED',
  cancelled: 'OFFER_CLOSED',
} as const;

function pending(offer: Offer): void {
  if (offer.state !== 'pending') throw new Refusal(CLOSED[offer.state], { offerId: offer.id, state: offer.state });
}

/**
 * 接单. The worker asked takes the run, or a dispatcher notes that he did.
 * @throws NOT_YOUR_OFFER, OFFER_EXPIRED, OFFER_TAKEN, OFFER_CLOSED
 */
export function accept(offer: Offer, { personId, workerId }: Answering, now: Instant): Offer {
  if (offer.to.kind !== 'worker' || offer.to.workerId !== workerId)
    throw new Refusal('NOT_YOUR_OFFER', { offerId: offer.id });
  return taken(offer, workerId, personId === workerId ? null : personId, now);
}

/**
 * 派单 by a provider's coordinator, who names one of the staff.
 * @throws NOT_YOUR_OFFER, OFFER_EXPIRED, OFFER_TAKEN, OFFER_CLOSED
 */
export function name(offer: Offer, coordinatorId: PersonId, workerId: PersonId, now: Instant): Offer {
  if (offer.to.kind !== 'provider') throw new Refusal('NOT_YOUR_OFFER', { offerId: offer.id });
  return taken(offer, workerId, coordinatorId, now);
}

function taken(offer: Offer, workerId: PersonId, notedById: PersonId | null, now: Instant): Offer {
  pending(offer);
  if (now > offer.leaseUntil) throw new Refusal('OFFER_EXPIRED', { offerId: offer.id, leaseUntil: offer.leaseUntil });
  return ended(offer, 'accepted', { how: 'accepted', at: now, workerId, notedById });
}

/**
 * 不方便. The worker asked declines, the coordinator of the provider asked, or a dispatcher after a call with them.
 * @throws NOT_YOUR_OFFER, OFFER_EXPIRED, OFFER_TAKEN, OFFER_CLOSED
 */
export function reject(offer: Offer, actor: Pick<Actor, 'personId' | 'grants'>, why: string, now: Instant): Offer {
  if (!mayDecline(offer, actor)) throw new Refusal('NOT_YOUR_OFFER', { offerId: offer.id });
  pending(offer);
  return ended(offer, 'rejected', { how: 'rejected', at: now, why, byId: actor.personId });
}

function mayDecline({ to, areaPath, operatorPath }: Offer, { personId, grants }: Pick<Actor, 'personId' | 'grants'>) {
  if (to.kind === 'worker' && to.workerId === personId) return true;
  // From the root to the provider asked: a coordinator above it answers for it too.
  const asked = to.kind === 'provider' ? operatorPath.slice(0, operatorPath.indexOf(to.operatorId) + 1) : [];
  return grants.some(
    ({ role, over }) =>
      (role === 'dispatcher' && areaPath.some((area) => area === over)) ||
      (role === 'coordinator' && asked.some((operator) => operator === over)),
  );
}

/** The lease ran out. @throws OFFER_TAKEN, OFFER_CLOSED, OFFER_EXPIRED when it has ended already */
export function timeOut(offer: Offer, now: Instant): Offer {
  pending(offer);
  return ended(offer, 'timeout', { how: 'timeout', at: now });
}

/** Another took it, or a dispatcher withdrew it. */
export function rescind(offer: Offer, byId: PersonId | null, why: string, now: Instant): Offer {
  pending(offer);
  return ended(offer, 'rescinded', { how: 'rescinded', at: now, why, byId });
}

/** Its work is gone. */
export function cancel(offer: Offer, why: string, now: Instant): Offer {
  pending(offer);
  return ended(offer, 'cancelled', { how: 'cancelled', at: now, why, byId: null });
}

const ended = (offer: Offer, state: OfferState, end: OfferEnd): Offer => ({
  ...offer,
  version: offer.version + 1,
  state,
  end,
});
