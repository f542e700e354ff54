import {
  distanceM,
  Refusal,
  serviceDayOf,
  type CanteenId,
  type CanteenView,
  type DietClash,
  type ElderId,
  type Instant,
  type MealPeriod,
  type MenuDish,
  type MenuView,
  type ServiceDay,
} from '@nuanlin/shared';
import { holdsRight } from '../../platform/access/rights.ts';
import type { Scope } from '../../platform/access/scope.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import type { Eater } from './asks.ts';
import { servesArea, type Canteen } from './canteen.ts';
import { alternativeTo, clashesOf, stops, textureFor, withheld } from './diet.ts';
import type { Dish } from './dish.ts';
import type { KitchenRules } from './kitchen-rules.ts';
import { mealTimes, takingAt } from './meal-times.ts';
import type { CanteenPorts } from './ports.ts';

interface WhichMeal {
  readonly day?: ServiceDay | undefined;
  readonly period?: MealPeriod | undefined;
}

/** The menu of one meal, each dish looked at for the elder: in which texture, what clashes, what to take instead. */
export async function lookAtMenu(
  {
    canteenId,
    elderId,
    scope,
    actor,
    now,
    ...which
  }: { canteenId: CanteenId; elderId: ElderId } & WhichMeal & SignedIn,
  { canteens, asks }: CanteenPorts,
): Promise<MenuView> {
  const eater = await asks.eater(scope, elderId);
  const canteen = await canteens.get(canteenId);
  if (!servesArea(canteen, eater.areaPath)) throw new Refusal('NOT_FOUND');
  const rules = await asks.kitchenRules(canteen.operatorPath);
  const day = which.day ?? serviceDayOf(now, canteen.zone);
  const period = which.period ?? periodNow(rules, canteen, day, now);
  const times = mealTimes(rules, day, period, canteen.zone);
  if (!times) throw new Refusal('CANTEEN_CLOSED');
  const menu = await canteens.menu({ canteenId, day, period });
  const shown = holdsRight(eater, actor, 'health') ? asTheyAre : withheld;
  return {
    canteenId,
    day,
    period,
    window: times.window,
    cutOffAt: times.cutOffAt,
    lastOrderAt: times.lastOrderAt,
    taking: takingAt(times, now),
    dishes: menu.map((dish) => presentDish(dish, menu, canteen, eater, shown)),
  };
}

/** The first period of the day that still takes orders, else the last. */
export function periodNow(rules: KitchenRules, { zone }: Canteen, day: ServiceDay, now: Instant): MealPeriod {
  const open = rules.periods.find(({ period }) => {
    const times = mealTimes(rules, day, period, zone);
    return times !== null && takingAt(times, now) !== 'closed';
  });
  return open?.period ?? rules.periods.at(-1)?.period ?? 'lunch';
}

type OnMenu = Dish & { readonly left: number };

type Shown = (clashes: readonly DietClash[]) => DietClash[];
const asTheyAre: Shown = (clashes) => [...clashes];

function presentDish(
  dish: OnMenu,
  menu: readonly OnMenu[],
  { faiths }: Canteen,
  { diet }: Eater,
  shown: Shown,
): MenuDish {
  const clashes = clashesOf(dish, faiths, diet);
  const texture = textureFor(dish, diet);
  const troubled = clashes.length > 0 || texture === null;
  return {
    dishId: dish.id,
    name: dish.name,
    kind: dish.kind,
    textures: [...dish.textures],
    allergens: [...dish.allergens],
    ingredients: [...dish.ingredients],
    faiths: [...dish.faiths],
    needs: [...dish.needs],
    priceFen: dish.priceFen,
    left: dish.left,
    fit: {
      texture: texture ?? 'regular',
      clashes: shown(clashes),
      stops: stops(clashes) || texture === null,
      alternative: troubled ? (alternativeTo(dish, menu, faiths, diet)?.id ?? null) : null,
    },
  };
}

/** The canteens that cook for where an elder lives, the nearest first. */
export async function canteensFor(
  { elderId, scope }: { elderId: ElderId; scope: Scope },
  { canteens, asks }: CanteenPorts,
): Promise<Canteen[]> {
  const { areaPath, at } = await asks.eater(scope, elderId);
  const found = await canteens.serving(areaPath);
  return found.toSorted((a, b) => distanceM(at, a.at) - distanceM(at, b.at));
}

export const presentCanteen = ({ id, name, address, at, faiths, ways }: Canteen): CanteenView => ({
  id,
  name,
  address,
  at,
  faiths: [...faiths],
  ways: [...ways],
});
