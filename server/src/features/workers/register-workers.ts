import type { ClientSession } from 'mongoose';
import { Refusal, type PersonId, type Shift } from '@nuanlin/shared';
import type { NewId } from '../../platform/ids.ts';
import type { Organizations } from '../organizations/index.ts';
import type { Worker } from './worker.ts';
import type { WorkerStore } from './workers.store.ts';

/** A person who begins to work; the grant of the role is given with the person. */
export type NewWorker = Pick<
  Worker,
  | 'workerId'
  | 'kind'
  | 'sex'
  | 'operatorId'
  | 'areaId'
  | 'skills'
  | 'certificates'
  | 'papers'
  | 'vehicle'
  | 'capacity'
  | 'base'
  | 'placeConsent'
  | 'online'
> & { readonly shifts: readonly Shift['window'][] };

/**
 * Registers workers, many at once. Staff and couriers name an operator, volunteers an area.
 * @throws NOT_FOUND for an unknown operator or area
 */
export async function registerWorkers(
  newcomers: readonly NewWorker[],
  { workers, organizations: { places }, newId }: { workers: WorkerStore; organizations: Organizations; newId: NewId },
  session: ClientSession,
): Promise<PersonId[]> {
  const operators = new Map((await places.operators()).map((operator) => [operator.id, operator.path]));
  const areas = new Map((await places.areas()).map((area) => [area.id, area.path]));
  const registered = newcomers.map((newcomer) => {
    const operatorPath = newcomer.operatorId ? operators.get(newcomer.operatorId) : [];
    const areaPath = newcomer.areaId ? areas.get(newcomer.areaId) : [];
    if (!operatorPath || !areaPath) throw new Refusal('NOT_FOUND');
    return {
      ...newcomer,
      elderId: null,
      areaPath,
      operatorPath,
      personIds: [newcomer.workerId],
      version: 1,
      away: false,
      shifts: newcomer.shifts.map((window) => ({ id: newId('shift'), window })),
    };
  });
  await workers.add(registered, session);
  return registered.map(({ workerId }) => workerId);
}
