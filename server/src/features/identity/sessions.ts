import type { Actor } from '../../platform/access/scope.ts';
import type { Sessions } from '../../platform/access/sessions.ts';
import { hashOf, newToken } from './open-session.ts';
import type { Tx } from '../../platform/tx.ts';
import { endSessions, type EndPorts } from './end-sessions.ts';
import { judgeToken } from './session.ts';
import type { SessionRecord } from './sessions.store.ts';

/** Answers the platform's question who is behind a cookie. */
export function createSessions(ports: EndPorts & { tx: Tx; realMs: () => number }): Sessions {
  const { sessions, people, realMs } = ports;
  return {
    async read(token) {
      const known = await find(token);
      if (!known) return null;
      const { record, verdict } = known;
      const actor = await actorOf(record);
      if (!actor) return null;
      const next = verdict === 'rotate' ? newToken() : token;
      const rotated = next !== token && (await sessions.rotate(record, hashOf(next), realMs()));
      return { sessionId: record._id, actor, token: rotated ? next : token };
    },

    async peek(token) {
      const known = await find(token);
      const actor = known && (await actorOf(known.record));
      return actor && { sessionId: known.record._id, actor };
    },

    async current(sessionId) {
      const record = await sessions.find(sessionId);
      return record && actorOf(record);
    },
  };

  async function find(token: string): Promise<{ record: SessionRecord; verdict: 'use' | 'rotate' } | null> {
    const hash = hashOf(token);
    const record = await sessions.byToken(hash);
    if (!record) return null;
    const verdict = judgeToken(record, hash, realMs());
    if (verdict !== 'end') return { record, verdict };
    await ports.tx((session) => endSessions(record.personId, { sessionId: record._id }, ports, session));
    return null;
  }

  async function actorOf({ personId, deviceId }: SessionRecord): Promise<Actor | null> {
    const person = await people.find(personId);
    if (!person) return null;
    const grants = deviceId ? person.grants.filter(({ role }) => role === 'elder') : person.grants;
    return { personId, grants, locale: person.locale };
  }
}
