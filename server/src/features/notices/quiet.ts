import { at, plusDays, serviceDayOf, timeOfDayOf, withinSpan, type Instant, type RuleOf } from '@nuanlin/shared';

/** Until when a notice waits that need not come at night; null when it may go now. */
export function quietUntil(now: Instant, { span }: RuleOf<'quiet_hours'>, zone: string): Instant | null {
  if (!span || !withinSpan(timeOfDayOf(now, zone), span)) return null;
  const today = serviceDayOf(now, zone);
  const end = at(today, span.to, zone);
  return end > now ? end : at(plusDays(today, 1), span.to, zone);
}
