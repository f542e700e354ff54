import {
  later,
  at,
  minutesBetween,
  plusDays,
  plusMinutes,
  serviceDayOf,
  timeOfDayOf,
  type Instant,
  type MealPeriod,
  type MealWay,
  type ServiceDay,
  type ServiceItemCode,
  type TimeOfDay,
  type TimeWindow,
} from '@nuanlin/shared';
import type { Random } from '../district/random.ts';

/** What is on in the district: a job that has not ended, or an order that will become one. */
export interface OpenJob {
  readonly itemCode: string;
  readonly window: TimeWindow;
}

export interface Scene {
  readonly now: Instant;
  readonly zone: string;
  readonly jobs: readonly OpenJob[];
}

/** What somebody wants next. */
export type Want =
  | { readonly kind: 'meal'; readonly day: ServiceDay; readonly period: MealPeriod; readonly way: MealWay }
  | { readonly kind: 'service'; readonly code: ServiceItemCode; readonly start: Instant };

const time = (text: string) => text as TimeOfDay;

/** How much work is wished for that is on or begins soon, from that time of day on: a bustle that can be overlooked. */
const BUSTLE: readonly (readonly [from: TimeOfDay, jobs: number])[] = [
  [time('00:00'), 0],
  [time('07:30'), 10],
  [time('08:30'), 24],
  [time('16:30'), 20],
  [time('18:00'), 8],
  [time('19:30'), 3],
  [time('20:30'), 0],
];
/** Minutes from now in which work counts as beginning soon. */
const SOON = 80;
/** More than this a dispatcher does not want on one day's list. */
const MOST_TODAY = 42;

/** Booked meals: when families book them, and how many have been booked by the end of it. */
const BOOKINGS: readonly {
  readonly period: MealPeriod;
  readonly ahead: number;
  readonly from: TimeOfDay;
  readonly to: TimeOfDay;
  readonly meals: number;
}[] = [
  { period: 'lunch', ahead: 1, from: time('17:30'), to: time('20:30'), meals: 12 },
  { period: 'lunch', ahead: 0, from: time('07:00'), to: time('08:50'), meals: 22 },
  { period: 'dinner', ahead: 0, from: time('11:00'), to: time('14:20'), meals: 14 },
];
/** When meals are still taken on demand. */
const ON_DEMAND: readonly { readonly period: MealPeriod; readonly from: TimeOfDay; readonly to: TimeOfDay }[] = [
  { period: 'lunch', from: time('09:05'), to: time('11:15') },
  { period: 'dinner', from: time('14:35'), to: time('17:05') },
];
const EATS_THERE = 0.2;

/** Visits of tomorrow are ordered while their decision time has not passed. */
const TOMORROW = { from: time('08:30'), to: time('15:30'), visits: 9 };

interface Kind {
  readonly code: ServiceItemCode;
  readonly weight: number;
  /** Minutes from the order to the earliest start. */
  readonly lead: number;
}

/** What is ordered for today, with time enough to find somebody. */
const TODAY: readonly Kind[] = [
  { code: 'errand', weight: 6, lead: 68 },
  { code: 'fetch_medicine', weight: 3, lead: 126 },
  { code: 'escort_outing', weight: 0.5, lead: 50 },
  { code: 'repair_water_power', weight: 1, lead: 22 },
  { code: 'repair_drain', weight: 1, lead: 22 },
  { code: 'repair_lock', weight: 0.5, lead: 18 },
  { code: 'cleaning', weight: 1, lead: 250 },
  { code: 'companionship', weight: 0.7, lead: 250 },
  { code: 'phone_lesson', weight: 0.4, lead: 250 },
  { code: 'haircut', weight: 0.4, lead: 250 },
];
const FOR_TOMORROW: readonly Omit<Kind, 'lead'>[] = [
  { code: 'bath_home', weight: 3 },
  { code: 'bath_point', weight: 2 },
  { code: 'escort_medical', weight: 2 },
  { code: 'escort_outing', weight: 3 },
  { code: 'cleaning', weight: 3 },
  { code: 'companionship', weight: 2 },
];
const VISITS_BEGIN = { first: time('08:30'), last: time('16:30') };
/** Baths keep their distance from meals. */
const BATHS_BEGIN: readonly TimeOfDay[] = ['08:30', '09:00', '13:00', '13:30', '14:00', '14:30'].map(time);

/** What somebody of the district would order now; null when the day has enough. */
export function wantOf(scene: Scene, random: Random): Want | null {
  return bookingOf(scene, random) ?? tomorrowOf(scene, random) ?? (isQuiet(scene) ? fillerOf(scene, random) : null);
}

