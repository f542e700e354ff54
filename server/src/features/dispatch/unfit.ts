import type { Explanation, Snapshot } from '@nuanlin/dispatch-engine';
import type { UnfitCode } from '@nuanlin/shared';
import { needs } from './needs.ts';

/** The engine's word on a worker and a seat, with what is lacking said as people say it. */
export type Judgement =
  | Extract<Explanation, { eligible: true }>
  | (Omit<Extract<Explanation, { eligible: false }>, 'reason' | 'changes'> & {
      readonly reason: UnfitCode;
      readonly changes: readonly UnfitCode[];
    });

/** To the engine everything that a seat asks of its worker is a skill; people want to know which. */
export function inWords(
  explanation: Explanation,
  { jobs, workers }: Pick<Snapshot, 'jobs' | 'workers'>,
  of: Pair,
): Judgement {
  if (explanation.eligible || !explanation.changes.concat(explanation.reason).includes('SKILL_MISSING'))
    return explanation;
  const held = new Set(workers.find(({ person }) => person === of.workerId)?.skills);
  const seat = jobs.find(({ id }) => id === of.jobId)?.seats.find(({ takenBy }) => takenBy === null);
  const missing = seat?.skills.filter((skill) => !held.has(skill)) ?? [];
  // Who is of the wrong kind lacks the rest too, and a plain skill says more than a paper.
  const lack =
    (missing.some(needs.isKind) && 'OTHER_KIND') ||
    (missing.some(needs.isPlain) && 'SKILL_MISSING') ||
    (missing.some(needs.isCertificate) && 'CERTIFICATE_MISSING') ||
    (missing.some(needs.isPapers) && 'PAPERS_MISSING') ||
    'OTHER_PROVIDER';
  const said = (code: UnfitCode): UnfitCode => (code === 'SKILL_MISSING' ? lack : code);
  return { ...explanation, reason: said(explanation.reason), changes: explanation.changes.map(said) };
}

export interface Pair {
  readonly jobId: string;
  readonly workerId: string;
}
