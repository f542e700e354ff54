import { createHash, randomBytes } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import type { Id, PersonId } from '@nuanlin/shared';
import type { NewId } from '../../platform/ids.ts';
import type { sessionStore } from './sessions.store.ts';

const TOKEN_BYTES = 32;

export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

interface Ports {
  sessions: typeof sessionStore;
  newId: NewId;
  realMs: () => number;
}

/** Opens a session and returns its token, which is kept nowhere but in the browser. */
export async function openSession(
  { personId, deviceId }: { personId: PersonId; deviceId: Id<'device'> | null },
  { sessions, ...ports }: Ports,
  session: ClientSession,
): Promise<string> {
  const { token, record } = newSession({ personId, deviceId }, ports);
  await sessions.add([record], session);
  return token;
}

/** The same for many people at once, for set-up; the tokens by person. */
export async function openSessions(
  personIds: readonly PersonId[],
  { sessions, ...ports }: Ports,
  session: ClientSession,
): Promise<ReadonlyMap<PersonId, string>> {
  const opened = personIds.map((personId) => newSession({ personId, deviceId: null }, ports));
  await sessions.add(
    opened.map(({ record }) => record),
    session,
  );
  return new Map(opened.map(({ token, record }) => [record.personId, token]));
}

function newSession(
  { personId, deviceId }: { personId: PersonId; deviceId: Id<'device'> | null },
  { newId, realMs }: Omit<Ports, 'sessions'>,
) {
  const token = newToken();
  const tokens = { tokenHash: hashOf(token), replaced: [], givenAtMs: realMs() };
  return { token, record: { _id: newId('session'), personId, deviceId, ...tokens } };
}
