import { REASON_TEXTS, type CandidateView } from '@nuanlin/shared';
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
  return { whyOf, partName };
}
