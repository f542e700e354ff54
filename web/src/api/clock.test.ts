import { expect, test } from '@jest/globals';
import { clockHeard, productMsAt } from './clock.ts';

test('product time runs at its rate from the moment it was heard, and stands still at rate 0', () => {
  const heard = clockHeard({ productNow: '2026-06-18T02:30:00.000Z', rate: 60 }, 1_000_000);
  const start = Date.UTC(2026, 5, 18, 2, 30);
  expect(productMsAt(heard, 1_000_000)).toBe(start);
  expect(productMsAt(heard, 1_002_000)).toBe(start + 120_000);
  expect(productMsAt({ ...heard, rate: 0 }, 9_000_000)).toBe(start);
});
