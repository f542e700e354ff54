import {
  EVIDENCE_KINDS,
  CHECKLISTS,
  readingStops,
  Refusal,
  type ChecklistCode,
  type ChecklistStep,
  type Evidence,
  type EvidenceKind,
} from '@nuanlin/shared';

export type Answer = boolean | number | string;
export type Answers = Readonly<Record<string, Answer>>;

export const stepsOf = (code: ChecklistCode): Readonly<Record<string, ChecklistStep>> => CHECKLISTS[code];

/** True when the answer is there and lets the work go on. A missing reading stops too (D5). */
function isGood(step: ChecklistStep, answer: Answer | undefined): boolean {
  switch (step.asks) {
    case 'tick':
      return answer === true;
    case 'words':
      return typeof answer === 'string' && answer.trim() !== '';
    case 'sum':
      return typeof answer === 'number' && Number.isSafeInteger(answer) && answer >= 0;
    case 'reading':
      return typeof answer === 'number' && !readingStops(step.reading, answer);
  }
}

/**
 * Takes answers in; the last one of a step counts.
 * @throws INVALID_INPUT for a step that the checklist does not have or an answer of the wrong kind
 */
export function answered(
  code: ChecklistCode,
  before: Answers,
  given: readonly { step: string; value: Answer }[],
): Answers {
  const steps = stepsOf(code);
  const wanted = { tick: 'boolean', words: 'string', sum: 'number', reading: 'number' } as const;
  const wrong = given.filter(({ step, value }) => {
    const known = steps[step];
    return known === undefined || typeof value !== wanted[known.asks];
  });
  if (wrong.length > 0)
    throw new Refusal('INVALID_INPUT', { fields: wrong.map(({ step }) => ({ path: `answers.${step}` })) });
  return { ...before, ...Object.fromEntries(given.map(({ step, value }) => [step, value])) };
}

/**
 * The work may begin when every blocking step before it is done well.
 * @throws CHECK_MISSING, or CHECK_BLOCKS when an answer stops the work (今日不宜)
 */
export function mayStart(code: ChecklistCode, answers: Answers): void {
  requireSteps(code, answers, ['before']);
}

/** @throws CHECK_MISSING, CHECK_BLOCKS */
export function mayFinish(code: ChecklistCode, answers: Answers): void {
  requireSteps(code, answers, ['before', 'during', 'after']);
}

function requireSteps(code: ChecklistCode, answers: Answers, phases: readonly ChecklistStep['phase'][]): void {
  for (const [name, step] of Object.entries(stepsOf(code))) {
    if (!step.blocks || !phases.includes(step.phase)) continue;
    if (answers[name] === undefined) throw new Refusal('CHECK_MISSING', { step: name, check: step.name });
    // What is measured afterwards is reported, it cannot undo the work.
    if (step.phase !== 'after' && !isGood(step, answers[name])) {
      throw new Refusal('CHECK_BLOCKS', { step: name, check: step.name });
    }
  }
}

const BROUGHT_BY: Readonly<Record<EvidenceKind, readonly Evidence['kind'][]>> = {
  confirmation: ['visit_code', 'signature'],
  receipt_photo: ['receipt'],
  // These stand on the seat already: the check-in, the hand-over's receiver, the checklist's readings.
  check_in: [],
  handing_over: [],
  readings: [],
};

/** @throws EVIDENCE_MISSING naming what the item asks for and the worker has not brought */
export function requireEvidence(asked: readonly EvidenceKind[], brought: readonly Evidence[]): void {
  const kinds = new Set(brought.map(({ kind }) => kind));
  for (const kind of asked) {
    const ways = BROUGHT_BY[kind];
    if (ways.length > 0 && !ways.some((way) => kinds.has(way)))
      throw new Refusal('EVIDENCE_MISSING', { kind, evidence: EVIDENCE_KINDS[kind] });
  }
}
