import { streamOf } from '@nuanlin/shared';
import type { DomainEvent, EventOf } from '../../events/index.ts';
import { unscoped } from '../../platform/access/scope.ts';
import type { Note, Projection } from '../../platform/feed/entries.ts';
import type { Organizations } from '../organizations/index.ts';
import type { WorkerStore } from './workers.store.ts';

const RELAY = unscoped('the relay shows each audience its own view');

/** Who comes and goes is heard by the provider and by the districts in which the worker may be sent. */
export function workersFeed({
  workers,
  organizations: { places },
}: {
  workers: WorkerStore;
  organizations: Organizations;
}): Projection<DomainEvent> {
  const told = async ({ type, facts }: EventOf<'worker_online' | 'worker_offline'>): Promise<Note[]> => {
    const { version, online, operatorId, operatorPath, areaPath } = await workers.get(RELAY, facts.workerId);
    const operator = operatorId && (await places.operator(operatorId));
    const serves = operator ? operator.serves : [];
    const districts = (await places.districts()).filter(({ areaId, areaPath: above }) =>
      [...areaPath, ...serves].some((area) => area === areaId || above.includes(area)),
    );
    const streams = [
      ...districts.map(({ id }) => streamOf('district', id)),
      ...operatorPath.map((operator) => streamOf('provider', operator)),
    ];
    const entity = { kind: 'worker', id: facts.workerId };
    return streams.map((stream) => ({ stream, type, entity, version, view: { id: facts.workerId, online } }));
  };
  return { worker_online: told, worker_offline: told };
}
