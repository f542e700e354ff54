import { expect, test } from '@jest/globals';
import { put } from './put.ts';

test('only a newer picture takes the place of the one held', () => {
  const things = [
    { id: 'a', version: 3, state: 'open' },
    { id: 'b', version: 1, state: 'open' },
  ];
  expect(put(things, { id: 'a', version: 4, state: 'done' })[0]?.state).toBe('done');
  expect(put(things, { id: 'a', version: 3, state: 'done' })).toEqual(things);
  expect(put(things, { id: 'c', version: 1, state: 'new' })).toHaveLength(3);
});
