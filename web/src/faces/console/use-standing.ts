import { HELD_TEXTS, REASON_TEXTS, toMs, type Instant, type JobRow } from '@nuanlin/shared';
import { useI18n } from 'vue-i18n';
import { countdown } from '../../kit/format.ts';
import type { Tone } from '../../kit/tone.ts';
import { useSay } from '../../kit/use-say.ts';
import { isLate } from './lists.ts';

/** How a job stands, in a word or two: what needs a hand before what goes its way. */
export function useStanding() {
  const { t } = useI18n();
  const { nameOf } = useSay();

  function standingOf(row: JobRow, now: Instant): { tone: Tone; text: string } {
    const free = row.freeSeatIds.length > 0;
    if (row.impossible) return { tone: 'danger', text: nameOf(REASON_TEXTS, row.impossible.code) };
    if (free && row.decisionAt <= now) return { tone: 'danger', text: t('console.decide') };
    if (isLate(row, now)) {
      const minutes = Math.round((toMs(now) - toMs(row.window.to)) / 60_000);
      return { tone: 'warn', text: t('console.late', { n: minutes }) };
    }
    const until = row.asked
      .map(({ leaseUntil }) => leaseUntil)
      .toSorted()
      .at(-1);
    if (until) return { tone: 'info', text: askedText(row, countdown((toMs(until) - toMs(now)) / 1000)) };
    if (free && row.held) return { tone: 'plain', text: nameOf(HELD_TEXTS, row.held.reason.code) };
    if (free && row.workers.length > 0)
      return { tone: 'warn', text: t('console.missing', { n: row.freeSeatIds.length }) };
    return { tone: free ? 'warn' : 'good', text: t(`console.state.${row.state}`) };
  }

  const askedText = ({ asked }: JobRow, left: string): string =>
    asked.length > 1 ? t('console.askedMany', { n: asked.length, left }) : t('console.asked', { left });

  return { standingOf };
}
