import type { ClientSession } from 'mongoose';
import type { Id, PersonId } from '@nuanlin/shared';
import type { DomainEvent } from '../../events/index.ts';
import type { EventLog } from '../../platform/events.ts';
import type { People } from './people.store.ts';
import type { sessionStore } from './sessions.store.ts';

export interface EndPorts {
  people: People;
  sessions: typeof sessionStore;
  events: EventLog<DomainEvent>;
}

/** Which of a person's sessions: all of them, one, or those of a device. */
export type Which = 'all' | { readonly sessionId: Id<'session'> } | { readonly deviceId: Id<'device'> };

/** Ends sessions of a person, and by the event also the sockets that hang on them; says how many. */
export async function endSessions(
  personId: PersonId,
  which: Which,
  { people, sessions, events }: EndPorts,
  session: ClientSession,
): Promise<number> {
  const ended = await sessions.endAll(filterOf(personId, which), session);
  const version = await people.touch(personId, session);
  await events.add({ type: 'grants_changed', facts: { personId, version } }, session);
  return ended;
}

function filterOf(personId: PersonId, which: Which): Parameters<typeof sessionStore.endAll>[0] {
  if (which === 'all') return { personId };
  return 'sessionId' in which ? { personId, _id: which.sessionId } : { personId, deviceId: which.deviceId };
}
