import type { AreaId, CanteenId, DishId, LineId, MealPeriod, ServiceDay } from '@nuanlin/shared';
import type { Placed, Scope } from '../../platform/access/scope.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Feature } from '../../platform/process.ts';
import type { Asks } from './asks.ts';
import type { Canteen } from './canteen.ts';
import { canteensFeed } from './canteens.feed.ts';
import { canteensDeadlines, canteensHandlers } from './canteens.handlers.ts';
import { canteensRoutes } from './canteens.routes.ts';
import { canteenStore } from './canteens.store.ts';
import type { Dish } from './dish.ts';
import { repeatedServings } from './repeat-menus.ts';
import { ticketStore } from './tickets.store.ts';

export { numbersByCounter } from './migrations.ts';
export type { Asks as CanteenAsks, Eater } from './asks.ts';
export { servesArea, type Canteen } from './canteen.ts';
export { alternativeTo, clashesOf, stops, textureFor, withheld } from './diet.ts';
export type { Dish } from './dish.ts';
export type { KitchenRules } from './kitchen-rules.ts';
export { mealTimes, promisedWindow, takingAt } from './meal-times.ts';

export type Canteens = ReturnType<typeof createCanteens>;

/** One meal's menu, for set-up. */
export interface NewMenu {
  readonly canteenId: CanteenId;
  readonly day: ServiceDay;
  readonly period: MealPeriod;
  readonly dishes: readonly { readonly dishId: DishId; readonly portions: number }[];
}

/** Canteens with their dishes, menus and tickets. */
export function createCanteens({ events, deadlines, newId, transactions }: Platform, asks: Asks) {
  const ports = { canteens: canteenStore, tickets: ticketStore, asks, events, deadlines, newId };
  const feature: Feature = {
    routes: canteensRoutes(ports),
    handlers: canteensHandlers(ports),
    deadlines: canteensDeadlines(ports),
    feed: canteensFeed(ports),
  };
  return {
    feature,
    /** @throws NOT_FOUND */
    canteen: canteenStore.get,
    menu: canteenStore.menu,
    eater: asks.eater,
    kitchenRules: asks.kitchenRules,
    reservePortions: canteenStore.reserve,
    releasePortions: canteenStore.release,
    ticketsOf: (scope: Scope, lineIds: readonly LineId[]) => ticketStore.ofLines(scope, lineIds),

    /** Where a canteen stands, for those who hear its stream. */
    whereIs: (canteenId: string): Promise<Placed | null> => canteenStore.whereIs(canteenId as CanteenId),

    async createCanteens(all: readonly Omit<Canteen, 'id'>[]): Promise<Canteen[]> {
      const canteens = all.map((canteen) => ({ ...canteen, id: newId('canteen') }));
      await transactions.run((session) => canteenStore.insertCanteens(canteens, session));
      return canteens;
    },

    async createDishes(all: readonly Omit<Dish, 'id' | 'version'>[]): Promise<Dish[]> {
      const dishes = all.map((dish) => ({ ...dish, id: newId('dish'), version: 1 }));
      await transactions.run((session) => canteenStore.insertDishes(dishes, session));
      return dishes;
    },

    /** Publishes menus; each meal once. */
    async publishMenus(menus: readonly NewMenu[]): Promise<void> {
      const servings = menus.flatMap(({ canteenId, day, period, dishes }) =>
        dishes.map(({ dishId, portions }, place) => ({
          canteenId,
          day,
          period,
          dishId,
          place,
          portions,
          left: portions,
          soldOut: false,
        })),
      );
      await transactions.run((session) => canteenStore.insertServings(servings, session));
    },

    /**
     * Publishes menus of the canteens that serve an area, for the days up to one that have none: what the same weekday
     * offered a week before.
     * @returns how many servings were added
     */
    async repeatMenus(areaPath: readonly AreaId[], until: ServiceDay): Promise<number> {
      const canteens = await canteenStore.serving(areaPath);
      const known = await canteenStore.lastWeek(canteens.map(({ id }) => id));
      const added = repeatedServings(known, until);
      if (added.length > 0) await transactions.run((session) => canteenStore.insertServings(added, session));
      return added.length;
    },
  };
}
