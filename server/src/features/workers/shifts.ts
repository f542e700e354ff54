import { Refusal, type Id, type Instant, type PersonId, type Shift, type TimeWindow } from '@nuanlin/shared';
import { unscoped } from '../../platform/access/scope.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import type { NewId } from '../../platform/ids.ts';
import type { Tx } from '../../platform/tx.ts';
import { repeatedShifts } from './repeat-shifts.ts';
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

const SET_UP = unscoped('set-up writes down the shifts of everybody');

/**
 * Writes down what each of these workers' weekly rhythm asks for until a moment; for set-up. A worker who changes
 * meanwhile is left for the next time.
 * @returns how many shifts were added
 */
export async function repeatShifts(
  workerIds: readonly PersonId[],
  span: { now: Instant; until: Instant },
  ports: Ports,
): Promise<number> {
  let added = 0;
  for (const workerId of workerIds) {
    added += await repeatShiftsOf(workerId, span, ports).catch((error: unknown) => {
      if (error instanceof Refusal && error.code === 'VERSION_STALE') return 0;
      throw error;
    });
  }
  return added;
}

async function repeatShiftsOf(
  workerId: PersonId,
  span: { now: Instant; until: Instant },
  { workers, newId, tx }: Ports,
): Promise<number> {
  const worker = await workers.get(SET_UP, workerId);
  const windows = worker.shifts.map(({ window }) => window);
  const more = repeatedShifts(windows, span).map((window) => ({ id: newId('shift'), window }));
  if (more.length > 0) {
    await tx((session) => workers.save({ ...worker, shifts: [...worker.shifts, ...more] }, session));
  }
  return more.length;
}