/** How long the next order may wait, in minutes: the emptier the map, the sooner. */
export function pauseAfter(scene: Scene): number {
  const wished = bustleAt(scene);
  if (wished === 0) return 5;
  const share = soon(scene) / wished;
  return share < 0.6 ? 0.1 : share < 1 ? 0.6 : 2;
}

export const bustleAt = ({ now, zone }: Scene): number =>
  BUSTLE.findLast(([from]) => from <= timeOfDayOf(now, zone))?.[1] ?? 0;

const soon = ({ jobs, now }: Scene): number =>
  jobs.filter(({ window }) => minutesBetween(now, window.from) < SOON).length;

function isQuiet(scene: Scene): boolean {
  const { jobs, now, zone } = scene;
  const today = serviceDayOf(now, zone);
  const ofToday = jobs.filter(({ window }) => serviceDayOf(window.from, zone) <= today).length;
  return soon(scene) < bustleAt(scene) && ofToday < MOST_TODAY;
}

/** A meal of a period whose bookings lag behind the hour. */
function bookingOf({ now, zone, jobs }: Scene, random: Random): Want | null {
  const today = serviceDayOf(now, zone);
  for (const { period, ahead, from, to, meals } of BOOKINGS) {
    const day = plusDays(today, ahead);
    const [begins, ends] = [at(today, from, zone), at(today, to, zone)];
    if (now < begins || now > ends) continue;
    const booked = jobs.filter(
      ({ itemCode, window }) =>
        itemCode === 'meal' && serviceDayOf(window.from, zone) === day && isOf(period, window, zone),
    ).length;
    const due = (meals * minutesBetween(begins, now)) / minutesBetween(begins, ends);
    if (booked < Math.floor(due)) return { kind: 'meal', day, period, way: wayBy(random) };
  }
  return null;
}

const isOf = (period: MealPeriod, window: TimeWindow, zone: string): boolean =>
  timeOfDayOf(window.from, zone) < '14:00' === (period === 'lunch');

const wayBy = (random: Random): MealWay =>
  random.chance(EATS_THERE) ? random.pick<MealWay>(['pickup', 'dine_in']) : 'delivery';

function tomorrowOf({ now, zone, jobs }: Scene, random: Random): Want | null {
  const today = serviceDayOf(now, zone);
  const tomorrow = plusDays(today, 1);
  const [begins, ends] = [at(today, TOMORROW.from, zone), at(today, TOMORROW.to, zone)];
  if (now < begins || now > ends) return null;
  const ordered = jobs.filter(
    ({ itemCode, window }) => itemCode !== 'meal' && serviceDayOf(window.from, zone) === tomorrow,
  ).length;
  if (ordered >= Math.floor((TOMORROW.visits * minutesBetween(begins, now)) / minutesBetween(begins, ends)))
    return null;
  const { code } = weighted(FOR_TOMORROW, random);
  const bath = code.startsWith('bath_');
  const start = bath ? random.pick(BATHS_BEGIN) : halfHour(random.whole(17, 32));
  return { kind: 'service', code, start: at(tomorrow, start, zone) };
}

const halfHour = (half: number): TimeOfDay =>
  time(`${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`);

function fillerOf({ now, zone }: Scene, random: Random): Want | null {
  const clock = timeOfDayOf(now, zone);
  const meal = ON_DEMAND.find(({ from, to }) => clock >= from && clock <= to);
  if (meal && random.chance(0.6)) {
    return { kind: 'meal', day: serviceDayOf(now, zone), period: meal.period, way: wayBy(random) };
  }
  const today = serviceDayOf(now, zone);
  const last = at(today, VISITS_BEGIN.last, zone);
  const first = at(today, VISITS_BEGIN.first, zone);
  const possible = TODAY.filter(({ lead }) => plusMinutes(now, lead) <= last);
  if (possible.length === 0) return null;
  const { code, lead } = weighted(possible, random);
  const soonest = later(plusMinutes(now, lead), first);
  return { kind: 'service', code, start: onFive(plusMinutes(soonest, random.between(0, 35))) };
}

/** The next full five minutes: people say 14:35, not 14:33. */
const onFive = (moment: Instant): Instant => {
  const step = 5 * 60_000;
  return plusMinutes(moment, (step - (Date.parse(moment) % step)) / 60_000);
};

function weighted<T extends { readonly weight: number }>(kinds: readonly T[], random: Random): T {
  let left = random.next() * kinds.reduce((sum, { weight }) => sum + weight, 0);
  return kinds.find(({ weight }) => (left -= weight) < 0) ?? random.pick(kinds);
}
