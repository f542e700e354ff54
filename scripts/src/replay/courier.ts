import { offerView, streamOf, type FeedEntry, type OfferView, type RunView } from '@nuanlin/shared';
import { apiAs } from '../client/api.ts';
import { connectAs } from '../client/socket.ts';
import { bring, type Standing } from './bring.ts';
import type { DayCourier } from './day.ts';
import type { World } from './world.ts';

/** A place not told again is forgotten after three minutes; real milliseconds. */
const PLACE_EVERY_MS = 60_000;

/**
 * A courier's shift: online from its on-time, every offer accepted, one run after the other; offline at its off-time, or when
 * the last run in hand is done. Resolves when he has gone home.
 */
export async function workShift(courier: DayCourier, world: World): Promise<void> {
  const { clock, lines, momentOf, stage, tally, url } = world;
  const actor = stage.couriers.get(courier.id);
  if (!actor) throw new RangeError(`no courier ${courier.id}`);
  await clock.until(momentOf(courier.on));

  const api = apiAs(url, actor.cookie);
  const line = await connectAs(url, actor.cookie, clock);
  lines.add(line);
  const answered = new Set<string>();
  const inHand: RunView[] = [];
  let answering = 0;
  let shiftOver = false;
  let wake = () => {};

  async function answer({ id: offerId, state, stops }: OfferView): Promise<void> {
    if (state !== 'pending' || answered.has(offerId)) return;
    answered.add(offerId);
    const jobs = stops.map(({ jobId }) => jobId);
    tally.offered(jobs, performance.now());
    answering += 1;
    try {
      tally.accepting(jobs, performance.now());
      inHand.push(await api.dispatch.accept({ offerId }));
    } catch (error) {
      world.trouble(courier.id, error);
    }
    answering -= 1;
    wake();
  }
  const heard = ({ entity, view }: FeedEntry) => {
    const offer = entity.kind === 'offer' ? offerView.safeParse(view) : null;
    if (offer?.success) void answer(offer.data);
  };

  await line.hear(streamOf('person', actor.personId), heard);
  await api.workers.setPresence({ online: true });
  for (const offer of (await api.dispatch.offers()).offers) void answer(offer);

  let standing: Standing = { spot: courier, atMs: clock.nowMs() };
  let hasMoved = false;
  const tellPlace = () => {
    if (!hasMoved) return; // until then he is where his shift begins, which is known
    line.socket.emit('presence', { at: stage.ground.pointOf(standing.spot), accuracyM: 10 }, () => {});
  };
  const telling = setInterval(tellPlace, PLACE_EVERY_MS);
  line.whenClosed(() => clearInterval(telling));
  void clock.until(momentOf(courier.off)).then(() => {
    shiftOver = true;
    wake();
  });
  for (;;) {
    const run = inHand.shift();
    if (run) {
      standing = await bring(run, standing, api, world);
      hasMoved = true;
      tellPlace();
    } else if (shiftOver && answering === 0) {
      break;
    } else {
      await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  await api.workers.setPresence({ online: false });
  lines.delete(line);
  line.close();
}
