import { text } from '../texts/text.ts';
import { timeOfDay, type TimeOfDay } from '../kernel/time.ts';
import type { Named, TextTable } from './table.ts';

interface Period extends Named {
  /** Orders placed after this time of the same day are on-demand meals (截单). */
  readonly cutOff: TimeOfDay;
  /** Meals reach their doors within this span. */
  readonly from: TimeOfDay;
  readonly to: TimeOfDay;
}

const time = (wallClock: string): TimeOfDay => timeOfDay.parse(wallClock);

/** Meal periods (餐次) with the defaults an operator's rules start from. */
export const MEAL_PERIODS = {
  lunch: { name: text('午餐', 'Lunch'), cutOff: time('09:00'), from: time('10:50'), to: time('11:50') },
  dinner: { name: text('晚餐', 'Dinner'), cutOff: time('14:30'), from: time('16:40'), to: time('17:40') },
} as const satisfies Readonly<Record<string, Period>>;
export type MealPeriod = keyof typeof MEAL_PERIODS;

/** How a meal reaches its eater. */
export const MEAL_WAYS = {
  delivery: text('送餐', 'Delivery'),
  pickup: text('自取', 'Pick-up'),
  dine_in: text('堂食', 'Dine in'),
} as const satisfies TextTable;
export type MealWay = keyof typeof MEAL_WAYS;

/** 窗口: where a kitchen hands its meals out, by their way, each with a series of numbers of its own. */
export const COUNTERS = {
  dine_in: { number: 1, series: 'A' },
  pickup: { number: 2, series: 'B' },
  delivery: { number: 3, series: 'C' },
} as const satisfies Readonly<Record<MealWay, { readonly number: number; readonly series: string }>>;

/** 取餐号 as it is printed, shown and called: A047. */
export const guestNumber = (way: MealWay, number: number): string =>
  `${COUNTERS[way].series}${String(number).padStart(3, '0')}`;

/** Who took the box. */
export const RECEIVERS = {
  elder: { name: text('本人', 'The elder'), seen: true },
  family: { name: text('家属', 'Family'), seen: false },
  neighbour: { name: text('邻居', 'Neighbour'), seen: false },
  gatekeeper: { name: text('门卫', 'Gatekeeper'), seen: false },
  station: { name: text('站点', 'Service station'), seen: false },
  /** Only by the elder's standing wish. */
  doorstep: { name: text('放门口', 'Left at the door'), seen: false },
} as const satisfies Readonly<Record<string, Named & { readonly seen: boolean }>>;
export type Receiver = keyof typeof RECEIVERS;

/** The one tap beside the receiver: how it was at the door. All but `fine` open a concern. */
export const OBSERVATIONS = {
  fine: { name: text('正常', 'Fine'), opensConcern: false },
  low: { name: text('精神差', 'In low spirits'), opensConcern: true },
  nobody_seen: { name: text('没见到人', 'Nobody seen'), opensConcern: true },
  home_abnormal: { name: text('家里异常', 'Something wrong at home'), opensConcern: true },
} as const satisfies Readonly<Record<string, Named & { readonly opensConcern: boolean }>>;
export type Observation = keyof typeof OBSERVATIONS;
