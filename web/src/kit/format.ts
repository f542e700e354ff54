import {
  timeOfDayOf,
  toMs,
  type Fen,
  type CreditMinutes,
  type Instant,
  type Locale,
  type TimeWindow,
} from '@nuanlin/shared';

/** 21.00 元 / ¥21.00. Money is integer fen. */
export function money(fen: Fen, locale: Locale): string {
  const yuan = amount(fen);
  return locale === 'zh-CN' ? `${yuan} 元` : yuan.replace(/^-?/, (sign) => `${sign}¥`);
}

/** The bare number of yuan, always with two places: 1,021.00. */
export function amount(fen: Fen): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  const yuan = digits.slice(0, -2).replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0 ? '-' : ''}${yuan}.${digits.slice(-2)}`;
}

/** 1 小时 30 分钟 / 1 h 30 min. Time-bank credit and durations, whole minutes. */
export function minutes(count: CreditMinutes | number, locale: Locale): string {
  const whole = Math.abs(Math.round(count));
  const [hours, rest] = [Math.floor(whole / 60), whole % 60];
  const [h, min] = locale === 'zh-CN' ? [' 小时', ' 分钟'] : [' h', ' min'];
  const parts = [hours > 0 ? `${hours}${h}` : '', rest > 0 || hours === 0 ? `${rest}${min}` : ''];
  return `${count < 0 ? '-' : ''}${parts.filter(Boolean).join(' ')}`;
}

/** 11:20–11:50 in the zone of the area. */
export const windowOf = ({ from, to }: TimeWindow, zone: string): string =>
  `${timeOfDayOf(from, zone)}–${timeOfDayOf(to, zone)}`;

/** 6月18日 星期四 / Thu, 18 Jun. */
export const day = (moment: Instant, locale: Locale, zone: string): string =>
  new Intl.DateTimeFormat(locale === 'zh-CN' ? 'zh-CN' : 'en-GB', {
    timeZone: zone,
    month: locale === 'zh-CN' ? 'long' : 'short',
    day: 'numeric',
    weekday: locale === 'zh-CN' ? 'long' : 'short',
  }).format(toMs(moment));

/** 8 秒前, 3 分钟后 / 8 seconds ago: how far a moment is from now, in its largest fitting unit. */
export function fromNow(moment: Instant, now: Instant, locale: Locale): string {
  const seconds = Math.round((toMs(moment) - toMs(now)) / 1000);
  const [size, unit] = UNITS.find(([size]) => Math.abs(seconds) >= size) ?? ([1, 'second'] as const);
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.trunc(seconds / size), unit);
}

const UNITS = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
] as const;

/** 4:12, the minutes and seconds of a countdown; never below 0:00. */
export function countdown(seconds: number): string {
  const left = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
}
