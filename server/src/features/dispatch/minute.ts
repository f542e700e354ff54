import { fromMs, toMs, type Instant } from '@nuanlin/shared';

/** Product time as the engine counts it: minutes since the epoch. */
export const minuteOf = (moment: Instant): number => toMs(moment) / 60_000;

export const atMinute = (minute: number): Instant => fromMs(Math.round(minute * 60_000));
