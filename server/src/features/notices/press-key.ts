import { Refusal, type Id, type Instant, type NoticeChannel, type PersonId } from '@nuanlin/shared';
import type { DomainEvent } from '../../events/index.ts';
import type { EventLog } from '../../platform/events.ts';
import type { Tx } from '../../platform/tx.ts';
import type { NoticeStore } from './notices.store.ts';

/** What arrived on a phone of the demo. */
export interface DemoArrival {
  readonly id: Id<'notice'>;
  readonly handset: string;
  readonly key: string;
  readonly channel: NoticeChannel;
  readonly personId: PersonId | null;
  readonly address: string;
  readonly text: string;
  readonly keys: readonly { readonly key: string; readonly means: string }[];
  readonly sentAt: Instant;
  readonly pressed: string | null;
}

/** A phone of the demo, with what came to it last. */
export interface ReachedHandset {
  readonly id: string;
  readonly personId: PersonId | null;
  readonly addresses: readonly string[];
  readonly lastAt: Instant;
  readonly ringing: number;
}

/** 演示手机: the demo's adapter, as far as this feature sees it. */
export interface DemoPhones {
  handsets(limit: number): Promise<ReachedHandset[]>;
  list(asked: {
    channel: NoticeChannel | null;
    handset: string | null;
    before: Id<'notice'> | null;
    limit: number;
  }): Promise<DemoArrival[]>;
  find(arrivalId: Id<'notice'>): Promise<DemoArrival | null>;
  /** Notes what was pressed; doing it twice is no harm. */
  press(arrivalId: Id<'notice'>, key: string): Promise<DemoArrival>;
}

const MEANS = { '1': 'yes', '2': 'no', '0': 'person' } as const;

/**
 * Presses a key in an automated call.
 * @throws NOT_FOUND for a call that is unknown or asks for no such key, NO_ANSWER_NEEDED when it is answered
 */
export async function pressKey(
  { noticeId, key }: { noticeId: Id<'notice'>; key: string },
  {
    phones,
    notices,
    events,
    tx,
  }: { phones: DemoPhones | null; notices: NoticeStore; events: EventLog<DomainEvent>; tx: Tx },
): Promise<DemoArrival> {
  if (!phones) throw new Refusal('DEMO_ONLY');
  const call = await phones.find(noticeId);
  const notice = call && (await notices.byKey(call.key));
  const answer = isKey(key) ? MEANS[key] : null;
  if (!notice?.asks || !answer || !call?.keys.some((offered) => offered.key === key)) throw new Refusal('NOT_FOUND');
  if (notice.pressed !== null) throw new Refusal('NO_ANSWER_NEEDED');
  const { asks } = notice;
  const pressed = await phones.press(noticeId, key);
  return tx(async (session) => {
    if (!(await notices.press(notice.noticeId, key, session))) throw new Refusal('NO_ANSWER_NEEDED');
    const facts = { ...asks, areaPath: [...asks.areaPath], operatorPath: [...asks.operatorPath], answer };
    await events.add({ type: 'call_answered', facts }, session);
    return pressed;
  });
}

const isKey = (key: string): key is keyof typeof MEANS => key in MEANS;
