import type { ClientSession } from 'mongoose';
import {
  plusMinutes,
  type AlarmKind,
  type FollowUpKind,
  type Id,
  type Instant,
  type JobId,
  type LineId,
} from '@nuanlin/shared';
import type { Whereabouts } from '../../events/index.ts';
import { unscoped } from '../../platform/access/scope.ts';
import type { DeadlineHandlers } from '../../platform/deadlines.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/tx.ts';
import { acknowledge, escalate, finish, resolve, takeOn, type Alarm, type FollowUp } from './desk.ts';
import { alarmStore, followUpStore } from './desk.store.ts';
import type { ConcernPorts } from './ports.ts';

type Ports = ConcernPorts & { tx: Tx };

const ESCALATES = 'alarms.escalate';
/** A follow-up is due within so many minutes: within the hour somebody has called. */
const FOLLOW_UP_DUE = 60;

interface About extends Whereabouts {
  jobId: JobId | null;
  lineId: LineId | null;
}

const onDesk = ({ elderId, areaPath, operatorPath, jobId, lineId }: About, now: Instant, dueAt: Instant) => ({
  version: 1,
  about: elderId,
  elderId: null,
  areaPath,
  operatorPath,
  personIds: [],
  jobId,
  lineId,
  openedAt: now,
  dueAt,
  ownerId: null,
  outcome: null,
});

/** Raises an alarm, unless one of its kind about the same work stands already. */
export async function raiseAlarm(
  about: About,
  kind: AlarmKind,
  now: Instant,
  { organizations, events, deadlines, newId }: ConcernPorts,
): Promise<(session: ClientSession) => Promise<void>> {
  const { value } = await organizations.rules.inForce('concern_ladder', about);
  return async (session) => {
    const standing = about.jobId ? await alarmStore.openAbout({ jobId: about.jobId }, session) : [];
    if (standing.some((alarm) => alarm.kind === kind)) return;
    const dueAt = plusMinutes(now, value.alarmUnacknowledged);
    const alarm: Alarm = { ...onDesk(about, now, dueAt), alarmId: newId('alarm'), kind, state: 'raised' };
    await alarmStore.add(alarm, session);
    await deadlines.set(ESCALATES, alarm.alarmId, dueAt, session);
    await events.add({ type: 'alarm_raised', facts: { ...alarmFacts(alarm), kind, jobId: alarm.jobId } }, session);
  };
}

/** Opens a follow-up, unless one of its kind about the same work is open already. */
export async function openFollowUp(
  about: About,
  kind: FollowUpKind,
  now: Instant,
  { events, newId }: ConcernPorts,
  session: ClientSession,
): Promise<void> {
  const standing = about.lineId ? await followUpStore.openAbout({ lineId: about.lineId }, session) : [];
  if (standing.some((followUp) => followUp.kind === kind)) return;
  const dueAt = plusMinutes(now, FOLLOW_UP_DUE);
  const followUp: FollowUp = { ...onDesk(about, now, dueAt), followUpId: newId('followUp'), kind, state: 'open' };
  await followUpStore.add(followUp, session);
  await events.add({ type: 'follow_up_opened', facts: { ...followUpFacts(followUp), kind } }, session);
}

/** What was in danger has come true after all, or is not wanted any more. */
export async function settleAlarms(
  jobId: JobId,
  kinds: readonly AlarmKind[],
  { events, deadlines }: ConcernPorts,
  session: ClientSession,
): Promise<void> {
  for (const alarm of await alarmStore.openAbout({ jobId }, session)) {
    if (!kinds.includes(alarm.kind)) continue;
    const saved = await alarmStore.save(resolve(alarm, null, null), session);
    await deadlines.clear(ESCALATES, alarm.alarmId, session);
    await events.add({ type: 'alarm_resolved', facts: alarmFacts(saved) }, session);
  }
}

