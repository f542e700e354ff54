import type { JobView } from '@nuanlin/shared';

export type ChecklistStep = JobView['checklist'][number];
export type Phase = ChecklistStep['phase'];

/** What stands in the fields of a checklist, by step, as it is typed or ticked. */
export type Draft = Readonly<Record<string, string | boolean>>;

/** The fields as they stand when the checklist is opened: empty, or with the answers already given. */
export const draftOf = (steps: readonly ChecklistStep[]): Record<string, string | boolean> =>
  Object.fromEntries(steps.map((step) => [step.step, typedOf(step)]));

function typedOf({ asks, answer }: ChecklistStep): string | boolean {
  if (asks === 'tick') return answer === true;
  if (answer === null) return '';
  return asks === 'sum' && typeof answer === 'number' ? String(answer / 100) : String(answer);
}

export interface Answer {
  step: string;
  value: boolean | number | string;
}

/** What the fields say that the server does not know yet; empty and unreadable fields say nothing. Sums are fen. */
export const newAnswers = (steps: readonly ChecklistStep[], draft: Draft): Answer[] =>
  steps.flatMap((step) => {
    const value = valueOf(step, draft[step.step] ?? '');
    return value === null || value === step.answer ? [] : [{ step: step.step, value }];
  });

function valueOf({ asks, answer }: ChecklistStep, typed: string | boolean): Answer['value'] | null {
  // A tick that was never set is no answer; one taken back is.
  if (typeof typed === 'boolean') return typed || answer !== null ? typed : null;
  const words = typed.trim();
  if (words === '') return null;
  if (asks === 'words') return words;
  const number = Number(words);
  if (!Number.isFinite(number)) return null;
  return asks === 'sum' ? Math.round(number * 100) : number;
}

/** Blocking steps of these phases that have no answer yet. */
export const missingSteps = (steps: readonly ChecklistStep[], phases: readonly Phase[]): ChecklistStep[] =>
  steps.filter(
    ({ blocks, phase, answer }) => blocks && phases.includes(phase) && (answer === null || answer === false),
  );
