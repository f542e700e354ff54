import { expect, test } from '@jest/globals';
import { judgeToken } from './session.ts';

const day = 86_400_000;
const tokens = { tokenHash: 'new', replaced: ['oldest', 'old'], givenAtMs: 0 };

test.each([
  ['new', 0, 'use'],
  ['new', day - 1, 'use'],
  ['new', day, 'rotate'],
  ['new', 90 * day, 'end'],
  ['old', 59_999, 'use'],
  ['old', 60_000, 'end'],
  ['oldest', 0, 'end'],
  ['other', 0, 'end'],
])('the %s token after %i ms: %s', (hash, nowMs, expected) => {
  expect(judgeToken(tokens, hash, nowMs)).toBe(expected);
});