/** The line got its answer, or is gone. */
export async function settleFollowUps(lineId: LineId, { events }: ConcernPorts, session: ClientSession): Promise<void> {
  for (const followUp of await followUpStore.openAbout({ lineId }, session)) {
    const saved = await followUpStore.save(finish(followUp, null, null), session);
    await events.add({ type: 'follow_up_done', facts: followUpFacts(saved) }, session);
  }
}

/** @throws NOT_FOUND, ALARM_RESOLVED, OWNED_BY_ANOTHER */
export async function acknowledgeAlarm(
  { alarmId, actor, scope }: { alarmId: Id<'alarm'> } & SignedIn,
  { events, deadlines, tx }: Ports,
): Promise<Alarm> {
  const alarm = acknowledge(await alarmStore.get(scope, alarmId), actor.personId);
  return tx(async (session) => {
    const saved = await alarmStore.save(alarm, session);
    await deadlines.clear(ESCALATES, alarmId, session);
    await events.add({ type: 'alarm_acknowledged', facts: { ...alarmFacts(saved), ownerId: actor.personId } }, session);
    return saved;
  });
}

/** @throws NOT_FOUND, ALARM_RESOLVED */
export async function resolveAlarm(
  { alarmId, words, actor, scope }: { alarmId: Id<'alarm'>; words: string } & SignedIn,
  { events, deadlines, tx }: Ports,
): Promise<Alarm> {
  const alarm = resolve(await alarmStore.get(scope, alarmId), actor.personId, words);
  return tx(async (session) => {
    const saved = await alarmStore.save(alarm, session);
    await deadlines.clear(ESCALATES, alarmId, session);
    await events.add({ type: 'alarm_resolved', facts: alarmFacts(saved) }, session);
    return saved;
  });
}

/** @throws NOT_FOUND, FOLLOW_UP_DONE, OWNED_BY_ANOTHER */
export async function ownFollowUp(
  { followUpId, actor, scope }: { followUpId: Id<'followUp'> } & SignedIn,
  { events, tx }: Ports,
): Promise<FollowUp> {
  const followUp = takeOn(await followUpStore.get(scope, followUpId), actor.personId);
  return tx(async (session) => {
    const saved = await followUpStore.save(followUp, session);
    await events.add({ type: 'follow_up_owned', facts: { ...followUpFacts(saved), ownerId: actor.personId } }, session);
    return saved;
  });
}

/** @throws NOT_FOUND, FOLLOW_UP_DONE, OWNED_BY_ANOTHER */
export async function finishFollowUp(
  { followUpId, words, actor, scope }: { followUpId: Id<'followUp'>; words: string } & SignedIn,
  { events, tx }: Ports,
): Promise<FollowUp> {
  const followUp = finish(await followUpStore.get(scope, followUpId), actor.personId, words);
  return tx(async (session) => {
    const saved = await followUpStore.save(followUp, session);
    await events.add({ type: 'follow_up_done', facts: followUpFacts(saved) }, session);
    return saved;
  });
}

/** Nobody acknowledged it in time. */
export const alarmDeadlines = ({ events }: ConcernPorts): DeadlineHandlers => ({
  async [ESCALATES](alarmId, { tx }) {
    const escalated = escalate(await alarmStore.get(unscoped('an alarm escalates by itself'), alarmId));
    if (!escalated) return;
    await tx(async (session) => {
      const saved = await alarmStore.save(escalated, session);
      await events.add({ type: 'alarm_escalated', facts: alarmFacts(saved) }, session);
    });
  },
});

const facts = ({ about, areaPath, operatorPath, version }: Alarm | FollowUp) => ({
  elderId: about,
  areaPath: [...areaPath],
  operatorPath: [...operatorPath],
  version,
});
const alarmFacts = (alarm: Alarm) => ({ ...facts(alarm), alarmId: alarm.alarmId });
const followUpFacts = (followUp: FollowUp) => ({ ...facts(followUp), followUpId: followUp.followUpId });
