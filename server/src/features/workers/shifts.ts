import type { Id, Shift, TimeWindow } from '@nuanlin/shared';
import type { SignedIn } from '../../platform/http/route.ts';
import type { NewId } from '../../platform/ids.ts';
import type { Tx } from '../../platform/tx.ts';
import { withoutShift, withShift } from './worker.ts';
import type { WorkerStore } from './workers.store.ts';

interface Ports {
  workers: WorkerStore;
  newId: NewId;
  tx: Tx;
}

/** @throws INVALID_INPUT for a shift that is over or meets another */
export async function addShift(
  { window, actor, scope, now }: { window: TimeWindow } & SignedIn,
  { workers, newId, tx }: Ports,
): Promise<Shift> {
  const shift = { id: newId('shift'), window };
  const worker = withShift(await workers.get(scope, actor.personId), shift, now);
  return tx(async (session) => {
    await workers.save(worker, session);
    return shift;
  });
}

/** Work already accepted stays. @throws NOT_FOUND */
export async function removeShift(
  { shiftId, actor, scope }: { shiftId: Id<'shift'> } & SignedIn,
  { workers, tx }: Ports,
): Promise<Shift> {
  const { worker, shift } = withoutShift(await workers.get(scope, actor.personId), shiftId);
  return tx(async (session) => {
    await workers.save(worker, session);
    return shift;
  });
}
