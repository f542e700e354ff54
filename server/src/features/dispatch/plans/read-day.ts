import { Refusal, type Instant, type PlanSubject, type SeatState } from '@nuanlin/shared';
import { covers, type Scope } from '../../../platform/access/scope.ts';
import type { DistrictFacts } from '../asks.ts';
import type { DispatchPorts } from '../ports.ts';
import { isFor, isOf, type DayRead } from './day.ts';
import type { Plan } from './plan.ts';

const LIVE: readonly SeatState[] = ['open', 'offered', 'held', 'assigned', 'en_route', 'arrived', 'working'];

/** @throws NOT_FOUND for a district outside the caller's areas */
export async function districtFor(
  { districtId }: Pick<PlanSubject, 'districtId'>,
  scope: Scope,
  { asks }: Pick<DispatchPorts, 'asks'>,
): Promise<DistrictFacts> {
  const district = await asks.district(districtId);
  if (!district || !covers(scope, { elderId: null, areaPath: district.areaPath, operatorPath: [], personIds: [] }))
    throw new Refusal('NOT_FOUND', { districtId });
  return district;
}

/** Reads a subject's day as it is, side by side. @throws NOT_FOUND for a district outside the caller's areas */
export async function readDay(
  scope: Scope,
  { subject, pins, absentIds }: Pick<Plan, 'subject' | 'pins' | 'absentIds'>,
  now: Instant,
  ports: Pick<DispatchPorts, 'asks' | 'jobs' | 'runs'>,
): Promise<DayRead> {
  const { asks, jobs, runs } = ports;
  const district = await districtFor(subject, scope, ports);
  const { zone } = district;
  const inDistrict = await jobs.inDistrict(scope, subject.districtId, LIVE);
  const works = inDistrict.filter((work) => isOf(work, subject, zone));
  const standing = { areaPath: district.areaPath, operatorPath: works[0]?.job.operatorPath ?? [] };
  const [going, workers, wishes, handing, weights] = await Promise.all([
    runs.inDistrict(scope, subject.districtId),
    asks.available(district),
    asks.wishes([...new Set(works.map(({ job }) => job.elderId))]),
    asks.rule('handing', standing),
    asks.rule('dispatch_weights', standing),
  ]);
  return {
    subject,
    zone,
    now,
    works: works.toSorted((a, b) => a.job.id.localeCompare(b.job.id)),
    runs: going,
    workers: workers.filter((worker) => isFor(subject, worker)).toSorted((a, b) => a.id.localeCompare(b.id)),
    wishes,
    handing,
    weights: weights.weights,
    absentIds,
    pins,
  };
}
