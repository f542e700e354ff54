import {
  plusMinutes,
  Refusal,
  type ConcernKind,
  type ConcernRisk,
  type ConcernStepKind,
  type ElderId,
  type Id,
  type Instant,
  type JobId,
  type LineId,
  type NoAnswerStep,
  type PersonId,
  type RuleOf,
} from '@nuanlin/shared';
import type { Placed } from '../../platform/access/scope.ts';

/** One rung of the duty list, as the rule had it when the concern opened. */
export type Rung = RuleOf<'concern_ladder'>['steps'][number];

interface Body extends Placed {
  readonly concernId: Id<'concern'>;
  readonly version: number;
  /** Whom it is about; `elderId` of the place is set only once the family is told, and lets them see it. */
  readonly about: ElderId;
  readonly kind: ConcernKind;
  readonly risk: ConcernRisk;
  readonly jobId: JobId | null;
  readonly lineId: LineId | null;
  readonly openedAt: Instant;
  readonly openedById: PersonId | null;
  readonly ladder: readonly Rung[];
  /** How many rungs have been told. */
  readonly climbed: number;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly at: Instant;
  readonly kind: ConcernStepKind;
  readonly byId: PersonId;
  readonly words: string | null;
}

/** 关注事件: open → owned → closed, with words; unowned it climbs. */
export type Concern = Body &
  (
    | { readonly state: 'open' }
    | { readonly state: 'owned'; readonly ownerId: PersonId }
    | { readonly state: 'closed'; readonly ownerId: PersonId; readonly outcome: string; readonly closedAt: Instant }
  );

/** When the next rung is told; null when all have been, or somebody sees to it. */
export function nextClimbAt({ state, openedAt, ladder, climbed }: Concern): Instant | null {
  const rung = ladder[climbed];
  return state === 'open' && rung ? plusMinutes(openedAt, rung.after) : null;
}

/** By then somebody has stood at the door. */
export const deadlineOf = ({ openedAt, ladder }: Concern): Instant => plusMinutes(openedAt, ladder.at(-1)?.after ?? 0);

/** Somebody sees to it. @throws CONCERN_CLOSED, OWNED_BY_ANOTHER */
export function own(concern: Concern, ownerId: PersonId): Concern {
  if (concern.state === 'closed') throw new Refusal('CONCERN_CLOSED');
  if (concern.state === 'owned' && concern.ownerId !== ownerId) throw new Refusal('OWNED_BY_ANOTHER');
  return { ...concern, state: 'owned', ownerId };
}

/** Tells the next rung; from `family` on the family sees the concern. Null when it is owned, closed or at the top. */
export function climb(concern: Concern): { concern: Concern; to: NoAnswerStep } | null {
  const rung = concern.state === 'open' ? concern.ladder[concern.climbed] : undefined;
  if (!rung) return null;
  const elderId = rung.to === 'family' ? concern.about : concern.elderId;
  return { concern: { ...concern, climbed: concern.climbed + 1, elderId }, to: rung.to };
}

/** Notes what was done. @throws CONCERN_CLOSED */
export function addStep(concern: Concern, step: Step): Concern {
  if (concern.state === 'closed') throw new Refusal('CONCERN_CLOSED');
  return { ...concern, steps: [...concern.steps, step] };
}

/** Closed only with words. @throws CONCERN_CLOSED, OWNED_BY_ANOTHER */
export function close(concern: Concern, byId: PersonId, outcome: string, now: Instant): Concern {
  return { ...own(concern, byId), state: 'closed', ownerId: byId, outcome, closedAt: now };
}
