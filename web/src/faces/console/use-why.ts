import { NOT_ELIGIBLE_TEXTS, REASON_TEXTS, type CandidateView, type ExplanationView } from '@nuanlin/shared';
import { useI18n } from 'vue-i18n';
import { useSay } from '../../kit/use-say.ts';

/** Why a worker costs what she costs, in minutes, or why she may not. */
export function useWhy() {
  const { t, te } = useI18n();
  const { nameOf } = useSay();
  const signed = (minutes: number): string => `${minutes > 0 ? '+' : ''}${Math.round(minutes)}`;
  const partName = (part: string): string => (te(`console.part.${part}`) ? t(`console.part.${part}`) : part);

  function whyOf({ eligible, reasons, parts, travelMinutes, estimated }: CandidateView): string {
    if (!eligible) return reasons.map(({ code }) => nameOf(REASON_TEXTS, code)).join(t('console.and'));
    const way = t(estimated ? 'console.travelAbout' : 'console.travel', { minutes: Math.round(travelMinutes ?? 0) });
    const rest = parts
      .filter(({ part, minutes }) => part !== 'travel' && Math.round(minutes) !== 0)
      .map(({ part, minutes }) => `${partName(part)} ${signed(minutes)}`);
    return [way, ...rest].join(' · ');
  }

  /** What would have to change before she is the one who is asked. */
  function changesOf({ eligible, behindMinutes, changes, thenMinutes }: ExplanationView): string {
    if (eligible) return behindMinutes > 0 ? t('console.whyNot.behind', { n: Math.ceil(behindMinutes) }) : '';
    if (changes.length === 0) return t('console.whyNot.nothingHelps');
    const what = changes.map(({ code }) => nameOf(NOT_ELIGIBLE_TEXTS, code)).join(t('console.and'));
    return t('console.whyNot.changes', { what, n: Math.round(thenMinutes ?? 0) });
  }
  return { whyOf, changesOf, partName };
}
