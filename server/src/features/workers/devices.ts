import type { Redis } from 'ioredis';
import { Refusal, WORKERS, type PersonId } from '@nuanlin/shared';
import type { DomainEvent } from '../../events/index.ts';
import { unscoped, type Actor } from '../../platform/access/scope.ts';
import type { EventLog } from '../../platform/events.ts';
import type { Log } from '../../platform/log.ts';
import type { Stoppable } from '../../platform/process.ts';
import type { Tx } from '../../platform/tx.ts';
import { presenceOf } from './be-present.ts';
import type { Worker } from './worker.ts';
import type { WorkerStore } from './workers.store.ts';

/** A courier whose last device was heard so long ago (real time, as networks have it) counts as offline. */
const AWAY_AFTER_MS = 180_000;
const LOOK_EVERY_MS = 15_000;

/**
 * When each worker's devices were last heard, by real time, in one sorted set: Redis may be emptied, and then nobody
 * counts as gone who was not heard since.
 */
export interface Devices {
  heard(workerIds: readonly PersonId[]): Promise<void>;
  silentFor(ms: number): Promise<PersonId[]>;
  forget(workerId: PersonId): Promise<void>;
}

export function devicesIn(redis: Redis, prefix: string): Devices {
  const key = `${prefix}:devices`;
  return {
    async heard(workerIds) {
      if (workerIds.length > 0) await redis.zadd(key, ...workerIds.flatMap((workerId) => [Date.now(), workerId]));
    },
    async silentFor(ms) {
      return (await redis.zrangebyscore(key, 0, Date.now() - ms)) as PersonId[];
    },
    async forget(workerId) {
      await redis.zrem(key, workerId);
    },
  };
}

export interface DevicePorts {
  workers: WorkerStore;
  devices: Devices;
  events: EventLog<DomainEvent>;
  run: Tx;
}

const DEVICES = unscoped('a worker’s own devices come and go');
const isWorker = ({ grants }: Actor): boolean => grants.some(({ role }) => WORKERS.includes(role));

/** Workers have a device in some api process. */
export const devicesHere = (actors: readonly Actor[], { devices }: Pick<DevicePorts, 'devices'>): Promise<void> =>
  devices.heard(actors.filter(isWorker).map(({ personId }) => personId));

/** A device has connected; whoever had been away is asked again. */
export async function deviceCame(actor: Actor, ports: DevicePorts): Promise<void> {
  if (!isWorker(actor)) return;
  await ports.devices.heard([actor.personId]);
  const [worker] = await ports.workers.among(DEVICES, [actor.personId]);
  if (worker?.away) await turn(worker, false, ports);
}

/** Couriers whose devices have all been silent for too long are away. */
export async function lookForGone(afterMs: number, ports: DevicePorts): Promise<void> {
  const silent = await ports.devices.silentFor(afterMs);
  for (const worker of await ports.workers.among(DEVICES, silent)) {
    if (worker.kind === 'courier' && worker.online && !worker.away) await turn(worker, true, ports);
  }
  for (const workerId of silent) await ports.devices.forget(workerId);
}

/** Another process may do the same at this moment; one of them does it. */
async function turn(worker: Worker, away: boolean, { workers, events, run }: DevicePorts): Promise<void> {
  try {
    await run(async (session) => {
      await workers.save({ ...worker, away }, session);
      await events.add(presenceOf(worker, !away, true), session);
    });
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'VERSION_STALE')) throw error;
  }
}

/** Looks for those who are gone, in background processes. */
export function startLooking(ports: DevicePorts, log: Log): Stoppable {
  let looking = Promise.resolve();
  const timer = setInterval(() => {
    looking = lookForGone(AWAY_AFTER_MS, ports).catch((error: unknown) =>
      log.warn({ err: error }, 'devices not looked for'),
    );
  }, LOOK_EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}
