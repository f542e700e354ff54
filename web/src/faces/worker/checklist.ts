import {
  CHECKLISTS,
  READINGS,
  readingStops,
  SERVICE_ITEMS,
  type ChecklistCode,
  type JobView,
  type ReadingKind,
} from '@nuanlin/shared';

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

/** The steps as they stand with what is in the fields now. */
export function withDraft(steps: readonly ChecklistStep[], draft: Draft): ChecklistStep[] {
  const given = new Map(newAnswers(steps, draft).map(({ step, value }) => [step, value]));
  return steps.map((step) => ({ ...step, answer: given.get(step.step) ?? step.answer }));
}

/** Blocking steps of these phases that have no answer yet. */
export const missingSteps = (steps: readonly ChecklistStep[], phases: readonly Phase[]): ChecklistStep[] =>
  steps.filter(
    ({ blocks, phase, answer }) => blocks && phases.includes(phase) && (answer === null || answer === false),
  );

/** A reading with which the work must not begin, and the limits within which it may. */
export interface Stopping {
  readonly step: string;
  readonly reading: ReadingKind;
  readonly from: number;
  readonly below: number;
  readonly unit: string;
}

/** The readings taken before the work that stop it, by the limits of the catalogue. */
export function stoppingReadings(itemCode: string, steps: readonly ChecklistStep[]): Stopping[] {
  const items: Readonly<Record<string, { readonly checklist: ChecklistCode }>> = SERVICE_ITEMS;
  const code = items[itemCode]?.checklist;
  if (code === undefined) return [];
  const known: Readonly<Record<string, { readonly asks: string; readonly reading?: ReadingKind }>> = CHECKLISTS[code];
  return steps.flatMap(({ step, phase, answer }) => {
    const reading = known[step]?.reading;
    if (phase === 'after' || reading === undefined || typeof answer !== 'number') return [];
    const { stopsBelow: from, stopsFrom: below, unit } = READINGS[reading];
    return readingStops(reading, answer) ? [{ step, reading, from, below, unit }] : [];
  });
}
