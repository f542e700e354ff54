import { contract, Refusal, type DemoClock, type Id, type Instant, type Notice } from '@nuanlin/shared';
import type { DomainEvent } from '../../events/index.ts';
import type { Clock, ClockControl } from '../../platform/clock.ts';
import type { EventLog } from '../../platform/events.ts';
import { asIs, routesWith, type MaybeSignedIn, type SignedIn } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/tx.ts';
import type { Identity } from '../identity/index.ts';
import type { NoticeStore, SaidNotice } from './notices.store.ts';
import { listHandsets, listPhones, presentArrivals } from './look-at-phones.ts';
import { pressKey, type DemoArrival, type DemoPhones } from './press-key.ts';

export interface RoutePorts {
  notices: NoticeStore;
  /** Null outside the demo. */
  phones: DemoPhones | null;
  clock: Clock;
  clockControl: ClockControl | null;
  identity: Identity;
  events: EventLog<DomainEvent>;
}

export function noticesRoutes(ports: RoutePorts) {
  const { route } = routesWith(ports);
  const { notices } = contract;
  return {
    mine: route(
      notices.mine,
      ({ scope, ...asked }, { notices }) => notices.sent(scope, asked),
      ({ items, nextCursor }) => ({
        items: items.map(presentNotice),
        nextCursor,
      }),
    ),
    markRead: route(notices.markRead, markRead, presentNotice),
  };
}

export function demoRoutes(ports: RoutePorts) {
  const { route, openRoute } = routesWith(ports);
  const { demo } = contract;
  const present = async (arrivals: readonly DemoArrival[]) => presentArrivals(arrivals, ports.identity);
  return {
    handsets: openRoute(demo.handsets, listHandsets, asIs),
    phones: openRoute(demo.phones, listPhones, async ({ items, nextCursor }) => ({
      items: await present(items),
      nextCursor,
    })),
    pressKey: openRoute(demo.pressKey, pressKey, async (arrival) => {
      const [message] = await present([arrival]);
      if (!message) throw new Error('one call in, one message out');
      return message;
    }),
    clock: openRoute(demo.clock, (_: MaybeSignedIn, { clock, clockControl }) => readClock(clock, clockControl), asIs),
    setClock: route(demo.setClock, setClock, asIs),
  };
}

/** @throws NOT_FOUND */
async function markRead(
  { noticeId, scope, now }: { noticeId: Id<'notice'> } & SignedIn,
  { notices, tx }: { notices: NoticeStore; tx: Tx },
): Promise<SaidNotice & { sentAt: Instant }> {
  const { sentAt, ...notice } = await notices.get(scope, noticeId);
  if (!sentAt) throw new Refusal('NOT_FOUND');
  return tx(async (session) => {
    await notices.markRead(noticeId, now, session);
    return { ...notice, sentAt, readAt: now };
  });
}

const presentNotice = ({ noticeId, channel, text, sentAt, readAt }: SaidNotice & { sentAt: Instant }): Notice => ({
  id: noticeId,
  channel,
  words: text,
  sentAt,
  readAt,
});

async function readClock(clock: Clock, control: ClockControl | null): Promise<DemoClock> {
  if (!control) throw new Refusal('DEMO_ONLY');
  return { now: clock.now(), rate: clock.rate(), running: clock.rate() > 0 };
}

/** Stops, sets and speeds the clock of every process. @throws DEMO_ONLY */
async function setClock(
  asked: { to?: Instant | undefined; rate?: number | undefined; running?: boolean | undefined },
  { clock, clockControl }: Pick<RoutePorts, 'clock' | 'clockControl'>,
): Promise<DemoClock> {
  if (!clockControl) throw new Refusal('DEMO_ONLY');
  if (asked.to) await clockControl.set(asked.to);
  if (asked.running === false) await clockControl.run(0);
  else if (asked.rate !== undefined || asked.running) await clockControl.run(asked.rate ?? Math.max(1, clock.rate()));
  return readClock(clock, clockControl);
}
