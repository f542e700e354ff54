import { z } from 'zod';
import {
  distanceM,
  id,
  mealPeriod,
  mealWay,
  plusDays,
  serviceDay,
  timeOfDay,
  wantedMeal,
  type CanteenView,
  type ItemView,
  type LineView,
  type MenuView,
  type Point,
  type ServiceDay,
  type TimeOfDay,
  type WantedLine,
} from '@nuanlin/shared';
import { startOf, type WantedMeal } from '../../ordering/basket.ts';

/** A page's address holds what was chosen so far: one answer a question, so that going back asks the last again. */
type Address = { path: string; query: Record<string, string> };

/** `dsh_…*1,dsh_…*2`: dishes with their portions, as an address can hold them. */
export const dishesText = (dishes: WantedMeal['dishes']): string =>
  dishes.map(({ dishId, portions }) => `${dishId}*${portions}`).join(',');

function readDishes(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  return text.split(',').map((part) => {
    const [dishId, portions] = part.split('*');
    return { dishId, portions: Number(portions) };
  });
}

const mealQuery = z.object({
  day: serviceDay.optional().catch(undefined),
  period: mealPeriod.optional().catch(undefined),
  canteen: id('canteen').optional().catch(undefined),
  dishes: z.preprocess(readDishes, wantedMeal.shape.dishes).optional().catch(undefined),
  way: mealWay.optional().catch(undefined),
});

/** What is chosen of a meal. */
export type MealChoice = z.infer<typeof mealQuery>;

export const readMealChoice = (query: unknown): MealChoice => mealQuery.parse(query);

/** The meal once everything is chosen. */
export const mealOf = ({ day, period, canteen, dishes, way }: MealChoice): WantedMeal | null =>
  day && period && canteen && dishes && way ? { kind: 'meal', canteenId: canteen, day, period, way, dishes } : null;

const serviceQuery = z.object({
  item: id('item').optional().catch(undefined),
  variant: z.string().max(40).optional().catch(undefined),
  day: serviceDay.optional().catch(undefined),
  time: timeOfDay.optional().catch(undefined),
});

/** What is chosen of a visit. */
export type ServiceChoice = z.infer<typeof serviceQuery>;

export const readServiceChoice = (query: unknown): ServiceChoice => serviceQuery.parse(query);

/** The visit once everything is chosen; it lasts as long as the item says and is paid in money. */
export function visitOf(
  { variant, day, time }: ServiceChoice,
  item: Pick<ItemView, 'id' | 'minutes' | 'variants'>,
): WantedLine | null {
  if (!day || !time || (item.variants.length > 0 && !variant)) return null;
  const start = startOf(day, time);
  return { kind: 'service', itemId: item.id, variant: variant ?? null, start, minutes: item.minutes, payWith: 'money' };
}

/** The last question of an order like this line, with everything chosen as it was; `time` is when it begins there. */
export function orderAgain({ work, day }: LineView, time: TimeOfDay): Address {
  if (work.kind === 'meal') {
    const { period, canteenId: canteen, dishes, way } = work;
    return { path: '/elder/meal', query: { day, period, canteen, dishes: dishesText(dishes), way } };
  }
  const { itemId: item, variant } = work;
  return { path: '/elder/service', query: { item, day, time, ...(variant === null ? {} : { variant }) } };
}

/** The meals that an elder is first asked about: today's and tomorrow's. */
export const nearDays = (today: ServiceDay): ServiceDay[] => [today, plusDays(today, 1)];

/** 和上次一样: what was eaten last that this menu can serve again; the same period's before others'. */
export function sameAsLast(lines: readonly LineView[], menu: MenuView): WantedMeal['dishes'] | null {
  const meals = lines.flatMap(({ work, state }) => (work.kind === 'meal' && state !== 'cancelled' ? [work] : []));
  const suits = ({ dishes }: (typeof meals)[number]): boolean =>
    dishes.every(({ dishId, portions }) => {
      const dish = menu.dishes.find((one) => one.dishId === dishId);
      return dish !== undefined && dish.left >= portions && !(dish.fit?.stops ?? false);
    });
  const last = meals.find((meal) => meal.period === menu.period && suits(meal)) ?? meals.find(suits);
  return last ? last.dishes.map(({ dishId, portions }) => ({ dishId, portions })) : null;
}

/** The canteen of the last meal, else the nearest. */
export function usualCanteen(canteens: readonly CanteenView[], lines: readonly LineView[], home: Point) {
  const last = lines.flatMap(({ work }) => (work.kind === 'meal' ? [work.canteenId] : []))[0];
  const byWay = canteens.toSorted((a, b) => distanceM(a.at, home) - distanceM(b.at, home));
  return canteens.find(({ id }) => id === last) ?? byWay[0];
}
