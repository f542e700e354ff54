import { Refusal, type RefusalCode } from '@nuanlin/shared';

/** One-time codes: all times are real milliseconds, because a demo's clock must not weaken them. */
export const CODE_DIGITS = 6;
export const CODE_LASTS_MS = 5 * 60_000;
export const RESEND_AFTER_MS = 60_000;
const TRIES = 5;
const AN_HOUR_MS = 3_600_000;
const PER_HOUR = 5;

/** The code that was last sent to a phone, and when codes were sent to it. */
export interface SignInCode {
  /** HMAC of phone and code; the code itself is kept nowhere. */
  readonly digest: string;
  readonly sentAtMs: readonly number[];
  readonly triesLeft: number;
}

/**
 * A new code takes the place of the one before.
 * @throws TOO_MANY_REQUESTS within 60 s of the last, or after 5 in an hour, with the seconds to wait
 */
export function sendCode(before: SignInCode | null, digest: string, nowMs: number): SignInCode {
  const lastHour = (before?.sentAtMs ?? []).filter((sentMs) => nowMs - sentMs < AN_HOUR_MS);
  const last = lastHour.at(-1);
  const fifth = lastHour.at(-PER_HOUR);
  const waitMs = Math.max(
    last === undefined ? 0 : last + RESEND_AFTER_MS - nowMs,
    fifth === undefined ? 0 : fifth + AN_HOUR_MS - nowMs,
  );
  if (waitMs > 0) throw new Refusal('TOO_MANY_REQUESTS', { seconds: Math.ceil(waitMs / 1000) });
  return { digest, sentAtMs: [...lastHour, nowMs], triesLeft: TRIES };
}

/** What a try leaves behind, and the refusal that it meets; a right code is spent at once. */
export function tryCode(
  code: SignInCode | null,
  digest: string,
  nowMs: number,
): { after: SignInCode | null; refusal: RefusalCode | null } {
  const sentMs = code?.sentAtMs.at(-1);
  if (!code || sentMs === undefined || nowMs - sentMs >= CODE_LASTS_MS) return { after: code, refusal: 'CODE_EXPIRED' };
  if (code.triesLeft === 0) return { after: code, refusal: 'CODE_SPENT' };
  if (code.digest !== digest) return { after: { ...code, triesLeft: code.triesLeft - 1 }, refusal: 'CODE_WRONG' };
  return { after: { ...code, triesLeft: 0 }, refusal: null };
}
