import type { DomainEvent } from '../../events/index.ts';
import type { EventLog } from '../../platform/events.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/tx.ts';
import { hashOf } from './open-session.ts';
import type { People } from './people.store.ts';
import type { sessionStore } from './sessions.store.ts';

interface Ports {
  people: People;
  sessions: typeof sessionStore;
  events: EventLog<DomainEvent>;
  tx: Tx;
}

/** Ends the session of this browser. */
export async function signOut({ call }: SignedIn, { sessions }: Ports): Promise<{ ended: number }> {
  const { token } = call.sessionCookie;
  const session = token ? await sessions.byToken(hashOf(token)) : null;
  call.sessionCookie.drop();
  if (!session) return { ended: 0 };
  await sessions.end(session._id);
  return { ended: 1 };
}

/** Ends all sessions of the person, and by the event also the sockets that hang on them. */
export async function signOutEverywhere(
  { actor, call }: SignedIn,
  { people, sessions, events, tx }: Ports,
): Promise<{ ended: number }> {
  call.sessionCookie.drop();
  return tx(async (session) => {
    const ended = await sessions.endAll({ personId: actor.personId }, session);
    const version = await people.touch(actor.personId, session);
    await events.add({ type: 'grants_changed', facts: { personId: actor.personId, version } }, session);
    return { ended };
  });
}
