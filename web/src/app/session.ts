import { useQuery } from '@tanstack/vue-query';
import { Refusal, type Face as FaceName, type Locale, type Me } from '@nuanlin/shared';
import { api } from '../api/client.ts';
import { keepFor, keepForNobody } from '../api/lasting.ts';
import { goLive, goSilent } from '../api/live.ts';
import { NetworkLost } from '../api/problem.ts';
import { changeLocale } from './i18n.ts';
import { queryClient } from './query-client.ts';

const KEY = ['me'];
const KEPT = 'nuanlin.me';

/** Who is signed in on this device; null when nobody is. */
async function fetchMe(): Promise<Me | null> {
  try {
    const me = await api.identity.me();
    keep(me);
    return me;
  } catch (error) {
    if (error instanceof NetworkLost) return kept(); // Without a network the face that was open stays open.
    if (error instanceof Refusal && error.code === 'NOT_SIGNED_IN') {
      keep(null);
      return null;
    }
    throw error;
  }
}

const query = { queryKey: KEY, queryFn: fetchMe, staleTime: 5 * 60_000 };

/** The signed-in person, for pages. */
export const useMe = () => useQuery(query);

/** The signed-in person, for the router; opens the feed on the way. */
export async function whoIsHere(): Promise<Me | null> {
  const me = await queryClient.ensureQueryData(query);
  if (me) begin(me);
  return me;
}

/** Somebody has signed in on this device. Nothing that the person before saw stays. */
export function enter(me: Me): void {
  goSilent();
  queryClient.clear();
  queryClient.setQueryData(KEY, me);
  keep(me);
  begin(me);
}

/** Opens what keeps the person's screen alive, and what he did here without a network. */
function begin(me: Me): void {
  goLive();
  keepFor(me.id);
}

export async function signOut(): Promise<void> {
  await api.identity.signOut();
  leave();
}

/** The session has ended, here or on the server. */
export function leave(): void {
  goSilent();
  keepForNobody();
  queryClient.clear();
  queryClient.setQueryData(KEY, null);
  keep(null);
}

/** Changes the language of this device and of what is sent to the person. */
export async function chooseLocale(locale: Locale): Promise<void> {
  await changeLocale(locale);
  const me = queryClient.getQueryData<Me | null>(KEY);
  if (me) queryClient.setQueryData(KEY, await api.identity.changeMe({ locale }));
}

/** The faces that a person may open, each once. */
export const facesOf = (me: Me): FaceName[] =>
  me.onElderDevice ? ['elder'] : [...new Set(me.grants.map(({ face }) => face))];

function keep(me: Me | null): void {
  if (me) localStorage.setItem(KEPT, JSON.stringify(me));
  else localStorage.removeItem(KEPT);
}

/** What this app itself wrote at the last answer of the server. */
function kept(): Me | null {
  const text = localStorage.getItem(KEPT);
  return text === null ? null : (JSON.parse(text) as Me);
}
