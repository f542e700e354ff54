import type { SignedIn } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/tx.ts';
import { endSessions, type EndPorts } from './end-sessions.ts';
import { hashOf } from './open-session.ts';

type Ports = EndPorts & { tx: Tx };

/** Ends the session of this browser. */
export async function signOut({ actor, call }: SignedIn, ports: Ports): Promise<{ ended: number }> {
  const { token } = call.sessionCookie;
  const here = token ? await ports.sessions.byToken(hashOf(token)) : null;
  call.sessionCookie.drop();
  if (!here) return { ended: 0 };
  return ports.tx(async (session) => ({
    ended: await endSessions(actor.personId, { sessionId: here._id }, ports, session),
  }));
}

/** Ends all sessions of the person. */
export async function signOutEverywhere({ actor, call }: SignedIn, ports: Ports): Promise<{ ended: number }> {
  call.sessionCookie.drop();
  return ports.tx(async (session) => ({ ended: await endSessions(actor.personId, 'all', ports, session) }));
}
