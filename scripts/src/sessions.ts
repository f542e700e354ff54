import { SESSION_COOKIE, type join } from '@nuanlin/server';
import type { PersonId } from '@nuanlin/shared';
import { inBatches } from './seed/ground.ts';

/** What a client of somebody's sends along: the Cookie header of his session. */
export type Cookies = ReadonlyMap<PersonId, string>;

/**
 * A set-up step, no sign-in: opens a session for each person straight in the database, so that load clients and
 * simulated people do not meet the limits of the sign-in page.
 */
export async function openSessions(
  { identity }: Pick<ReturnType<typeof join>, 'identity'>,
  people: readonly PersonId[],
): Promise<Cookies> {
  const opened = await Promise.all(inBatches(people).map((batch) => identity.openSessions(batch)));
  return new Map(opened.flatMap((tokens) => [...tokens].map(([person, token]) => [person, cookieOf(token)])));
}

const cookieOf = (token: string): string => `${SESSION_COOKIE}=${token}`;
