import { Refusal, type Locale, type PersonId } from '@nuanlin/shared';
import type { MaybeSignedIn } from '../../platform/http/route.ts';
import type { NewId } from '../../platform/ids.ts';
import { openSession } from './open-session.ts';
import type { Person } from './people.store.ts';
import { digestOf, type CodePorts } from './send-code.ts';
import type { sessionStore } from './sessions.store.ts';
import { tryCode } from './sign-in-code.ts';

type Ports = CodePorts & { sessions: typeof sessionStore; newId: NewId };

/** Somebody who has signed in, with what his screen shows first. */
export interface Entered {
  readonly person: Person;
  readonly onElderDevice: boolean;
}

/**
 * Signs in with the code that was sent to the phone. Whoever holds a phone that nobody has registered becomes a person
 * without any grant; links and roles come later.
 * @throws CODE_WRONG, CODE_EXPIRED, CODE_SPENT
 */
export async function signIn(
  { phone, code, call }: { phone: string; code: string } & MaybeSignedIn,
  { people, codes, sessions, sealer, newId, realMs, tx }: Ports,
): Promise<Entered> {
  const phoneIndex = people.indexOf(phone);
  const outcome = await tx(async (session) => {
    const tried = tryCode(await codes.find(phoneIndex, session), digestOf(phoneIndex, code, sealer), realMs());
    if (tried.after) await codes.save(phoneIndex, tried.after, session);
    if (tried.refusal) return { refusal: tried.refusal };

    const known = await people.byPhone(phone, session);
    const person = known ?? newcomer(newId('person'), phone, call.locale);
    if (!known) await people.add([person], session);
    const token = await openSession({ personId: person.id, deviceId: null }, { sessions, newId, realMs }, session);
    return { person, onElderDevice: false, token };
  });
  // Only now: a wrong try must be counted, so its transaction is committed.
  if ('refusal' in outcome) throw new Refusal(outcome.refusal);
  call.sessionCookie.give(outcome.token);
  return outcome;
}

const newcomer = (id: PersonId, phone: string, locale: Locale): Person => ({
  id,
  version: 0,
  name: `…${phone.slice(-4)}`,
  phone,
  locale,
  grants: [],
  demo: null,
});

/** One click in the demo. @throws DEMO_ONLY, NOT_FOUND */
export async function demoSignIn(
  { personId, call }: { personId: PersonId } & MaybeSignedIn,
  { people, sessions, newId, realMs, demo, tx }: Ports,
): Promise<Entered> {
  if (!demo) throw new Refusal('DEMO_ONLY');
  const person = await people.find(personId);
  if (!person) throw new Refusal('NOT_FOUND');
  const entered = await tx(async (session) => {
    const token = await openSession({ personId, deviceId: null }, { sessions, newId, realMs }, session);
    return { person, onElderDevice: false, token };
  });
  call.sessionCookie.give(entered.token);
  return entered;
}
