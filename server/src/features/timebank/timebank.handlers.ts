import { itemOf, asCreditMinutes, type AreaId, type LineId } from '@nuanlin/shared';
import type { DomainEvent, LineFacts, SeatFacts } from '../../events/index.ts';
import type { EventLog, Handlers, Handling } from '../../platform/events.ts';
import type { NewId } from '../../platform/ids.ts';
import type { Ledger } from '../../platform/ledger.ts';
import { earned, minutesOf, personOf, released, spent } from './credit.ts';

interface Ports {
  readonly ledger: Ledger;
  readonly events: EventLog<DomainEvent>;
  readonly newId: NewId;
  /** 时间币比例: percent of the item's minutes that the area credits. */
  readonly creditPercent: (areaPath: readonly AreaId[]) => Promise<number>;
}

export const timebankHandlers = (ports: Ports): Handlers<DomainEvent> => ({
  'timebank.credit': { seat_done: ({ facts }, handling) => creditVolunteer(facts, handling, ports) },
  'timebank.end-hold': {
    line_fulfilled: ({ facts }, handling) => endHold(facts.lineId, spent, handling, ports),
    line_changed: async ({ facts: { lineId, work, was } }, handling) => {
      if (paysCredit(was.work) && !paysCredit(work)) await endHold(lineId, released, handling, ports);
    },
    line_cancelled: ({ facts }, handling) => endHold(facts.lineId, released, handling, ports),
    line_failed: ({ facts }, handling) => endHold(facts.lineId, released, handling, ports),
  },
});

const paysCredit = (work: LineFacts['work']): boolean => work.kind === 'service' && work.payWith === 'credit';

/** A volunteer's seat is done: the item's minutes at the area's rate, once a seat and person. */
async function creditVolunteer(
  { seatId, workerId, workerKind, itemCode, areaPath }: SeatFacts,
  { tx, now }: Handling,
  { ledger, events, newId, creditPercent }: Ports,
): Promise<void> {
  const worth = itemOf(itemCode)?.creditMinutes ?? 0;
  if (workerKind !== 'volunteer' || worth === 0) return;
  const minutes = asCreditMinutes(Math.round((worth * (await creditPercent(areaPath))) / 100));
  const journal = earned(
    { seatId, personId: workerId, minutes, areaPath, itemCode },
    { id: newId('journal'), at: now },
  );
  await tx(async (session) => {
    const posted = await ledger.post(journal, session);
    if (posted.id !== journal.id) return;
    await events.add(
      { type: 'credit_posted', facts: { journalId: journal.id, personId: workerId, minutes, areaPath, seatId } },
      session,
    );
  });
}

/** What was held for a line is spent or the person's again; a line that was paid otherwise has no hold. */
async function endHold(
  lineId: LineId,
  ending: typeof spent,
  { tx, now }: Handling,
  { ledger, newId }: Ports,
): Promise<void> {
  await tx(async (session) => {
    const hold = await ledger.byKey(`held:${lineId}`, session);
    if (!hold) return;
    const { areaPath } = hold;
    const whose = { lineId, personId: personOf(hold), minutes: 0 - minutesOf(hold), areaPath };
    await ledger.post(ending(whose, { id: newId('journal'), at: now }), session);
  });
}
