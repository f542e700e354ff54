import { minutesBetween, type Instant, type JobRow } from '@nuanlin/shared';

/** What stands where in the dispatcher's list. */
export const LISTS = ['act', 'meals', 'visits', 'all'] as const;
export type List = (typeof LISTS)[number];

/** So long before its decision time a free seat is worth a look, minutes. */
const NEAR_MINUTES = 30;

/** Work that waits for somebody at the desk: nobody may do it, or its decision time is past. */
export const needsHand = (row: JobRow, now: Instant): boolean =>
  row.freeSeatIds.length > 0 && (row.impossible !== null || row.decisionAt <= now);

/** A free seat whose decision time comes soon. */
export function isNear({ freeSeatIds, decisionAt }: JobRow, now: Instant): boolean {
  const left = minutesBetween(now, decisionAt);
  return freeSeatIds.length > 0 && left > 0 && left <= NEAR_MINUTES;
}

export function inList(list: List, row: JobRow, now: Instant): boolean {
  switch (list) {
    case 'act':
      return needsHand(row, now);
    case 'meals':
      return row.itemCode === 'meal';
    case 'visits':
      return row.itemCode !== 'meal';
    case 'all':
      return true;
  }
}

/** A job is late when its window is over and nobody stands at the door yet. */
export const isLate = ({ state, window }: JobRow, now: Instant): boolean =>
  window.to < now && state !== 'arrived' && state !== 'working';

/** What waits for a hand first, then what is late, then by the clock. */
export const byUrgency =
  (now: Instant) =>
  (a: JobRow, b: JobRow): number =>
    rank(a, now) - rank(b, now) || a.window.from.localeCompare(b.window.from) || a.room.localeCompare(b.room);

const rank = (row: JobRow, now: Instant): number => (needsHand(row, now) ? 0 : isLate(row, now) ? 1 : 2);

/** The figures in the header. */
export const countsOf = (jobs: readonly JobRow[], now: Instant) => ({
  going: jobs.filter(({ freeSeatIds }) => freeSeatIds.length === 0).length,
  asked: jobs.filter(({ asked }) => asked.length > 0).length,
  near: jobs.filter((row) => isNear(row, now)).length,
  act: jobs.filter((row) => needsHand(row, now)).length,
});
