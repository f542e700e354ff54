import { fromMs, toMs, type Instant, type TimeWindow } from '@nuanlin/shared';

const WEEK_MS = 7 * 86_400_000;

/**
 * The shifts of a weekly rhythm that are not written down yet: those of the last known week again and again, as far as
 * they begin before `until` and are not over at `now`.
 */
export function repeatedShifts(
  known: readonly TimeWindow[],
  { now, until }: { now: Instant; until: Instant },
): TimeWindow[] {
  const latest = known.map(({ from }) => toMs(from)).reduce((last, at) => Math.max(last, at), 0);
  const week = known.filter(({ from }) => toMs(from) > latest - WEEK_MS);
  return week
    .flatMap(({ from, to }) => {
      const weeks = Math.max(0, Math.ceil((toMs(until) - toMs(from)) / WEEK_MS) - 1);
      return Array.from({ length: weeks }, (_, n) => ({
        from: fromMs(toMs(from) + (n + 1) * WEEK_MS),
        to: fromMs(toMs(to) + (n + 1) * WEEK_MS),
      }));
    })
    .filter(({ to }) => to > now)
    .toSorted((a, b) => a.from.localeCompare(b.from));
}
