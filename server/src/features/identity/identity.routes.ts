import { contract, Refusal, type Locale } from '@nuanlin/shared';
import { asIs, routesWith, type MaybeSignedIn, type SignedIn } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/tx.ts';
import { bindDevice } from './bind-device.ts';
import { presentAccounts, presentMe } from './me.presenter.ts';
import { hashOf } from './open-session.ts';
import { limitGuesses, type GuessPorts } from './guess.ts';
import type { People, Person } from './people.store.ts';
import { presentCodeSending, sendSignInCode } from './send-code.ts';
import type { sessionStore } from './sessions.store.ts';
import { demoSignIn, signIn, type Entered } from './sign-in.ts';
import { signOut, signOutEverywhere } from './sign-out.ts';

type Ports = Omit<
  GuessPorts &
    Parameters<typeof signIn>[1] &
    Parameters<typeof signOutEverywhere>[1] &
    Parameters<typeof bindDevice>[1],
  'tx'
>;

export function identityRoutes(ports: Ports) {
  const { route, openRoute } = routesWith(ports);
  const { identity } = contract;
  return {
    sendCode: openRoute(identity.sendCode, limitGuesses(sendSignInCode), (sending) =>
      presentCodeSending(sending, ports.demo),
    ),
    signIn: openRoute(identity.signIn, limitGuesses(signIn), presentMe),
    signOut: route(identity.signOut, signOut, asIs),
    signOutEverywhere: route(identity.signOutEverywhere, signOutEverywhere, asIs),
    me: route(identity.me, readMe, presentMe),
    changeMe: route(identity.changeMe, changeLocale, presentMe),
    bindDevice: openRoute(identity.bindDevice, limitGuesses(bindDevice), presentMe),
    demoAccounts: openRoute(identity.demoAccounts, demoAccounts, (people, { call }) =>
      presentAccounts(people, call.locale),
    ),
    demoSignIn: openRoute(identity.demoSignIn, demoSignIn, presentMe),
  };
}

type Reading = { people: People; sessions: typeof sessionStore };

async function readMe({ actor, call }: SignedIn, { people, sessions }: Reading): Promise<Entered> {
  const person = await people.find(actor.personId);
  if (!person) throw new Refusal('NOT_SIGNED_IN');
  const { token } = call.sessionCookie;
  const session = token ? await sessions.byToken(hashOf(token)) : null;
  return { person, onElderDevice: Boolean(session?.deviceId) };
}

async function changeLocale(
  request: { locale: Locale } & SignedIn,
  { people, sessions, tx }: Reading & { tx: Tx },
): Promise<Entered> {
  const { person, onElderDevice } = await readMe(request, { people, sessions });
  return tx(async (session) => {
    await people.setLocale(person.id, request.locale, session);
    return { person: { ...person, locale: request.locale }, onElderDevice };
  });
}

async function demoAccounts(_: MaybeSignedIn, { people, demo }: { people: People; demo: boolean }): Promise<Person[]> {
  if (!demo) throw new Refusal('DEMO_ONLY');
  return people.inDemo();
}
