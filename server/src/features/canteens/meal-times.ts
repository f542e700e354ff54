import {
  at,
  plusDays,
  plusMinutes,
  serviceDayOf,
  type Instant,
  type MealPeriod,
  type ServiceDay,
  type TimeOfDay,
  type TimeWindow,
} from '@nuanlin/shared';
import type { KitchenRules } from './kitchen-rules.ts';

/** The moments of one meal period of one day. */
export interface MealTimes {
  readonly window: TimeWindow;
  readonly cutOffAt: Instant;
  /** The last moment of ordering at all. */
  readonly lastOrderAt: Instant;
  /** When the tickets of booked meals are released to the kitchen. */
  readonly releaseAt: Instant;
}

const MIDNIGHT = '00:00' as TimeOfDay;

/** Null where the kitchen does not serve that period. One without any periods serves all day, everything on demand. */
export function mealTimes(rules: KitchenRules, day: ServiceDay, period: MealPeriod, zone: string): MealTimes | null {
  if (rules.periods.length === 0) {
    const window = { from: at(day, MIDNIGHT, zone), to: at(plusDays(day, 1), MIDNIGHT, zone) };
    return { window, cutOffAt: window.from, lastOrderAt: window.to, releaseAt: window.from };
  }
  const found = rules.periods.find((known) => known.period === period);
  if (!found) return null;
  const window = { from: at(day, found.from, zone), to: at(day, found.to, zone) };
  return {
    window,
    cutOffAt: at(day, found.cutOff, zone),
    lastOrderAt: plusMinutes(window.to, -rules.onDemandUntil),
    releaseAt: plusMinutes(window.from, -rules.releaseBefore),
  };
}

/** How a meal is taken at a moment: booked until the cut-off, then on demand (it leaves singly), then no more. */
export function takingAt({ cutOffAt, lastOrderAt }: MealTimes, now: Instant): 'booked' | 'on_demand' | 'closed' {
  if (now < cutOffAt) return 'booked';
  return now <= lastOrderAt ? 'on_demand' : 'closed';
}

/** What is promised: the period's window to who booked; cooked and brought from now on, but not before it, to the rest. */
export function promisedWindow(times: MealTimes, rules: KitchenRules, now: Instant): TimeWindow {
  if (takingAt(times, now) === 'booked') return times.window;
  const begin = plusMinutes(now, rules.cooking);
  const from = begin > times.window.from ? begin : times.window.from;
  return { from, to: plusMinutes(from, rules.promise) };
}

/**
 * The meal that a kitchen works for at a moment: the day's first that is not over, else its last, and until when that is
 * so. A meal on demand may be promised until a while after its window.
 */
export function runningMeal(
  rules: KitchenRules,
  zone: string,
  now: Instant,
): { day: ServiceDay; period: MealPeriod; until: Instant } {
  const day = serviceDayOf(now, zone);
  const midnight = at(plusDays(day, 1), MIDNIGHT, zone);
  for (const { period } of rules.periods) {
    const times = mealTimes(rules, day, period, zone);
    const until = times && plusMinutes(times.window.to, rules.promise);
    if (until && until > now) return { day, period, until };
  }
  return { day, period: rules.periods.at(-1)?.period ?? 'lunch', until: midnight };
}

/** When the kitchen gets a ticket: at production time, or at once when that has passed. */
export const releaseOf = (times: MealTimes, now: Instant): Instant => (times.releaseAt > now ? times.releaseAt : now);
