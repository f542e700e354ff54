import {
  fill,
  NOTICE_TEXTS,
  type AreaId,
  type Id,
  type Instant,
  type Locale,
  type NoticeChannel,
  type NoticeText,
  type PersonId,
} from '@nuanlin/shared';
import { unscoped } from '../../platform/access/scope.ts';
import type { Deadlines, DeadlineHandlers } from '../../platform/deadlines.ts';
import type { Handling } from '../../platform/events.ts';
import type { NewId } from '../../platform/ids.ts';
import type { NoticeSender } from '../../platform/ports/notice.ts';
import type { Organizations } from '../organizations/index.ts';
import type { NoticeStore, Question, SaidNotice } from './notices.store.ts';
import { quietUntil } from './quiet.ts';

export interface SayPorts {
  notices: NoticeStore;
  sender: NoticeSender;
  organizations: Organizations;
  deadlines: Deadlines;
  newId: NewId;
}

/** Somebody who can be reached: a person of the product, or a contact of an elder. */
export interface Listener {
  readonly personId: PersonId | null;
  readonly locale: Locale;
  readonly phone: string | null;
}

export interface Saying {
  readonly to: readonly Listener[];
  readonly channel: NoticeChannel;
  readonly what: NoticeText;
  /** The words' values, in the listener's language. */
  readonly data: (locale: Locale) => Readonly<Record<string, string>>;
  readonly keys?: readonly { readonly key: string; readonly means: string }[];
  readonly asks?: Question;
}

/** Where and how pressing: what is not urgent waits for the morning. */
export interface Occasion {
  readonly areaPath: readonly AreaId[];
  readonly zone: string;
  readonly urgent: boolean;
}

const WAITS = 'notices.send';

/**
 * Says something to several people, each once however often the event is delivered: the provider gets the key before the
 * notice is written down.
 */
export async function say(sayings: readonly Saying[], occasion: Occasion, handling: Handling, ports: SayPorts) {
  const { notices, sender, organizations, deadlines } = ports;
  const { value } = await organizations.rules.inForce('quiet_hours', { ...occasion, operatorPath: [] });
  const waitsUntil = occasion.urgent ? null : quietUntil(handling.now, value, occasion.zone);
  const said = sayings.flatMap((saying) => wordsOf(saying, waitsUntil ? null : handling.now, handling.key, ports));
  if (!waitsUntil) for (const notice of said) await sender.send(notice);
  await handling.tx(async (session) => {
    await notices.add(said, session);
    if (waitsUntil) for (const { noticeId } of said) await deadlines.set(WAITS, noticeId, waitsUntil, session);
  });
}

function wordsOf(
  { to, channel, what, data, keys, asks }: Saying,
  sentAt: Instant | null,
  key: string,
  { newId }: SayPorts,
): SaidNotice[] {
  return to.flatMap(({ personId, locale, phone }) => {
    const address = addressOf(channel, personId, phone);
    if (!address) return [];
    return [
      {
        noticeId: newId('notice'),
        key: `${key}.${what}.${channel}.${address}`,
        elderId: null,
        areaPath: [],
        operatorPath: [],
        personIds: personId ? [personId] : [],
        personId,
        channel,
        address,
        text: fill(NOTICE_TEXTS[what], locale, data(locale)),
        keys: keys ?? [],
        asks: asks ?? null,
        pressed: null,
        sentAt,
        readAt: null,
      },
    ];
  });
}

/** Text messages and calls go to a number, everything else to the person's own account. */
function addressOf(channel: NoticeChannel, personId: PersonId | null, phone: string | null): string | null {
  if (channel === 'sms' || channel === 'call') return phone && international(phone);
  return personId;
}

/** E.164 of a mainland number: 0571-88001234 → +8657188001234. */
const international = (phone: string): string => `+86${phone.replaceAll('-', '').replace(/^0/, '')}`;

/** The quiet hours are over. */
export const noticeDeadlines = ({ notices, sender }: SayPorts): DeadlineHandlers => ({
  async [WAITS](noticeId, { tx, now }) {
    const notice = await notices.get(unscoped('a notice waited for the morning'), noticeId as Id<'notice'>);
    await sender.send(notice);
    await tx((session) => notices.markSent(notice.noticeId, now, session));
  },
});
