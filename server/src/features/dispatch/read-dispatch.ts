import {
  Refusal,
  serviceDayOf,
  streamOf,
  type ConsoleView,
  type DistrictId,
  type JobId,
  type PersonId,
  type RunId,
  type SeatState,
  type SeenPosition,
} from '@nuanlin/shared';
import type { SignedIn } from '../../platform/http/route.ts';
import { covers } from '../../platform/access/scope.ts';
import { headsOf } from '../../platform/feed/entries.ts';
import type { Work } from '../jobs/index.ts';
import type { Available, DistrictFacts } from './asks.ts';
import type { Offer } from './offer.ts';
import type { Learnt } from './learnt.ts';
import type { DispatchPorts } from './ports.ts';
import type { Run } from './run.ts';
import type { Decided } from './trace.store.ts';

/** Offers that wait for the caller, or for a provider whose coordinator he is. */
export async function myOffers({ scope, actor }: SignedIn, { offers }: DispatchPorts): Promise<Offer[]> {
  const own = await offers.pendingTo(scope, actor.personId);
  return [...own, ...(await offers.pendingToProviders(scope))].toSorted((a, b) =>
    a.leaseUntil.localeCompare(b.leaseUntil),
  );
}

export const myRuns = ({ scope, actor }: SignedIn, { runs }: DispatchPorts): Promise<Run[]> =>
  runs.ofWorker(scope, actor.personId);

/** @throws NOT_FOUND */
export const getRun = ({ scope, runId }: SignedIn & { runId: RunId }, { runs }: DispatchPorts): Promise<Run> =>
  runs.get(scope, runId);

export interface ConsoleRead {
  readonly asOf: ConsoleView['asOf'];
  readonly district: DistrictFacts;
  readonly works: readonly Work[];
  readonly pending: readonly Offer[];
  readonly runs: readonly Run[];
  readonly available: readonly Available[];
  readonly outcomes: ReadonlyMap<JobId, Decided['outcome']>;
  readonly positions: ReadonlyMap<RunId, SeenPosition>;
  readonly learnt: ReadonlyMap<PersonId, Learnt>;
}

const GOING: readonly SeatState[] = ['open', 'offered', 'held', 'assigned', 'en_route', 'arrived', 'working'];

/** A district's work of now, its offers, runs and workers. @throws NOT_FOUND outside the caller's areas */
export async function readConsole(
  { districtId, scope, now }: SignedIn & { districtId: DistrictId },
  { asks, jobs, offers, runs, traces, learnt }: DispatchPorts,
): Promise<ConsoleRead> {
  const district = await asks.district(districtId);
  if (!district || !covers(scope, { elderId: null, areaPath: district.areaPath, operatorPath: [], personIds: [] }))
    throw new Refusal('NOT_FOUND', { districtId });
  const asOf = await headsOf([streamOf('district', districtId)]); // before the data, so that nothing between is missed
  const works = await jobs.inDistrict(scope, districtId, GOING);
  const open = works.filter(({ seats }) => seats.some(({ state }) => state === 'open'));
  const [pending, going, available, outcomes] = await Promise.all([
    offers.pendingIn(scope, districtId),
    runs.inDistrict(scope, districtId),
    asks.available(district),
    traces.outcomes(open.map(({ job }) => job.id)),
  ]);
  return {
    asOf,
    district,
    works: works.toSorted((a, b) => a.job.window.from.localeCompare(b.job.window.from)),
    pending,
    runs: going,
    available,
    outcomes,
    positions: await asks.positions(going.flatMap(({ id, state }) => (state === 'departed' ? [id] : []))),
    learnt: await learnt.of(
      available.map(({ id }) => id),
      serviceDayOf(now, district.zone),
    ),
  };
}
