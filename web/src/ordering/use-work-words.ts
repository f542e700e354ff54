import { MEAL_PERIODS, MEAL_WAYS, type Locale, type Text, type WorkView } from '@nuanlin/shared';
import { useI18n } from 'vue-i18n';
import { useFormat } from '../kit/use-format.ts';

/** What was ordered, in words: its name, and what it consists of. */
export function useWorkWords() {
  const { t, locale } = useI18n();
  const { minutes } = useFormat();
  const say = (words: Text): string => words[locale.value as Locale];

  const nameOf = (work: WorkView): string =>
    work.kind === 'meal' ? `${say(MEAL_PERIODS[work.period].name)} · ${say(work.canteen)}` : say(work.name);

  const detailOf = (work: WorkView): string =>
    work.kind === 'meal'
      ? [
          say(MEAL_WAYS[work.way]),
          ...work.dishes.map(({ name, portions }) => (portions > 1 ? `${say(name)} × ${portions}` : say(name))),
        ].join(t('ordering.and'))
      : minutes(work.minutes);

  return { nameOf, detailOf, say };
}
