import type { JobView } from '@nuanlin/shared';
import type { StopPlan } from './stop-plan.ts';

type Step = JobView['checklist'][number];
export interface CheckAnswer {
  readonly step: string;
  readonly value: boolean | number | string;
}

/** Usual values of what is measured, and how far they spread; the name of a step begins with what it measures. */
const USUAL: Readonly<Record<string, { readonly middle: number; readonly spread: number; readonly digits: number }>> = {
  systolic: { middle: 132, spread: 16, digits: 0 },
  diastolic: { middle: 78, spread: 9, digits: 0 },
  pulse: { middle: 74, spread: 10, digits: 0 },
  temperature: { middle: 36.5, spread: 0.4, digits: 1 },
  water: { middle: 39.6, spread: 0.9, digits: 1 },
};

/** A pressure at which nobody is bathed. */
const TOO_HIGH = 186;

const WORDS: readonly string[] = ['皮肤完好', '无红肿、无破损', '精神好，愿意聊天', '按时复诊，继续服药'];

/** Sums in fen that an errand comes to: from 12 to 60 yuan. */
const sumOf = ({ measured }: StopPlan): number => Math.round(3600 + measured * 2400);

/** Answers to the steps of the phases that have none yet. */
export function answersFor(
  checklist: readonly Step[],
  phases: readonly Step['phase'][],
  plan: StopPlan,
): CheckAnswer[] {
  return checklist
    .filter(({ phase, answer }) => answer === null && phases.includes(phase))
    .map(({ step, asks }, n) => ({ step, value: valueOf(step, asks, n, plan) }));
}

function valueOf(step: string, asks: Step['asks'], n: number, plan: StopPlan): CheckAnswer['value'] {
  switch (asks) {
    case 'tick':
      return true;
    case 'words':
      return WORDS[n % WORDS.length] ?? '正常';
    case 'sum':
      return sumOf(plan);
    case 'reading': {
      if (step === 'systolic_before' && plan.ending.how === 'not_today') return TOO_HIGH;
      const [what = ''] = step.split('_');
      const { middle, spread, digits } = USUAL[what] ?? { middle: 1, spread: 0, digits: 0 };
      return Number((middle + spread * plan.measured).toFixed(digits));
    }
  }
}

/** What was paid on the way, by the answers; 0 where nothing was. */
export const paidFenOf = (checklist: readonly Step[]): number =>
  checklist.reduce((sum, { asks, answer }) => sum + (asks === 'sum' && typeof answer === 'number' ? answer : 0), 0);
