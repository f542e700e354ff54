import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fromMs, type AreaId, type Id, type LineId, type PersonId, type SeatId } from '@nuanlin/shared';
import { balanced, type Journal } from '../../platform/ledger.ts';
import { accountOf, earned, held, heldOf, presentEntry, released, spent } from './credit.ts';

const personId = 'per_1' as PersonId;
const areaPath = ['are_1' as AreaId];
const making = { id: 'jou_1' as Id<'journal'>, at: fromMs(0) };
const balanceOf = (account: string, journals: Iterable<Journal>) =>
  [...journals].flatMap(({ entries }) => entries).reduce((sum, e) => (e.account === account ? sum + e.amount : sum), 0);

/** The ledger as it keeps journals: the first of a key stands. */
const kept = (journals: readonly Journal[]) => {
  const byKey = new Map<string, Journal>();
  for (const journal of journals) if (!byKey.has(journal.key)) byKey.set(journal.key, balanced(journal));
  return byKey.values();
};

describe('credit', () => {
  test('is earned once a seat and person, however often the event comes', () => {
    const minutes = fc.integer({ min: 1, max: 600 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('sea_1', 'sea_2', 'sea_3'), minutes), { minLength: 1 }),
        (events) => {
          const journals = events.map(([seat, earnedMinutes]) =>
            earned(
              { seatId: seat as SeatId, personId, minutes: earnedMinutes, areaPath, itemCode: 'companionship' },
              making,
            ),
          );
          const first = new Map(events.toReversed());
          expect(balanceOf(accountOf(personId), kept(journals))).toBe([...first.values()].reduce((a, b) => a + b, 0));
        },
      ),
    );
  });

  test('held is spent or released, once, and nothing stays on hold', () => {
    const hold = { lineId: 'lin_1' as LineId, personId, minutes: 40, areaPath };
    const ends = fc.array(fc.constantFrom(spent, released), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(ends, (endings) => {
        const journals = [...kept([held(hold, making), ...endings.map((end) => end(hold, making))])];
        expect(balanceOf(heldOf(personId), journals)).toBe(0);
        expect(balanceOf(accountOf(personId), journals)).toBe(endings[0] === spent ? -40 : 0);
      }),
    );
  });

  test('a person reads what a journal did to the account', () => {
    const seatId = 'sea_1' as SeatId;
    expect(
      presentEntry(earned({ seatId, personId, minutes: 60, areaPath, itemCode: 'companionship' }, making)),
    ).toMatchObject({
      kind: 'earned',
      minutes: 60,
      seatId,
      lineId: null,
    });
  });
});
