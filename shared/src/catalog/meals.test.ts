import { expect, test } from '@jest/globals';
import { guestNumber } from './meals.ts';

test('each counter has its own series of numbers', () => {
  expect([guestNumber('dine_in', 7), guestNumber('pickup', 47), guestNumber('delivery', 1234)]).toEqual([
    'A007',
    'B047',
    'C1234',
  ]);
});
