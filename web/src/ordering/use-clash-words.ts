import { clashText, type DietClash, type Locale } from '@nuanlin/shared';
import { useI18n } from 'vue-i18n';

/** A clash of a dish with the elder's diet, in words. */
export function useClashWords() {
  const { t, locale } = useI18n();
  const clashOf = ({ kind, code, stops }: DietClash): string =>
    t(`ordering.clash.${kind}`, { what: clashText({ kind, code, stops })[locale.value as Locale] });
  return { clashOf };
}
