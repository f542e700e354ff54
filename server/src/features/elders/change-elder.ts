import type { ClientSession } from 'mongoose';
import { FIELD_TEXTS, Refusal, type ElderId, type ElderRecord } from '@nuanlin/shared';
import type { DomainEvent } from '../../events/index.ts';
import type { Scope } from '../../platform/access/scope.ts';
import type { EventLog } from '../../platform/events.ts';
import { requireVersion, type SignedIn } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/tx.ts';
import type { Elder } from './elder.ts';
import type { Elders } from './elders.store.ts';
import { handOf, notTheirs } from './who-changes.ts';

export interface ChangePorts {
  elders: Elders;
  events: EventLog<DomainEvent>;
  tx: Tx;
}

type Changes = { [F in keyof ElderRecord]?: ElderRecord[F] | undefined };

/**
 * Changes the record on the version that the caller saw.
 * @throws NOT_FOUND, VERSION_STALE; NOT_YOURS_TO_CHANGE with every part that is in other hands
 */
export async function changeElder(
  { elderId, actor, scope, now: _n, call, ...changes }: { elderId: ElderId } & Changes & SignedIn,
  { elders, events, tx }: ChangePorts,
): Promise<Elder> {
  const elder = await elders.get(scope, elderId);
  requireVersion(call, elder.version);
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const changed = { ...elder, ...given };
  const foreign = notTheirs(handOf(actor, elder), elder, changed);
  if (foreign.length > 0) {
    throw new Refusal('NOT_YOURS_TO_CHANGE', {
      fields: foreign.map((path) => ({ path, message: FIELD_TEXTS.otherHands.en })),
    });
  }
  return tx((session) => keep(changed, { elders, events }, session));
}

/** Saves an elder and tells that the record changed. */
export async function keep(
  elder: Elder,
  { elders, events }: Pick<ChangePorts, 'elders' | 'events'>,
  session: ClientSession,
): Promise<Elder> {
  const saved = await elders.save(elder, session);
  await events.add({ type: 'elder_changed', facts: { ...whereabouts(saved), version: saved.version } }, session);
  return saved;
}

/** Where an elder stands, for an event. */
export const whereabouts = ({ elderId, areaPath, operatorPath }: Elder) => ({
  elderId,
  areaPath: [...areaPath],
  operatorPath: [...operatorPath],
});

/** Reads an elder, for the routes that only look. */
export const readElder = ({ elderId, scope }: { elderId: ElderId; scope: Scope }, { elders }: { elders: Elders }) =>
  elders.get(scope, elderId);
