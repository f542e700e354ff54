import type { Locale, Text } from '@nuanlin/shared';
import { useI18n } from 'vue-i18n';

/**
 * What the shared package says of a code, in the page's language. A code without words stays as it is, so that it is seen.
 * @example const { say, nameOf } = useSay(); nameOf(ALARM_KINDS, alarm.kind)
 */
export function useSay() {
  const { locale } = useI18n();
  const say = (words: Text): string => words[locale.value as Locale];
  const nameOf = (table: Readonly<Record<string, Text>>, code: string): string => {
    const words = table[code];
    return words ? say(words) : code;
  };
  return { say, nameOf };
}
