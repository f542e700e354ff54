import type { Absence, AbsenceReason, ElderId, Id, Instant } from '@nuanlin/shared';
import { unscoped } from '../../platform/access/scope.ts';
import type { Deadlines, DeadlineHandlers } from '../../platform/deadlines.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import type { NewId } from '../../platform/ids.ts';
import { whereabouts, type ChangePorts } from './change-elder.ts';
import { endAbsence, startAbsence, withOne } from './elder.ts';

export interface AbsencePorts extends ChangePorts {
  deadlines: Deadlines;
  newId: NewId;
}

const ENDS = 'elders.absence_ends';

/** One switch pauses all meals and visits 停服. @throws NOT_FOUND, INVALID_INPUT, ELDER_ABSENT */
export async function beginAbsence(
  asked: { elderId: ElderId; reason: AbsenceReason; from: Instant; to: Instant | null } & SignedIn,
  { elders, events, deadlines, newId, tx }: AbsencePorts,
): Promise<Absence> {
  const { elderId, reason, from, to, scope, now } = asked;
  const elder = await elders.get(scope, elderId);
  const absence = startAbsence(elder, { id: newId('absence'), reason, from, to }, now);
  return tx(async (session) => {
    const saved = await elders.save({ ...elder, absences: withOne(elder.absences, absence) }, session);
    if (to) await deadlines.set(ENDS, `${elderId}.${absence.id}`, to, session);
    const facts = { ...whereabouts(saved), absenceId: absence.id, from, to };
    await events.add({ type: 'absence_started', facts }, session);
    return absence;
  });
}

/** Back home: service goes on. @throws NOT_FOUND */
export async function finishAbsence(
  { elderId, absenceId, scope, now }: { elderId: ElderId; absenceId: Id<'absence'> } & Pick<SignedIn, 'scope' | 'now'>,
  { elders, events, deadlines, tx }: AbsencePorts,
): Promise<Absence> {
  const elder = await elders.get(scope, elderId);
  const ended = endAbsence(elder, absenceId, now);
  return tx(async (session) => {
    const saved = await elders.save({ ...elder, absences: withOne(elder.absences, ended) }, session);
    await deadlines.clear(ENDS, `${elderId}.${absenceId}`, session);
    await events.add({ type: 'absence_ended', facts: { ...whereabouts(saved), absenceId } }, session);
    return ended;
  });
}

/** An absence with an end is over when that has come. */
export const absenceDeadlines = (ports: Omit<AbsencePorts, 'tx'>): DeadlineHandlers => ({
  async [ENDS](entityId, { tx, now }) {
    const [elderId, absenceId] = entityId.split('.') as [ElderId, Id<'absence'>];
    const elder = await ports.elders.get(unscoped('an absence ends by itself'), elderId);
    if (elder.absences.every(({ id, endedAt }) => id !== absenceId || endedAt !== null)) return;
    await finishAbsence({ elderId, absenceId, scope: unscoped('an absence ends by itself'), now }, { ...ports, tx });
  },
});
