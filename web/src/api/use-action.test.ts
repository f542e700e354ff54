import { expect, test } from '@jest/globals';
import { intentionOf } from './use-action.ts';

test('the same wish without an answer keeps its key; another wish, or one after an answer, gets its own', () => {
  let made = 0;
  const newKey = () => `key-${++made}`;
  const first = intentionOf('{"dish":1}', null, newKey);
  expect(intentionOf('{"dish":1}', first, newKey)).toBe(first);
  expect(intentionOf('{"dish":2}', first, newKey).key).toBe('key-2');
  expect(intentionOf('{"dish":1}', null, newKey).key).toBe('key-3');
});
