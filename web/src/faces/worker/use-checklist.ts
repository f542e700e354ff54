import type { JobView, SeatId } from '@nuanlin/shared';
import { computed, ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { madeAt } from '../../api/clock.ts';
import { useLastingAction } from '../../kit/use-lasting-action.ts';
import { draftOf, missingSteps, newAnswers, stoppingReadings, withDraft, type Draft, type Phase } from './checklist.ts';

/**
 * The checklist of a visit while it is filled in: what stands in the fields, what is still missing, and what stops the
 * work. What is new is told before the step that needs it.
 * @param phases those that are on screen
 */
export function useChecklist(job: () => JobView, seatId: () => SeatId, phases: readonly Phase[]) {
  const { t } = useI18n();
  const steps = computed(() => job().checklist.filter(({ phase }) => phases.includes(phase)));
  const draft = ref<Draft>(draftOf(steps.value));
  const answers = computed(() => newAnswers(steps.value, draft.value));
  const filled = computed(() => withDraft(steps.value, draft.value));
  const missing = computed(() => missingSteps(filled.value, phases));
  const stopping = computed(() => stoppingReadings(job().itemCode, filled.value));
  const check = useLastingAction('check', () => t('worker.checks', { n: answers.value.length }));

  /** Tells what is new. @throws Refusal when the server does not take it */
  async function save(): Promise<void> {
    if (answers.value.length > 0)
      await check.mutateAsync({ seatId: seatId(), answers: [...answers.value], madeAt: madeAt() });
  }
  return { steps, draft, missing, stopping, answers, save, saving: check.isPending };
}
