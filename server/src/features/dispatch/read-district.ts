import { rulesOf, type PlannedRun } from '@nuanlin/dispatch-engine';
import { serviceDayOf, type Instant, type PersonId } from '@nuanlin/shared';
import type { OfferTo } from '../../events/index.ts';
import { unscoped } from '../../platform/access/scope.ts';
import type { Work } from '../jobs/index.ts';
import type { Available, DistrictFacts, Standing } from './asks.ts';
import type { DispatchPorts } from './ports.ts';
import type { Read } from './snapshot.ts';

const ROUND = unscoped('a dispatch round acts for the district');

/** Reads all that one round needs, side by side. */
export async function readDistrict(
  district: DistrictFacts,
  works: readonly Work[],
  { now, plan }: { now: Instant; plan: readonly PlannedRun[] },
  { asks, offers, learnt }: DispatchPorts,
): Promise<Read> {
  const { zone } = district;
  const standing = standingOf(district, works);
  const [workers, pending, refusals, wishes, weights, leases, radii, quiet, handing] = await Promise.all([
    asks.available(district),
    offers.pendingIn(ROUND, district.id),
    offers.refusals(ROUND, new Map(works.map(({ job }) => [job.id, job.openedAt]))),
    asks.wishes([...new Set(works.map(({ job }) => job.elderId))]),
    asks.rule('dispatch_weights', standing),
    asks.rule('offer_leases', standing),
    asks.rule('radii', standing),
    asks.rule('quiet_hours', standing),
    asks.rule('handing', standing),
  ]);
  return {
    now,
    zone,
    works,
    workers,
    learnt: await learnt.of(
      workers.map(({ id }) => id),
      serviceDayOf(now, zone),
    ),
    wishes,
    asked: new Set(pending.flatMap(({ to }) => (to.kind === 'worker' ? [to.workerId] : []))),
    refused: byWorker(refusals, workers),
    quiet,
    handing,
    leases,
    rules: rulesOf(weights, leases, radii),
    plan,
  };
}

/** Where a round's rules are looked up: the district, and the operator of its oldest work. */
export const standingOf = ({ areaPath }: DistrictFacts, works: readonly Work[]): Standing => ({
  areaPath,
  operatorPath: works[0]?.job.operatorPath ?? [],
});

/** What a provider refused, none of its staff is thought of for. */
function byWorker(
  refusals: readonly { to: OfferTo; jobIds: readonly string[] }[],
  workers: readonly Available[],
): Map<PersonId, string[]> {
  const found = new Map<PersonId, string[]>();
  for (const { to, jobIds } of refusals) {
    const meant =
      to.kind === 'worker'
        ? [to.workerId]
        : workers.filter(({ operatorPath }) => operatorPath.includes(to.operatorId)).map(({ id }) => id);
    for (const workerId of meant) found.set(workerId, [...(found.get(workerId) ?? []), ...jobIds]);
  }
  return found;
}
