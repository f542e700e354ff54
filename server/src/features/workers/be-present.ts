import { CONSENT_KINDS, type Instant, type PresenceReport } from '@nuanlin/shared';
import type { DomainEvent } from '../../events/index.ts';
import { unscoped, type Actor, type Scope } from '../../platform/access/scope.ts';
import type { EventLog } from '../../platform/events.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/tx.ts';
import type { RoughPlaces } from './rough-places.ts';
import { allowsPlace, type Worker } from './worker.ts';
import type { WorkerStore } from './workers.store.ts';

export interface PresencePorts {
  workers: WorkerStore;
  places: RoughPlaces;
  events: EventLog<DomainEvent>;
  tx: Tx;
}

/** Goes online or offline; saying so twice changes nothing. Offline there is no place. */
export async function setPresence(
  { online, actor, scope }: { online: boolean } & SignedIn,
  { workers, places, events, tx }: PresencePorts,
): Promise<Worker> {
  const worker = await workers.get(scope, actor.personId);
  if (worker.online === online && !worker.away) return worker;
  if (!online) await places.forget(worker.workerId);
  return tx(async (session) => {
    const saved = await workers.save({ ...worker, online, away: false }, session);
    await events.add(presenceOf(worker, online, false), session);
    return saved;
  });
}

/** What events say when somebody comes or goes. @param silent his devices have gone, without a word of his */
export const presenceOf = ({ workerId, areaPath, operatorPath }: Worker, online: boolean, silent: boolean) => {
  const facts = { workerId, areaPath: [...areaPath], operatorPath: [...operatorPath] };
  return online
    ? ({ type: 'worker_online', facts } as const)
    : ({ type: 'worker_offline', facts: { ...facts, silent } } as const);
};

/** Allows or forbids the use of the rough place; forbidding forgets it at once. */
export async function consentToPlace(
  { given, actor, scope, now }: { given: boolean; actor: Actor; scope: Scope; now: Instant },
  { workers, places, tx }: Omit<PresencePorts, 'events'>,
): Promise<Worker> {
  const worker = await workers.get(scope, actor.personId);
  if (!given) await places.forget(worker.workerId);
  const { textVersion } = CONSENT_KINDS.worker_place;
  return tx((session) => workers.save({ ...worker, placeConsent: given ? { textVersion, at: now } : null }, session));
}

/** A place usable for matching is at most so inexact. */
const LARGEST_ERROR_M = 1000;

/** Hears where a courier is; kept only rounded, only of one who is online and has allowed it. */
export async function hearPresence(
  { at, accuracyM }: PresenceReport,
  { personId }: Actor,
  { workers, places }: Pick<PresencePorts, 'workers' | 'places'>,
): Promise<void> {
  const worker = await workers.get(unscoped('a worker’s own report'), personId);
  if (worker.kind !== 'courier' || !worker.online || !allowsPlace(worker) || accuracyM > LARGEST_ERROR_M) return;
  await places.keep(personId, at);
}
