import {
  Refusal,
  type AlarmKind,
  type ElderId,
  type FollowUpKind,
  type Id,
  type Instant,
  type JobId,
  type LineId,
  type PersonId,
} from '@nuanlin/shared';
import type { Placed } from '../../platform/access/scope.ts';

/** What lies on a dispatcher's or advisor's desk until somebody has seen to it. */
interface OnDesk extends Placed {
  readonly version: number;
  readonly about: ElderId;
  readonly jobId: JobId | null;
  readonly lineId: LineId | null;
  readonly openedAt: Instant;
  readonly dueAt: Instant;
  readonly ownerId: PersonId | null;
  readonly outcome: string | null;
}

/** 告警, a promise in danger: raised → acknowledged → resolved | escalated. */
export interface Alarm extends OnDesk {
  readonly alarmId: Id<'alarm'>;
  readonly kind: AlarmKind;
  readonly state: 'raised' | 'acknowledged' | 'escalated' | 'resolved';
}

/** 待办, work for a person at a desk: open → owned → done, with words. */
export interface FollowUp extends OnDesk {
  readonly followUpId: Id<'followUp'>;
  readonly kind: FollowUpKind;
  readonly state: 'open' | 'owned' | 'done';
}

const held = ({ ownerId }: OnDesk, byId: PersonId): void => {
  if (ownerId !== null && ownerId !== byId) throw new Refusal('OWNED_BY_ANOTHER');
};

/** @throws ALARM_RESOLVED, OWNED_BY_ANOTHER; whoever takes an escalated one over becomes its owner */
export function acknowledge(alarm: Alarm, byId: PersonId): Alarm {
  if (alarm.state === 'resolved') throw new Refusal('ALARM_RESOLVED');
  if (alarm.state === 'acknowledged') held(alarm, byId);
  return { ...alarm, state: 'acknowledged', ownerId: byId };
}

/** @param byId null when what was promised came true after all @throws ALARM_RESOLVED */
export function resolve(alarm: Alarm, byId: PersonId | null, outcome: string | null): Alarm {
  if (alarm.state === 'resolved') throw new Refusal('ALARM_RESOLVED');
  return { ...alarm, state: 'resolved', ownerId: byId ?? alarm.ownerId, outcome };
}

/** Nobody has acknowledged it in time; null when somebody has. */
export const escalate = (alarm: Alarm): Alarm | null =>
  alarm.state === 'raised' ? { ...alarm, state: 'escalated' } : null;

/** @throws FOLLOW_UP_DONE, OWNED_BY_ANOTHER */
export function takeOn(followUp: FollowUp, byId: PersonId): FollowUp {
  if (followUp.state === 'done') throw new Refusal('FOLLOW_UP_DONE');
  held(followUp, byId);
  return { ...followUp, state: 'owned', ownerId: byId };
}

/** @param byId null when it was settled without anybody at the desk @throws FOLLOW_UP_DONE, OWNED_BY_ANOTHER */
export function finish(followUp: FollowUp, byId: PersonId | null, outcome: string | null): FollowUp {
  const taken = byId === null ? followUp : takeOn(followUp, byId);
  if (taken.state === 'done') throw new Refusal('FOLLOW_UP_DONE');
  return { ...taken, state: 'done', outcome };
}
