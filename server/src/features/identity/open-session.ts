import { createHash, randomBytes } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import type { Id, PersonId } from '@nuanlin/shared';
import type { NewId } from '../../platform/ids.ts';
import type { sessionStore } from './sessions.store.ts';

const TOKEN_BYTES = 32;

export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Opens a session and returns its token, which is kept nowhere but in the browser. */
export async function openSession(
  { personId, deviceId }: { personId: PersonId; deviceId: Id<'device'> | null },
  { sessions, newId }: { sessions: typeof sessionStore; newId: NewId },
  session: ClientSession,
): Promise<string> {
  const token = newToken();
  const tokens = { tokenHash: hashOf(token), previousHash: null, givenAtMs: Date.now() };
  await sessions.add({ _id: newId('session'), personId, deviceId, ...tokens }, session);
  return token;
}
