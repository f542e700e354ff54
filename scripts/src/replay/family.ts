import { id, Refusal, streamOf, type Basket } from '@nuanlin/shared';
import { apiAs } from '../client/api.ts';
import { connectAs } from '../client/socket.ts';
import type { DayOrder } from './day.ts';
import type { World } from './world.ts';

const jobId = id('job');
/** So long before the click the page is open; real milliseconds. */
const EARLY_MS = 2000;

/** A child orders one meal at its minute and watches until it is there. Resolves when it is, or will never be. */
export async function orderMeal(order: DayOrder, speed: number, world: World): Promise<void> {
  const { clock, lines, momentOf, stage, tally, url } = world;
  const family = stage.families.get(order.id);
  const kitchen = stage.kitchens.get(order.restaurant);
  if (!family || !kitchen) throw new RangeError(`order ${order.id} has no family or kitchen`);
  const clickMs = momentOf(order.placed);
  await clock.until(clickMs - EARLY_MS * speed);

  const api = apiAs(url, family.cookie);
  const line = await connectAs(url, family.cookie, clock);
  lines.add(line);
  try {
    const arrived = new Promise<void>((resolve, reject) => {
      const listening = line.hear(streamOf('elder', family.elderId), ({ type, entity }) => {
        if (entity.kind !== 'job') return;
        tally.isJobOf(jobId.parse(entity.id), order.id);
        if (type === 'seat_assigned') tally.seenTaken(order.id, performance.now());
        if (type === 'seat_done') resolve();
      });
      listening.catch(reject);
    });
    const basket: Basket = {
      elderId: family.elderId,
      way: 'settle_later',
      lines: [
        {
          kind: 'meal',
          canteenId: kitchen.canteenId,
          day: stage.ground.serviceDay,
          period: 'lunch',
          way: 'delivery',
          dishes: [{ dishId: stage.dishId, portions: 1 }],
        },
      ],
    };
    const { totalFen } = await api.orders.quote(basket);
    await clock.until(clickMs);
    const sentMs = performance.now();
    await api.orders.place({ ...basket, quotedFen: totalFen });
    tally.placed(order.id, sentMs, performance.now() - sentMs);
    await arrived;
  } catch (error) {
    tally.lose(order.id, error instanceof Refusal ? error.code : String(error));
    world.trouble(order.id, error);
  } finally {
    lines.delete(line);
    line.close();
  }
}
