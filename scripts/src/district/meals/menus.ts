import {
  MEAL_PERIODS,
  plusDays,
  text,
  type DishKind,
  type Faith,
  type MealPeriod,
  type MealWay,
  type Point,
  type ServiceDay,
  type Text,
} from '@nuanlin/shared';
import type { PlaceKey } from '../ground/places.ts';
import type { Random } from '../random.ts';
import { DISHES, type DistrictDish, type Kitchen } from './dishes.ts';

export interface DistrictCanteen {
  readonly key: string;
  readonly name: Text;
  readonly place: PlaceKey;
  /** Key of its site in the operator tree. */
  readonly operator: string;
  readonly at: Point;
  readonly kitchen: Kitchen;
  /** The canteen that cooks for it; null: it has its own kitchen. */
  readonly fedBy: string | null;
  readonly faiths: readonly Faith[];
  readonly ways: readonly MealWay[];
}

export interface DistrictMenu {
  readonly canteen: string;
  readonly day: ServiceDay;
  readonly period: MealPeriod;
  readonly dishes: readonly { readonly dish: string; readonly portions: number }[];
}

const CANTEENS = [
  {
    key: 'liuyin_canteen',
    name: text('柳荫社区食堂', 'Liuyin Community Canteen'),
    kitchen: 'liuyin',
    fedBy: null,
    faiths: [],
    share: 1,
  },
  {
    key: 'hedong_point',
    name: text('河东助餐点', 'Hedong Meal Point'),
    kitchen: 'liuyin',
    fedBy: 'liuyin_canteen',
    faiths: [],
    share: 0.5,
  },
  {
    key: 'qinghe_canteen',
    name: text('清和清真食堂', 'Qinghe Halal Canteen'),
    kitchen: 'qinghe',
    fedBy: null,
    faiths: ['halal'],
    share: 0.4,
  },
] as const satisfies readonly (Pick<DistrictCanteen, 'key' | 'name' | 'kitchen' | 'fedBy' | 'faiths'> & {
  share: number;
  key: PlaceKey;
})[];

export const canteens = (placeAt: (place: PlaceKey) => Point): DistrictCanteen[] =>
  CANTEENS.map(({ key, name, kitchen, fedBy, faiths }) => ({
    key,
    name,
    place: key,
    operator: key,
    at: placeAt(key),
    kitchen,
    fedBy,
    faiths,
    ways: ['delivery', 'pickup', 'dine_in'],
  }));

/** How many of each kind a menu has, and portions of one. */
const COUNTS: readonly (readonly [DishKind, number, number])[] = [
  ['set_meal', 4, 60],
  ['main', 3, 30],
  ['vegetable', 3, 40],
  ['staple', 3, 120],
  ['soup', 1, 80],
];

/** Days that menus are known for: today and the seven after it. */
const DAYS = 8;

/** Menus of every canteen, day and period; a canteen that is fed has its kitchen's menu. */
export function menus(day: ServiceDay, random: Random): DistrictMenu[] {
  return Array.from({ length: DAYS }, (_, i) => plusDays(day, i)).flatMap((on) =>
    (Object.keys(MEAL_PERIODS) as MealPeriod[]).flatMap((period) => {
      const cooked = { liuyin: menuOf('liuyin', random), qinghe: menuOf('qinghe', random) };
      return CANTEENS.map(({ key, kitchen, share }) => ({
        canteen: key,
        day: on,
        period,
        dishes: cooked[kitchen].map(({ dish, portions }) => ({
          dish: dish.key,
          portions: Math.round(portions * share),
        })),
      }));
    }),
  );
}

/** By turns what the kitchen can cook; always a set for those who cannot chew. */
function menuOf(kitchen: Kitchen, random: Random): { dish: DistrictDish; portions: number }[] {
  return COUNTS.flatMap(([kind, count, portions]) => {
    const dishes = DISHES.filter((dish) => dish.kitchen === kitchen && dish.kind === kind);
    const smooth = kind === 'set_meal' ? dishes.filter(({ textures }) => textures.includes('liquid')) : [];
    const rest = dishes.filter((dish) => !smooth.includes(dish));
    return [...random.sample(rest, count), ...smooth].map((dish) => ({
      dish,
      portions: smooth.includes(dish) ? portions / 3 : portions,
    }));
  });
}
