import {
  Refusal,
  serviceDayOf,
  plusDays,
  at,
  timeOfDay,
  type ElderId,
  type ServiceDay,
  type WantedLine,
} from '@nuanlin/shared';
import type { Api } from './api.ts';

const ZONE = 'Asia/Shanghai';
/** Common names, so that the box finds enough people. */
const NAMES = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴'];

/** The day so many days after the product's today. */
export const dayAfter = async (api: Api, days: number): Promise<ServiceDay> =>
  plusDays(serviceDayOf((await api.demo.clock()).now, ZONE), days);

async function someElders(api: Api): Promise<ElderId[]> {
  const found = await Promise.all(NAMES.map((q) => api.elders.search({ q, limit: 30 })));
  return [...new Set(found.flatMap(({ items }) => items.map(({ id }) => id)))];
}

/**
 * Orders the same for one elder after the other, as the desk does on the phone, until so many are placed; whoever cannot
 * have it is passed over.
 * @returns how many were placed
 */
async function orderFor(
  api: Api,
  many: number,
  wanted: (elderId: ElderId, n: number) => Promise<WantedLine | null>,
): Promise<number> {
  let placed = 0;
  for (const elderId of await someElders(api)) {
    if (placed === many) break;
    const line = await wanted(elderId, placed);
    if (line && (await order(api, elderId, line))) placed += 1;
  }
  return placed;
}

/** Places one line and notes the elder's yes where it needs one. @returns false when it may not be */
async function order(api: Api, elderId: ElderId, line: WantedLine): Promise<boolean> {
  const basket = { elderId, lines: [line], way: 'settle_later' as const };
  try {
    const { totalFen } = await api.orders.quote(basket);
    const proxy = { askedBy: '本人', channel: 'phone' as const };
    const { lines } = await api.orders.place({ ...basket, quotedFen: totalFen, proxy });
    const [placed] = lines;
    if (placed?.yes === 'waiting') await api.orders.answer({ lineId: placed.id, yes: true, by: 'noted' });
    return true;
  } catch (error) {
    if (error instanceof Refusal || isRefused(error)) return false;
    throw error;
  }
}

const isRefused = (error: unknown): boolean =>
  error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500;

/** Booked lunches to be brought, all from one canteen. */
export async function bookLunches(api: Api, day: ServiceDay, many: number): Promise<number> {
  let canteenId: string | null = null;
  return orderFor(api, many, async (elderId) => {
    const { canteens } = await api.canteens.list({ elderId });
    const canteen = canteens.find(({ id }) => canteenId === null || id === canteenId);
    if (!canteen) return null;
    canteenId = canteen.id;
    const menu = await api.canteens.menu({ canteenId: canteen.id, elderId, day, period: 'lunch' });
    const dish = menu.dishes.find(
      ({ kind, left, fit }) => kind === 'set_meal' && left > 1 && fit !== null && !fit.stops,
    );
    if (!dish) return null;
    const dishes = [{ dishId: dish.dishId, portions: 1 }];
    return { kind: 'meal', canteenId: canteen.id, day, period: 'lunch', way: 'delivery', dishes };
  });
}

/** Cleanings of one provider, spread over a day. */
export async function bookCleanings(api: Api, day: ServiceDay, many: number): Promise<number> {
  const starts = ['08:30', '09:00', '10:30', '11:00', '13:30', '14:00', '15:30'];
  let operatorId: string | null = null;
  return orderFor(api, many, async (elderId, n) => {
    const { items } = await api.catalog.items({ elderId });
    const item = items.find((one) => one.code === 'cleaning' && (operatorId === null || one.operatorId === operatorId));
    if (!item) return null;
    operatorId = item.operatorId;
    const start = at(day, timeOfDay.parse(starts[n % starts.length]), ZONE);
    const variant = item.variants[0]?.code ?? null;
    return { kind: 'service', itemId: item.id, variant, start, minutes: item.minutes, payWith: 'money' };
  });
}
