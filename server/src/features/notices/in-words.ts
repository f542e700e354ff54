import { SERVICE_ITEMS, timeOfDayOf, toMs, type Instant, type Locale, type Text } from '@nuanlin/shared';
import type { LineFacts } from '../../events/index.ts';

/** The name of a code in a reference table; one that is not in it goes by itself. */
export const named = (
  table: Readonly<Record<string, Text | { readonly name: Text }>>,
  code: string,
  locale: Locale,
): string => {
  const entry = table[code];
  if (!entry) return code;
  return 'name' in entry ? entry.name[locale] : entry[locale];
};

/** What a line is about. */
export const whatOf = ({ work }: Pick<LineFacts, 'work'>, locale: Locale): string =>
  named(SERVICE_ITEMS, work.kind === 'meal' ? 'meal' : work.itemCode, locale);

/** 11月26日 15:00 / 26 November 15:00 */
export function momentIn(moment: Instant, locale: Locale, timeZone: string): string {
  const day = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { month: 'long', day: 'numeric', timeZone });
  return `${day.format(toMs(moment))} ${timeOfDayOf(moment, timeZone)}`;
}
