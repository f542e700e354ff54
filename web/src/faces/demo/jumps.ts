import { at, plusDays, plusMinutes, serviceDayOf, timeOfDay, type Instant, type TimeOfDay } from '@nuanlin/shared';

/** China keeps one legal time in all its areas. */
const ZONE = 'Asia/Shanghai';
const MORNING = timeOfDay.parse('08:00');

export const JUMPS = ['halfHour', 'twoHours', 'nextMorning'] as const;
export type Jump = (typeof JUMPS)[number];

/** Where the clock is set to by a jump forward. */
export function landing(jump: Jump, now: Instant): Instant {
  switch (jump) {
    case 'halfHour':
      return plusMinutes(now, 30);
    case 'twoHours':
      return plusMinutes(now, 120);
    case 'nextMorning':
      return at(plusDays(serviceDayOf(now, ZONE), 1), MORNING, ZONE);
  }
}

/** The next moment at which the clocks on the wall show a time: today, or tomorrow when that is past. */
export function nextAt(time: TimeOfDay, now: Instant): Instant {
  const today = serviceDayOf(now, ZONE);
  const moment = at(today, time, ZONE);
  return moment > now ? moment : at(plusDays(today, 1), time, ZONE);
}
