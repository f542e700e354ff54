import { expect, test } from '@jest/globals';
import { placeAfterKey } from './list-keys.ts';

test.each([
  ['j', -1, 3, 0],
  ['ArrowDown', 2, 3, 2],
  ['k', 0, 3, 0],
  ['ArrowUp', 2, 3, 1],
  ['Home', 2, 3, 0],
  ['End', 0, 3, 2],
  ['x', 1, 3, null],
  ['j', -1, 0, null],
])('%s at %i of %i leads to %s', (key, at, count, place) => {
  expect(placeAfterKey(key, at, count)).toBe(place);
});
