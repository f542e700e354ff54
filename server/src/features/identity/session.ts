/** Sessions: opaque tokens, of which only the SHA-256 is kept. All times are real milliseconds. */
export const SESSION_LASTS_MS = 90 * 86_400_000;
const ROTATED_AFTER_MS = 86_400_000;
/** Requests that were on their way while the token was rotated still come with the old one. */
const OLD_TOKEN_LASTS_MS = 60_000;

export interface Tokens {
  readonly tokenHash: string;
  /** Those that it replaced, the latest last. */
  readonly replaced: readonly string[];
  /** When the present token was given out. */
  readonly givenAtMs: number;
}

/**
 * What to do with a session that came with a token: use it, rotate it, or revoke it, because a token that was replaced
 * longer ago, or before another one, was copied.
 */
export function judgeToken({ tokenHash, replaced, givenAtMs }: Tokens, hash: string, nowMs: number) {
  const age = nowMs - givenAtMs;
  if (age >= SESSION_LASTS_MS) return 'end';
  if (hash === tokenHash) return age >= ROTATED_AFTER_MS ? 'rotate' : 'use';
  return hash === replaced.at(-1) && age < OLD_TOKEN_LASTS_MS ? 'use' : 'end';
}
