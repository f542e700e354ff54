import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fromMs, type Id } from '@nuanlin/shared';
import { balanced, counterOf, type Journal } from './ledger.ts';

const at = fromMs(0);
const journal = (entries: Journal['entries']): Journal => ({
  id: 'jou_1' as Id<'journal'>,
  key: 'k',
  kind: 'earned',
  at,
  entries,
  areaPath: [],
  reverses: null,
  about: { seatId: 's' },
});
const entry = fc.record({ account: fc.constantFrom('a', 'b', 'c'), amount: fc.integer({ min: -10_000, max: 10_000 }) });
const balancedEntries = fc
  .array(entry, { minLength: 1, maxLength: 6 })
  .map((entries) => [...entries, { account: 'pool', amount: -entries.reduce((sum, { amount }) => sum + amount, 0) }]);
const balanceOf = (account: string, journals: readonly Journal[]) =>
  journals.flatMap(({ entries }) => entries).reduce((sum, e) => (e.account === account ? sum + e.amount : sum), 0);

describe('a journal', () => {
  test('is refused unless it sums to zero in whole numbers', () => {
    expect(() => balanced(journal([{ account: 'a', amount: 1 }]))).toThrow('does not balance');
    expect(() =>
      balanced(
        journal([
          { account: 'a', amount: 0.5 },
          { account: 'b', amount: -0.5 },
        ]),
      ),
    ).toThrow('does not balance');
  });

  test('and its counter journal leave every account as it was', () => {
    fc.assert(
      fc.property(balancedEntries, (entries) => {
        const first = balanced(journal(entries));
        const counter = balanced(counterOf(first, { id: 'jou_2' as Id<'journal'>, at, reason: 'wrong person' }));
        expect(counter).toMatchObject({ reverses: first.id, kind: 'reversal', about: { reason: 'wrong person' } });
        for (const { account } of entries) expect(balanceOf(account, [first, counter])).toBe(0);
      }),
    );
  });
});
