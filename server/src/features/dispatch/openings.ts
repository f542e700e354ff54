import type { Worker } from '@nuanlin/dispatch-engine';
import type { Point, TimeWindow } from '@nuanlin/shared';
import type { Available } from './asks.ts';
import { minuteOf } from './minute.ts';

/** A stretch in which a worker could take more work: where and when it begins, where accepted work wants him next. */
export interface Opening {
  /** Of the same gap in every round, however it shrinks. */
  readonly key: string;
  readonly free: { readonly place: Point; readonly at: number };
  readonly then: { readonly place: Point; readonly at: number } | null;
  readonly shift: Worker['shift'];
}

/**
 * The gaps that accepted work leaves in a worker's shifts, from now on. Work that lasts longer than it was meant to is still
 * where he comes from: he is free at its end, not where he was last thought to be.
 * @param now minutes since the epoch
 */
export function openingsOf({ shifts, busy, place }: Available, now: number): Opening[] {
  if (!place) return [];
  return shifts.filter(({ to }) => minuteOf(to) > now).flatMap((shift) => gapsOf(shift, busy, place, now));
}

function gapsOf(window: TimeWindow, busy: Available['busy'], place: Point, now: number): Opening[] {
  const shift = { from: minuteOf(window.from), to: minuteOf(window.to) };
  const gaps: Opening[] = [];
  let free = { place, at: Math.max(now, shift.from) };
  let key = shift.from <= now ? 'now' : `from ${window.from}`;
  for (const { runId, window: taken, begins, endsAt } of busyIn(shift, busy, now)) {
    const begin = minuteOf(taken.from);
    if (begin > free.at) gaps.push({ key, free, then: { place: begins.at, at: minuteOf(begins.by) }, shift });
    free = { place: endsAt, at: Math.max(free.at, minuteOf(taken.to)) };
    key = `after ${runId}`;
  }
  return [...gaps, { key, free, then: null, shift }];
}

/** What is under way belongs to the present shift, whenever it was to end. */
const busyIn = (shift: Worker['shift'], busy: Available['busy'], now: number) =>
  busy
    .filter(({ window }) => {
      const [from, to] = [minuteOf(window.from), minuteOf(window.to)];
      return from < shift.to && (to > shift.from || (from <= now && shift.from <= now));
    })
    .toSorted((a, b) => a.window.from.localeCompare(b.window.from));
