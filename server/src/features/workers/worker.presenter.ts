import type { PersonId, WorkerCard, WorkerProfile } from '@nuanlin/shared';
import type { Identity } from '../identity/index.ts';
import { allowsPlace, type Worker } from './worker.ts';

/** A worker as his coordinator and the dispatcher see him: never a place. */
export async function presentCards(workers: readonly Worker[], { people }: Identity): Promise<WorkerCard[]> {
  const names = await people.names(workers.map(({ workerId }) => workerId));
  return workers.map((worker) => cardOf(worker, names));
}

/** A worker as he sees himself. */
export async function presentProfile(worker: Worker, { people }: Identity): Promise<WorkerProfile> {
  const names = await people.names([worker.workerId]);
  return { ...cardOf(worker, names), base: worker.base, placeConsent: allowsPlace(worker) };
}

const cardOf = (worker: Worker, names: ReadonlyMap<PersonId, string>): WorkerCard => ({
  id: worker.workerId,
  version: worker.version,
  name: names.get(worker.workerId) ?? '',
  kind: worker.kind,
  sex: worker.sex,
  operatorId: worker.operatorId,
  areaId: worker.areaId,
  skills: [...worker.skills],
  certificates: [...worker.certificates],
  papers: [...worker.papers],
  vehicle: worker.vehicle,
  capacity: worker.capacity,
  online: worker.online && !worker.away,
  shifts: [...worker.shifts],
});
