import type { AreaId, DistrictId, OperatorId, PersonId, Point, TimeWindow } from '@nuanlin/shared';
import { Refusal } from '@nuanlin/shared';
import { covers, unscoped, type Scope } from '../../platform/access/scope.ts';
import type { Identity } from '../identity/index.ts';
import type { Organizations } from '../organizations/index.ts';
import type { LoadEntry } from './load.ts';
import type { LoadStore } from './loads.store.ts';
import type { RoughPlaces } from './rough-places.ts';
import type { Worker } from './worker.ts';
import type { WorkerStore } from './workers.store.ts';

export interface WorkersPorts {
  workers: WorkerStore;
  loads: LoadStore;
  places: RoughPlaces;
  identity: Identity;
  organizations: Organizations;
}

/** A worker as matching needs him: attributes, shifts, what he has accepted; a place, never a track. */
export interface Available extends Pick<
  Worker,
  'kind' | 'sex' | 'operatorPath' | 'skills' | 'certificates' | 'papers' | 'vehicle' | 'capacity' | 'online'
> {
  readonly id: PersonId;
  readonly name: string;
  readonly shifts: readonly TimeWindow[];
  /** Where he is thought to be while free: an online courier's rough place, else the base or chosen compound. */
  readonly place: Point | null;
  readonly busy: readonly LoadEntry[];
}

/** Those who may be sent into an area: its volunteers, and the staff of operators that serve it. */
export async function workersServing(areaPath: readonly AreaId[], ports: WorkersPorts): Promise<Worker[]> {
  const operators = await ports.organizations.places.operatorsServing(areaPath);
  const scope = unscoped('who has the area in hand may know who works there');
  return ports.workers.servingArea(
    scope,
    areaPath,
    operators.map(({ id }) => id),
  );
}

/** Adds what is kept beside the worker: name, load and place. */
export async function asAvailable(found: readonly Worker[], { identity, loads, places }: WorkersPorts) {
  const ids = found.map(({ workerId }) => workerId);
  const [names, taken, near] = await Promise.all([identity.people.names(ids), loads.of(ids), places.of(ids)]);
  return found.map((worker): Available => {
    const { workerId, shifts, base } = worker;
    return {
      id: workerId,
      name: names.get(workerId) ?? '',
      kind: worker.kind,
      sex: worker.sex,
      operatorPath: worker.operatorPath,
      skills: worker.skills,
      certificates: worker.certificates,
      papers: worker.papers,
      vehicle: worker.vehicle,
      capacity: worker.capacity,
      shifts: shifts.map(({ window }) => window),
      online: worker.online && !worker.away,
      place: near.get(workerId) ?? base?.at ?? null,
      busy: taken.get(workerId)?.entries ?? [],
    };
  });
}

/** @throws NOT_FOUND for a district outside the caller's areas */
export async function workersOfDistrict(
  { districtId, scope }: { districtId: DistrictId; scope: Scope },
  ports: WorkersPorts,
): Promise<Worker[]> {
  const district = await ports.organizations.places.district(districtId);
  const placed = { elderId: null, areaPath: district?.areaPath ?? [], operatorPath: [], personIds: [] };
  if (!district || !covers(scope, placed)) throw new Refusal('NOT_FOUND');
  return workersServing(district.areaPath, ports);
}

export const staffOf = (
  { operatorId, scope }: { operatorId: OperatorId; scope: Scope },
  { workers }: WorkersPorts,
): Promise<Worker[]> => workers.ofOperator(scope, operatorId);

export const myself = (
  { actor, scope }: { actor: { personId: PersonId }; scope: Scope },
  { workers }: WorkersPorts,
): Promise<Worker> => workers.get(scope, actor.personId);
