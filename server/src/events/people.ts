import type { AreaId, NoAnswerStep, Id, Instant, JobId, LineId, OperatorId, PersonId } from '@nuanlin/shared';
import type { Whereabouts } from './orders.ts';

export interface OrganizationEvent {
  type: 'rules_changed';
  facts: { node: AreaId | OperatorId; kind: string; version: number };
}

/** Rights of a person changed: his sockets are authorised anew. */
export interface IdentityEvent {
  type: 'grants_changed';
  facts: { personId: PersonId; version: number };
}

export type ElderEvent =
  | { type: 'elder_registered'; facts: Whereabouts }
  | { type: 'elder_changed'; facts: Whereabouts & { version: number } }
  | { type: 'family_linked'; facts: Whereabouts & { personId: PersonId } }
  | { type: 'family_unlinked'; facts: Whereabouts & { personId: PersonId } }
  | { type: 'absence_started'; facts: Whereabouts & { absenceId: Id<'absence'>; from: Instant; to: Instant | null } }
  | { type: 'absence_ended'; facts: Whereabouts & { absenceId: Id<'absence'> } };

interface WorkerFacts {
  workerId: PersonId;
  areaPath: AreaId[];
  operatorPath: OperatorId[];
}

export type WorkerEvent =
  | { type: 'worker_online'; facts: WorkerFacts }
  | { type: 'worker_offline'; facts: WorkerFacts & { silent: boolean } };

interface ConcernFacts extends Whereabouts {
  concernId: Id<'concern'>;
  version: number;
}

interface AlarmFacts extends Whereabouts {
  alarmId: Id<'alarm'>;
  version: number;
}

interface FollowUpFacts extends Whereabouts {
  followUpId: Id<'followUp'>;
  version: number;
}

/** Somebody pressed a key in a call that asked for the elder's yes. */
export interface NoticeEvent {
  type: 'call_answered';
  facts: Whereabouts & { lineId: LineId; byId: PersonId; answer: 'yes' | 'no' | 'person' };
}

export type ConcernEvent =
  | { type: 'concern_opened'; facts: ConcernFacts & { kind: string; jobId: JobId | null } }
  | { type: 'concern_owned'; facts: ConcernFacts & { ownerId: PersonId } }
  | { type: 'concern_climbed'; facts: ConcernFacts & { kind: string; step: number; to: NoAnswerStep } }
  | { type: 'concern_step_added'; facts: ConcernFacts }
  | { type: 'concern_closed'; facts: ConcernFacts }
  | { type: 'alarm_raised'; facts: AlarmFacts & { kind: string; jobId: JobId | null } }
  | { type: 'alarm_acknowledged'; facts: AlarmFacts & { ownerId: PersonId } }
  | { type: 'alarm_escalated'; facts: AlarmFacts }
  | { type: 'alarm_resolved'; facts: AlarmFacts }
  | { type: 'follow_up_opened'; facts: FollowUpFacts & { kind: string } }
  | { type: 'follow_up_owned'; facts: FollowUpFacts & { ownerId: PersonId } }
  | { type: 'follow_up_done'; facts: FollowUpFacts };
