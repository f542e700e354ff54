import { TZDate, tz } from '@date-fns/tz';
import { z } from 'zod';
import { FIELD_TEXTS } from '../texts/fields.ts';

/**
 * A moment in product time: ISO 8601 in UTC with milliseconds, always the same width, so that text order is time order.
 * The same text stands in code, API and database.
 */
export const instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, { message: FIELD_TEXTS.instant.en })
  .refine((text) => !Number.isNaN(Date.parse(text)), { message: FIELD_TEXTS.noSuchInstant.en })
  .meta({ format: 'date-time' })
  .brand<'instant'>();
export type Instant = z.infer<typeof instant>;

/** A day of service in an area's time zone: `2026-06-18`. */
export const serviceDay = z.iso.date().brand<'serviceDay'>();
export type ServiceDay = z.infer<typeof serviceDay>;

/** A wall-clock time in an area's time zone: `11:20`. */
export const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { message: FIELD_TEXTS.timeOfDay.en })
  .brand<'timeOfDay'>();
export type TimeOfDay = z.infer<typeof timeOfDay>;

/** From one moment to a later one; both ends belong to it. */
export const timeWindow = z
  .object({ from: instant, to: instant })
  .refine(({ from, to }) => from <= to, { message: FIELD_TEXTS.window.en });
export type TimeWindow = z.infer<typeof timeWindow>;

export const fromMs = (ms: number): Instant => new Date(ms).toISOString() as Instant;
export const toMs = (moment: Instant): number => Date.parse(moment);
export const plusMinutes = (moment: Instant, minutes: number): Instant => fromMs(toMs(moment) + minutes * 60_000);
export const plusSeconds = (moment: Instant, seconds: number): Instant => fromMs(toMs(moment) + seconds * 1000);

/** Minutes from `from` to `to`; negative when `to` is earlier. */
export const minutesBetween = (from: Instant, to: Instant): number => (toMs(to) - toMs(from)) / 60_000;

export const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);
export const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);

export const overlaps = (a: TimeWindow, b: TimeWindow): boolean => a.from < b.to && b.from < a.to;

/** The day of service that a moment falls on, in the area's IANA time zone. */
export function serviceDayOf(moment: Instant, zone: string): ServiceDay {
  return tz(zone)(toMs(moment)).toISOString().slice(0, 10) as ServiceDay;
}

/** The wall-clock time of a moment in the area's IANA time zone. */
export function timeOfDayOf(moment: Instant, zone: string): TimeOfDay {
  return tz(zone)(toMs(moment)).toISOString().slice(11, 16) as TimeOfDay;
}

/** The moment of a wall-clock time on a service day. A time skipped by daylight saving moves forward. */
export function at(day: ServiceDay, time: TimeOfDay, zone: string): Instant {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return fromMs(new TZDate(year, month - 1, date, hours, minutes, 0, zone).getTime());
}

export function plusDays(day: ServiceDay, days: number): ServiceDay {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10) as ServiceDay;
}

/** Whole years from a birth date to a day. */
export function ageOn(birthDate: ServiceDay, day: ServiceDay): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** True when a wall-clock time lies in a span that may run over midnight (21:00–07:30). */
export function withinSpan(time: TimeOfDay, span: { from: TimeOfDay; to: TimeOfDay }): boolean {
  return span.from <= span.to ? time >= span.from && time < span.to : time >= span.from || time < span.to;
}
