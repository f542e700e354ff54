import type { Request, Response } from 'express';
import type { SessionCookie } from './route.ts';

/** The name of the session's cookie. */
export const SESSION_COOKIE = 'nuanlin_session';
const KEPT_MS = 90 * 86_400_000;

/** The session cookie of a request: unreadable for scripts, not sent along from other sites. */
export function sessionCookie(request: Request, response: Response, secure: boolean): SessionCookie {
  const attributes = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const;
  return {
    token: readSessionCookie(request.headers.cookie),
    give: (token) => void response.cookie(SESSION_COOKIE, token, { ...attributes, maxAge: KEPT_MS }),
    drop: () => void response.clearCookie(SESSION_COOKIE, attributes),
  };
}

/** The session's token in a Cookie header. */
export function readSessionCookie(header: string | undefined): string | null {
  for (const pair of header?.split(';') ?? []) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === SESSION_COOKIE && value) return value;
  }
  return null;
}
