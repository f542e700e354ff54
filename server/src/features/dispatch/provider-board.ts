import {
  at,
  Refusal,
  serviceDayOf,
  streamOf,
  type OfferView,
  type OperatorId,
  type ProviderBoard,
  type ProviderStaff,
  type TimeOfDay,
} from '@nuanlin/shared';
import { covers } from '../../platform/access/scope.ts';
import { headsOf } from '../../platform/feed/entries.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import { isTaken, presentProviderJobs, type JobAsks, type Work } from '../jobs/index.ts';
import type { Available, ProviderFacts } from './asks.ts';
import type { Offer } from './offer.ts';
import type { DispatchPorts } from './ports.ts';

export interface ProviderRead {
  readonly asOf: ProviderBoard['asOf'];
  readonly provider: ProviderFacts;
  readonly offers: readonly Offer[];
  readonly works: readonly Work[];
  readonly staff: readonly Available[];
}

const DAY_BEGINS = '00:00' as TimeOfDay;

/** A provider's offers, staff, and the jobs of theirs that ended today or are to come. @throws NOT_FOUND for another's */
export async function readProviderBoard(
  { operatorId, scope, now }: SignedIn & { operatorId: OperatorId },
  { asks, jobs, offers }: DispatchPorts,
): Promise<ProviderRead> {
  const asOf = await headsOf([streamOf('provider', operatorId)]);
  const provider = await asks.provider(operatorId);
  if (!provider || !covers(scope, { ...provider, elderId: null, areaPath: [], personIds: [] }))
    throw new Refusal('NOT_FOUND', { operatorId });
  const { zone } = provider;
  const [pending, works, staff] = await Promise.all([
    offers.pendingToProviders(scope),
    jobs.ofOperator(scope, operatorId, at(serviceDayOf(now, zone), DAY_BEGINS, zone)),
    asks.staffOf(operatorId),
  ]);
  return {
    asOf,
    provider,
    offers: pending
      .filter(({ to }) => to.kind === 'provider' && to.operatorId === operatorId)
      .toSorted((a, b) => a.leaseUntil.localeCompare(b.leaseUntil)),
    works: works.filter((work) => isDoneBy(operatorId, work)),
    staff,
  };
}

/** The provider's own people have a seat of it; what others do of its items is not on its board. */
const isDoneBy = (operatorId: OperatorId, { seats }: Work): boolean =>
  seats.some((seat) => isTaken(seat) && seat.workerPath.includes(operatorId));

export const boardPresenter =
  (asks: JobAsks, presentOffer: (offer: Offer) => Promise<OfferView>) =>
  async ({ asOf, provider, offers, works, staff }: ProviderRead): Promise<ProviderBoard> => ({
    asOf,
    operator: { id: provider.id, name: provider.name },
    offers: await Promise.all(offers.map(presentOffer)),
    jobs: await presentProviderJobs(works, asks),
    staff: staff.map(presentStaff),
  });

export const presentStaff = ({ id, name, online, skills, certificates, shifts }: Available): ProviderStaff => ({
  id,
  name,
  online,
  skills: [...skills],
  certificates: certificates.map(({ kind, until }) => ({ kind, until })),
  shifts: [...shifts],
});
