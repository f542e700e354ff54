import { later, plusMinutes, type PersonId, type RunId } from '@nuanlin/shared';
import { unscoped } from '../../platform/access/scope.ts';
import type { Handling } from '../../platform/events.ts';
import { withdraw } from './end-offer.ts';
import type { DispatchPorts } from './ports.ts';
import { tell } from './runs.ts';

const OFFLINE = unscoped('a worker has gone offline, and his work goes on');

export const AWAY = 'dispatch.away';

/**
 * A worker is offline: what he is asked at this moment is asked of somebody else, and a watch stands on what he accepted
 * and has not left for. Work under way stays with him.
 */
export async function workerGone(workerId: PersonId, { tx, now }: Handling, ports: DispatchPorts): Promise<void> {
  await tx(async (session) => {
    for (const offer of await ports.offers.pendingTo(OFFLINE, workerId, session))
      await withdraw(offer, 'worker_offline', now, ports, session);
    for (const run of await ports.runs.ofWorker(OFFLINE, workerId, session)) {
      const [first] = run.stops;
      if (run.state !== 'accepted' || !first) continue;
      const { workerAway } = await ports.asks.rule('watches', first);
      await ports.deadlines.set(AWAY, run.id, later(plusMinutes(run.leaveAt, -workerAway), now), session);
    }
  });
}

/** He is back: nobody need ask. */
export async function workerBack(workerId: PersonId, { tx }: Handling, ports: DispatchPorts): Promise<void> {
  await tx(async (session) => {
    for (const run of await ports.runs.ofWorker(OFFLINE, workerId, session))
      await ports.deadlines.clear(AWAY, run.id, session);
  });
}

/** He must leave soon and is still offline: he is asked, and the dispatcher knows. */
export async function stillAway(runId: RunId, { tx }: Handling, ports: DispatchPorts): Promise<void> {
  const { workerId } = await ports.runs.get(OFFLINE, runId);
  const worker = workerId === null ? null : await ports.asks.worker(workerId);
  await tx(async (session) => {
    const run = await ports.runs.get(OFFLINE, runId, session);
    if (run.state === 'accepted' && worker && !worker.online) await tell('departure_doubtful', run, ports, session);
  });
}
