import {
  Refusal,
  ROLES,
  type DemoHandset,
  type DemoMessage,
  type Id,
  type Locale,
  type NoticeChannel,
  type PersonId,
} from '@nuanlin/shared';
import type { MaybeSignedIn } from '../../platform/http/route.ts';
import type { Identity, Person } from '../identity/index.ts';
import type { DemoArrival, DemoPhones } from './press-key.ts';

interface Looking {
  /** Null outside the demo. */
  phones: DemoPhones | null;
  identity: Identity;
}

/** So many phones are shown at most. */
const MOST_HANDSETS = 200;

/** Whose phones something arrived on. @throws DEMO_ONLY */
export async function listHandsets({ call }: MaybeSignedIn, { phones, identity }: Looking): Promise<DemoHandset[]> {
  if (!phones) throw new Refusal('DEMO_ONLY');
  const reached = await phones.handsets(MOST_HANDSETS);
  const owners = await identity.people.findAll(reached.flatMap(({ personId }) => (personId ? [personId] : [])));
  return reached.map(({ id, personId, addresses, lastAt, ringing }) => {
    const owner = owners.find((person) => person.id === personId);
    const to = addresses.map(masked).find((number) => number !== '') ?? '';
    return { id, name: owner?.name ?? '', about: owner ? aboutOf(owner, call.locale) : '', to, lastAt, ringing };
  });
}

/** As the sign-in page says it, else by the roles. */
const aboutOf = ({ demo, grants }: Person, locale: Locale): string =>
  demo?.about[locale] ?? [...new Set(grants.map(({ role }) => ROLES[role].name[locale]))].join(' · ');

/** Everything that was sent, newest first. @throws DEMO_ONLY */
export async function listPhones(
  {
    channel,
    handset,
    cursor,
    limit,
  }: {
    channel?: NoticeChannel | undefined;
    handset?: string | undefined;
    cursor?: string | undefined;
    limit: number;
  },
  { phones }: Pick<Looking, 'phones'>,
): Promise<{ items: DemoArrival[]; nextCursor: string | null }> {
  if (!phones) throw new Refusal('DEMO_ONLY');
  const before = (cursor ?? null) as Id<'notice'> | null;
  const items = await phones.list({ channel: channel ?? null, handset: handset ?? null, before, limit });
  return { items, nextCursor: items.length === limit ? (items.at(-1)?.id ?? null) : null };
}

export async function presentArrivals(arrivals: readonly DemoArrival[], { people }: Identity): Promise<DemoMessage[]> {
  const known = arrivals.flatMap(({ personId }): PersonId[] => (personId ? [personId] : []));
  const names = await people.names(known);
  return arrivals.map(({ id, handset, channel, personId, address, text, sentAt, keys, pressed }) => ({
    id,
    handset,
    channel,
    toName: (personId && names.get(personId)) ?? '',
    to: masked(address),
    words: text,
    sentAt,
    keys: [...keys],
    pressed,
  }));
}

/** +8613800000001 → +86138****0001; an account is not shown. */
const masked = (address: string): string =>
  address.startsWith('+') ? `${address.slice(0, -8)}****${address.slice(-4)}` : '';
