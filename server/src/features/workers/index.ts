import type { ClientSession } from 'mongoose';
import type { AreaId, Instant, OperatorId, PersonId, PresenceReport } from '@nuanlin/shared';
import { unscoped, type Actor } from '../../platform/access/scope.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Identity } from '../identity/index.ts';
import type { Organizations } from '../organizations/index.ts';
import { asAvailable, workersServing, type Available } from './available.ts';
import { hearPresence } from './be-present.ts';
import { deviceCame, devicesHere, devicesIn, lookForGone, startLooking } from './devices.ts';
import { loadStore } from './loads.store.ts';
import { registerWorkers, type NewWorker } from './register-workers.ts';
import { roughPlaces } from './rough-places.ts';
import { repeatShifts } from './shifts.ts';
import { workersFeed } from './workers.feed.ts';
import { workersRoutes } from './workers.routes.ts';
import { workerStore } from './workers.store.ts';

export type { Available } from './available.ts';
export { type Load, type LoadEntry } from './load.ts';
export { loadStore, type LoadStore } from './loads.store.ts';
export type { NewWorker } from './register-workers.ts';
export type { Worker } from './worker.ts';

export type Workers = ReturnType<typeof createWorkers>;

/** Workers with what they may do, their shifts, presence and load. */
export function createWorkers(
  { config, events, log, newId, redis, transactions }: Platform,
  { identity, organizations }: { identity: Identity; organizations: Organizations },
) {
  const places = roughPlaces(redis, config.QUEUE_PREFIX);
  const ports = { workers: workerStore, loads: loadStore, places, identity, organizations, events, newId };
  const devicePorts = {
    workers: workerStore,
    devices: devicesIn(redis, config.QUEUE_PREFIX),
    events,
    run: transactions.run,
  };
  const matching = unscoped('matching looks at one worker');
  return {
    feature: {
      routes: workersRoutes(ports),
      feed: workersFeed(ports),
      loop: () => startLooking(devicePorts, log),
    },
    loads: loadStore,

    /** Everybody who may be sent into an area, with what matching needs. */
    available: async ({ areaPath }: { readonly areaPath: readonly AreaId[] }): Promise<Available[]> =>
      asAvailable(await workersServing(areaPath, ports), ports),

    /** Everybody who stands under a provider, with what matching needs. */
    staffOf: async (operatorId: OperatorId): Promise<Available[]> =>
      asAvailable(await workerStore.ofOperator(unscoped('a provider’s own board'), operatorId), ports),

    /** One worker, as matching sees him; null for a person who does not work. */
    async worker(workerId: PersonId): Promise<Available | null> {
      const [worker] = await asAvailable(await workerStore.among(matching, [workerId]), ports);
      return worker ?? null;
    },

    hearPresence: (report: PresenceReport, actor: Actor) => hearPresence(report, actor, ports),

    deviceCame: (actor: Actor) => deviceCame(actor, devicePorts),
    /** Couriers whose devices have been silent for so long (real time) are away from now on. */
    lookForGone: (afterMs: number) => lookForGone(afterMs, devicePorts),
    devicesHere: (actors: readonly Actor[]) => devicesHere(actors, devicePorts),
    /** The last of a person's devices has gone: where he was is not known any more. */
    devicesGone: ({ personId }: Actor) => places.forget(personId),

    registerAll: (newcomers: readonly NewWorker[], session: ClientSession) =>
      registerWorkers(newcomers, ports, session),

    /** Writes down shifts of everybody who may be sent into an area, week by week, until a moment; for set-up. */
    async repeatShifts(areaPath: readonly AreaId[], span: { now: Instant; until: Instant }): Promise<number> {
      const serving = await workersServing(areaPath, ports);
      const workerIds = serving.map(({ workerId }) => workerId);
      return repeatShifts(workerIds, span, { workers: workerStore, newId, tx: transactions.run });
    },
  };
}
