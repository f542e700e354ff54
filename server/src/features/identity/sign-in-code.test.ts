import { describe, expect, test } from '@jest/globals';
import { sendCode, tryCode, type SignInCode } from './sign-in-code.ts';

const minute = 60_000;
const sent = sendCode(null, 'right', 0);

function sendMany(atMs: number[]): SignInCode | null {
  let code: SignInCode | null = null;
  for (const ms of atMs) code = sendCode(code, 'd', ms);
  return code;
}

describe('sending a code', () => {
  test.each([
    ['again within 60 s', [0], 59_999, 1],
    ['a sixth within the hour', [0, 1, 2, 3, 4].map((n) => n * minute), 10 * minute, 3000],
  ])('%s waits', (_, before, at, seconds) => {
    const code = sendMany(before);
    expect(() => sendCode(code, 'd', at)).toThrow(
      expect.objectContaining({ code: 'TOO_MANY_REQUESTS', data: { seconds } }),
    );
  });

  test('goes again after 60 s, and after the hour of the fifth before', () => {
    expect(sendCode(sent, 'new', minute).digest).toBe('new');
    expect(sendCode(sendMany([0, 1, 2, 3, 4].map((n) => n * minute)), 'new', 60 * minute).digest).toBe('new');
  });
});

describe('trying a code', () => {
  test('the right one is good once', () => {
    const first = tryCode(sent, 'right', minute);
    expect(first.refusal).toBeNull();
    expect(tryCode(first.after, 'right', minute).refusal).toBe('CODE_SPENT');
  });

  test('after five wrong ones even the right one is spent', () => {
    let code: SignInCode | null = sent;
    for (let n = 0; n < 5; n++) {
      const { after, refusal } = tryCode(code, 'wrong', minute);
      expect(refusal).toBe('CODE_WRONG');
      code = after;
    }
    expect(tryCode(code, 'right', minute).refusal).toBe('CODE_SPENT');
  });

  test('lasts five minutes', () => {
    expect(tryCode(sent, 'right', 5 * minute - 1).refusal).toBeNull();
    expect(tryCode(sent, 'right', 5 * minute).refusal).toBe('CODE_EXPIRED');
  });

  test('a phone that was sent nothing gets the answer of an old code', () => {
    expect(tryCode(null, 'right', 0)).toEqual({ after: null, refusal: 'CODE_EXPIRED' });
  });
});
