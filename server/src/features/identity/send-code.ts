import { randomInt } from 'node:crypto';
import { fill, fromMs, type Instant } from '@nuanlin/shared';
import type { MaybeSignedIn } from '../../platform/http/route.ts';
import type { Sealer } from '../../platform/mongo/sealed.ts';
import type { Sms } from '../../platform/ports/sms.ts';
import type { Tx } from '../../platform/tx.ts';
import type { Codes } from './codes.store.ts';
import type { People } from './people.store.ts';
import { CODE_DIGITS, CODE_LASTS_MS, RESEND_AFTER_MS, sendCode } from './sign-in-code.ts';
import { CODE_TEXT } from './texts.ts';

export interface CodePorts {
  people: People;
  codes: Codes;
  sms: Sms;
  sealer: Sealer;
  demo: boolean;
  realMs: () => number;
  tx: Tx;
}

export interface CodeSending {
  expiresAt: Instant;
  code: string;
}

/**
 * Sends a one-time code to a phone, whether it is known or not.
 * @throws TOO_MANY_REQUESTS within 60 s of the last, or after 5 in an hour
 */
export async function sendSignInCode(
  { phone, call }: { phone: string } & MaybeSignedIn,
  { people, codes, sms, sealer, realMs, tx }: CodePorts,
): Promise<CodeSending> {
  const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
  const phoneIndex = people.indexOf(phone);
  const nowMs = realMs();
  const sending = await tx(async (session) => {
    const before = await codes.find(phoneIndex, session);
    await codes.save(phoneIndex, sendCode(before, digestOf(phoneIndex, code, sealer), nowMs), session);
    const known = await people.byPhone(phone, session);
    return { expiresAt: fromMs(nowMs + CODE_LASTS_MS), code, personId: known?.id ?? null };
  });
  await sms.send({
    phone: `+86${phone}`,
    personId: sending.personId,
    text: fill(CODE_TEXT, call.locale, { code, minutes: CODE_LASTS_MS / 60_000 }),
    key: `sign-in.${phoneIndex}.${nowMs}`,
  });
  return sending;
}

/** Only the demo shows the code to the one who asks. */
export const presentCodeSending = ({ expiresAt, code }: CodeSending, demo: boolean) => ({
  expiresAt,
  resendIn: RESEND_AFTER_MS / 1000,
  ...(demo ? { demoCode: code } : {}),
});

/** What is kept of a code: an HMAC of it together with the phone that it was sent to. */
export const digestOf = (phoneIndex: string, code: string, sealer: Sealer): string =>
  sealer.blindIndex(`${phoneIndex}.${code}`, 'sign_in_codes.digest');
