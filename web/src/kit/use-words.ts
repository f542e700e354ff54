import { useI18n } from 'vue-i18n';
import { Refusal } from '@nuanlin/shared';
import { NetworkLost } from '../api/problem.ts';

/**
 * The words for an error: a refusal brings its own, a lost connection and a fault of ours have theirs.
 * @example const { wordsOf } = useWords(); say(wordsOf(error), 'danger');
 */
export function useWords() {
  const { t } = useI18n();
  const isAway = (error: Error): boolean => error instanceof NetworkLost;
  const wordsOf = (error: Error): string => {
    if (isAway(error)) return t('kit.away.title');
    return error instanceof Refusal ? error.message : t('kit.fault');
  };
  return { wordsOf, isAway };
}
