import { fill, REFUSALS, REFUSAL_TEXTS, type BasketProblem, type Locale, type RefusalCode } from '@nuanlin/shared';
import { useI18n } from 'vue-i18n';
import { useClashWords } from './use-clash-words.ts';

const isKnown = (code: string): code is RefusalCode => Object.hasOwn(REFUSALS, code);

/** What speaks against a line of a basket, in words; clashes by their names. */
export function useProblemWords() {
  const { t, locale } = useI18n();
  const { clashOf } = useClashWords();
  function problemOf({ code, data, clashes }: BasketProblem): string {
    if (!isKnown(code)) return code;
    const reason = clashes.map(clashOf).join(t('ordering.and'));
    return fill(REFUSAL_TEXTS[code], locale.value as Locale, clashes.length > 0 ? { ...data, reason } : data);
  }
  return { problemOf };
}
