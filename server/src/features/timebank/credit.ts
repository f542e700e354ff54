import type { AreaId, CreditEntry, CreditMinutes, Id, Instant, LineId, PersonId, SeatId } from '@nuanlin/shared';
import { asCreditMinutes } from '@nuanlin/shared';
import type { Journal } from '../../platform/ledger.ts';

/** 时间账户: what a person may spend. */
export const accountOf = (personId: PersonId) => `credit/${personId}`;
/** 冻结: what a person has set aside for a line that is still open. */
export const heldOf = (personId: PersonId) => `credit-held/${personId}`;
/** The area's own account: credit comes from it when earned and returns to it when spent; it may be negative. */
const issuerOf = (areaPath: readonly AreaId[]) => `credit-issued/${areaPath[0] ?? 'nowhere'}`;

interface Making {
  readonly id: Id<'journal'>;
  readonly at: Instant;
}

/** A volunteer has served: the key is seat and person, so that a seat pays a person once. */
export const earned = (
  {
    seatId,
    personId,
    minutes,
    areaPath,
    itemCode,
  }: {
    seatId: SeatId;
    personId: PersonId;
    minutes: number;
    areaPath: readonly AreaId[];
    itemCode: string;
  },
  { id, at }: Making,
): Journal => ({
  id,
  at,
  key: `earned:${seatId}:${personId}`,
  kind: 'earned',
  entries: [
    { account: issuerOf(areaPath), amount: -minutes },
    { account: accountOf(personId), amount: minutes },
  ],
  areaPath,
  reverses: null,
  about: { seatId, personId, itemCode },
});

interface Held {
  readonly lineId: LineId;
  readonly personId: PersonId;
  readonly minutes: number;
  readonly areaPath: readonly AreaId[];
}

/** A line to be paid in credit is placed. */
export const held = ({ lineId, personId, minutes, areaPath }: Held, { id, at }: Making): Journal => ({
  id,
  at,
  key: `held:${lineId}`,
  kind: 'held',
  entries: [
    { account: accountOf(personId), amount: -minutes },
    { account: heldOf(personId), amount: minutes },
  ],
  areaPath,
  reverses: null,
  about: { lineId, personId },
});

/** The line was fulfilled: what was held is spent. A hold ends once: spending and releasing share their key. */
export const spent = ({ lineId, personId, minutes, areaPath }: Held, { id, at }: Making): Journal => ({
  id,
  at,
  key: `ended:${lineId}`,
  kind: 'spent',
  entries: [
    { account: heldOf(personId), amount: -minutes },
    { account: issuerOf(areaPath), amount: minutes },
  ],
  areaPath,
  reverses: null,
  about: { lineId, personId },
});

/** The line was cancelled or failed: what was held is the person's again. */
export const released = ({ lineId, personId, minutes, areaPath }: Held, { id, at }: Making): Journal => ({
  id,
  at,
  key: `ended:${lineId}`,
  kind: 'released',
  entries: [
    { account: heldOf(personId), amount: -minutes },
    { account: accountOf(personId), amount: minutes },
  ],
  areaPath,
  reverses: null,
  about: { lineId, personId },
});

/** Whose account a journal of credit is about. */
export const personOf = ({ about }: Journal): PersonId => about['personId'] as PersonId;

/** What a journal did to that person's account; negative when it took from it. */
export const minutesOf = (journal: Journal): CreditMinutes =>
  asCreditMinutes(
    journal.entries
      .filter(({ account }) => account === accountOf(personOf(journal)))
      .reduce((sum, { amount }) => sum + amount, 0),
  );

export const presentEntry = (journal: Journal): CreditEntry => ({
  journalId: journal.id,
  kind: journal.kind as CreditEntry['kind'],
  minutes: minutesOf(journal),
  at: journal.at,
  seatId: (journal.about['seatId'] ?? null) as SeatId | null,
  itemCode: journal.about['itemCode'] ?? null,
  lineId: (journal.about['lineId'] ?? null) as LineId | null,
  reverses: journal.reverses,
  reason: journal.about['reason'] ?? null,
});
