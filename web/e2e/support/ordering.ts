import type { Basket, ElderId, Instant, MealWay, OrderView, ServiceDay, WantedLine } from '@nuanlin/shared';
import type { Api } from './api.ts';

/** The elder whom a family member, or the elder himself, may order for. */
export async function elderOf({ api }: { readonly api: Api }): Promise<ElderId> {
  const [elder] = await api.elders.mine();
  if (!elder) throw new Error('this person is linked to no elder');
  return elder.id;
}

/** Places a basket of one line, to be paid at the door; a test that is not about ordering begins with it. */
export async function order({ api }: { readonly api: Api }, elderId: ElderId, line: WantedLine): Promise<OrderView> {
  const basket: Basket = { elderId, lines: [line], way: 'settle_later' };
  const { totalFen } = await api.orders.quote(basket);
  return api.orders.place({ ...basket, quotedFen: totalFen, proxy: null });
}

interface Visit {
  readonly code: string;
  readonly start: Instant;
  readonly payWith?: 'money' | 'credit';
}

/** A visit of the first provider that offers the item, in its first variant. */
export async function visitLine(
  { api }: { readonly api: Api },
  elderId: ElderId,
  { code, start, payWith = 'money' }: Visit,
): Promise<WantedLine> {
  const { items } = await api.catalog.items({ elderId });
  const item = items.find((one) => one.code === code);
  if (!item) throw new Error(`nobody offers ${code}`);
  const variant = item.variants[0]?.code ?? null;
  return { kind: 'service', itemId: item.id, variant, start, minutes: item.minutes, payWith };
}

/** Lunch: the first set meal of a canteen that the elder may eat without a second thought. */
export async function lunchLine(
  { api }: { readonly api: Api },
  elderId: ElderId,
  { canteen, day, way }: { readonly canteen: string; readonly day: ServiceDay; readonly way: MealWay },
): Promise<WantedLine> {
  const { canteens } = await api.canteens.list({ elderId });
  const kitchen = canteens.find(({ name }) => name['zh-CN'] === canteen);
  if (!kitchen) throw new Error(`${canteen} does not serve there`);
  const { dishes } = await api.canteens.menu({ canteenId: kitchen.id, elderId, day, period: 'lunch' });
  const dish = dishes.find(({ kind, left, fit }) => kind === 'set_meal' && left > 0 && fit !== null && !fit.stops);
  if (!dish) throw new Error(`${canteen} has nothing for this elder`);
  return {
    kind: 'meal',
    canteenId: kitchen.id,
    day,
    period: 'lunch',
    way,
    dishes: [{ dishId: dish.dishId, portions: 1 }],
  };
}
