import { by, type Documents } from './documents.ts';

/** The feed's numbers, and those that are called at each counter, have no gap and no double. */
export const numbers = ({ feed, tickets }: Documents): string[] => [
  ...[...by(feed, ({ stream }) => stream)].flatMap(([stream, entries]) =>
    // What is older than the feed keeps is gone from its beginning.
    gaps(
      `stream ${stream}`,
      entries.map(({ n }) => n),
    ),
  ),
  ...[...by(tickets, ({ canteenId, day, period, way }) => `counter ${canteenId} ${day} ${period} ${way}`)].flatMap(
    ([counter, called]) => gaps(counter, [0, ...called.flatMap(({ number }) => number ?? [])]),
  ),
];

function gaps(series: string, numbered: readonly number[]): string[] {
  const sorted = numbered.toSorted((a, b) => a - b);
  return sorted.flatMap((n, index) => {
    const before = sorted[index - 1];
    if (before === undefined || n === before + 1) return [];
    return [n === before ? `${series} has the number ${n} twice` : `${series} goes from ${before} to ${n}`];
  });
}
