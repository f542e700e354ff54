import {
  earlier,
  distanceM,
  fromMs,
  minutesBetween,
  toMs,
  type CheckIn,
  type Instant,
  type Point,
} from '@nuanlin/shared';
import type { Arrival, Mark } from './seat.ts';

/** When the device says it was made: its clock, and its last known offset from the product's. */
export interface MadeAt {
  readonly deviceAt: Instant;
  readonly offsetMs: number;
}

/** Actions made without a network are taken as they were within this; beyond it they are flagged. */
const OLDEST_MINUTES = 12 * 60;
const CLOCK_SLACK_MINUTES = 2;
/** A position worse than this says nothing about being there (D7). */
const USABLE_ACCURACY_M = 100;
/** Farther from the door than this plus the accuracy is marked. */
const NEAR_M = 200;

/** Keeps both times: when it was done and when we learnt of it. */
export function markOf(madeAt: MadeAt | undefined, now: Instant): Mark {
  if (!madeAt) return { at: now, recordedAt: now, flagged: false };
  const made = fromMs(toMs(madeAt.deviceAt) + madeAt.offsetMs);
  const age = minutesBetween(made, now);
  const flagged = age > OLDEST_MINUTES || age < -CLOCK_SLACK_MINUTES;
  return { at: flagged ? now : earlier(made, now), recordedAt: now, flagged };
}

/** How far the worker was from the door when he checked in; the place itself is not kept. */
export function arrivalOf(checkIn: CheckIn, door: Point, mark: Mark): Arrival {
  if (checkIn.method !== 'position') {
    const flagged =
      mark.flagged || checkIn.method === 'staff_note' || (checkIn.method === 'paper_card' && !checkIn.callBack);
    return { ...mark, flagged, method: checkIn.method, distanceM: null, accuracyM: null };
  }
  const away = Math.round(distanceM(checkIn.at, door));
  const unusable = checkIn.accuracyM > USABLE_ACCURACY_M || away > NEAR_M + checkIn.accuracyM;
  return {
    ...mark,
    flagged: mark.flagged || unusable,
    method: 'position',
    distanceM: away,
    accuracyM: checkIn.accuracyM,
  };
}

/** Minutes of work on the spot, rounded up to whole ones. */
export const minutesWorked = (started: Mark, ended: Mark): number =>
  Math.max(0, Math.ceil(minutesBetween(started.at, ended.at)));
