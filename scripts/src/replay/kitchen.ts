import { fromMs, id, Refusal, streamOf, type TicketId } from '@nuanlin/shared';
import { apiAs, type Api } from '../client/api.ts';
import { connectAs } from '../client/socket.ts';
import type { World } from './world.ts';

const ticketId = id('ticket');
/** What is ready sooner than this is not announced: it would be so before it is heard. Real milliseconds. */
const WORTH_SAYING_MS = 2000;

/** A restaurant's kitchen: hears its queue, says when each box will stand ready, and has it ready then. */
export async function openKitchen(restaurant: string, world: World): Promise<void> {
  const kitchen = world.stage.kitchens.get(restaurant);
  if (!kitchen) throw new RangeError(`no kitchen ${restaurant}`);
  const api = apiAs(world.url, kitchen.cookie);
  const line = await connectAs(world.url, kitchen.cookie, world.clock);
  world.lines.add(line);
  await line.hear(streamOf('canteen', kitchen.canteenId), ({ type, entity }) => {
    if (type !== 'ticket_queued') return;
    cook(ticketId.parse(entity.id), api, world).catch((error: unknown) => world.trouble(restaurant, error));
  });
}

async function cook(ticket: TicketId, api: Api, { clock, counter, momentOf, order }: World): Promise<void> {
  const slip = await api.canteens.ticket({ ticketId: ticket });
  const known = order(slip.elder.name);
  if (!known) throw new RangeError(`a ticket for ${slip.elder.name}`);
  const readyMs = momentOf(known.ready);
  try {
    if (readyMs - clock.nowMs() > WORTH_SAYING_MS * clock.rate()) {
      await api.canteens.expect({ ticketId: ticket, readyAt: fromMs(readyMs) }).catch(unlessTooLate);
    }
    await api.canteens.start({ ticketId: ticket });
    await clock.until(readyMs);
    await api.canteens.ready({ ticketId: ticket });
  } finally {
    // Whatever the product answered, the box stands on the counter.
    await clock.until(readyMs);
    counter.put(known.id);
  }
}

/** By the time it was heard the moment had passed. */
function unlessTooLate(error: unknown): void {
  if (!(error instanceof Refusal && error.code === 'INVALID_INPUT')) throw error;
}
