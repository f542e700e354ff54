import { ASK_TEXTS, SERVICE_ITEMS, type Locale, type Stop, type Text } from '@nuanlin/shared';
import { useI18n } from 'vue-i18n';

/** A stop in words: what is done there, where it is as far as it may be known, and what is asked of whoever comes. */
export function useStopWords() {
  const { t, locale } = useI18n();
  const items: Readonly<Record<string, { readonly name: Text }>> = SERVICE_ITEMS;
  const itemOf = (code: string): string => items[code]?.name[locale.value as Locale] ?? code;
  const placeOf = ({ compound, building, floor, lift }: Stop): string =>
    [
      compound,
      building === null ? '' : t('worker.building', { building }),
      floor === null ? '' : t(lift ? 'worker.floorLift' : 'worker.floor', { floor }),
    ]
      .filter(Boolean)
      .join(' ');
  const asks: Readonly<Record<string, Text>> = ASK_TEXTS;
  const askOf = (code: string): string => asks[code]?.[locale.value as Locale] ?? code;
  return { itemOf, placeOf, askOf };
}
