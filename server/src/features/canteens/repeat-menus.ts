import { plusDays, type ServiceDay } from '@nuanlin/shared';
import type { Serving } from './canteens.store.ts';

const WEEK = 7;

/**
 * The servings of the days up to `until` that have none yet: each day offers again what the same weekday offered a week
 * before, in full. Empty where there is nothing to repeat.
 */
export function repeatedServings(known: readonly Serving[], until: ServiceDay): Serving[] {
  const byDay = new Map<ServiceDay, Serving[]>();
  for (const serving of known) byDay.set(serving.day, [...(byDay.get(serving.day) ?? []), serving]);
  const [first] = [...byDay.keys()].toSorted();
  if (first === undefined) return [];

  const added: Serving[] = [];
  for (let day = plusDays(first, WEEK); day <= until; day = plusDays(day, 1)) {
    if (byDay.has(day)) continue;
    const again = (byDay.get(plusDays(day, -WEEK)) ?? []).map((serving) => ({
      ...serving,
      day,
      left: serving.portions,
      soldOut: false,
    }));
    byDay.set(day, again);
    added.push(...again);
  }
  return added;
}
