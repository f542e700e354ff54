import { describe, expect, test } from '@jest/globals';
import { refusedFrom } from './problem.ts';

describe('a problem document', () => {
  test('becomes a refusal with code, data, words and the words of each field', () => {
    const refused = refusedFrom(409, {
      code: 'SOLD_OUT',
      title: '香菇滑鸡 卖完了',
      data: { dish: '香菇滑鸡' },
      fields: [
        { path: 'lines.0.dish', message: '卖完了' },
        { path: 'lines.0.dish', message: 'a second word on the same field' },
      ],
    });
    expect(refused).toMatchObject({
      code: 'SOLD_OUT',
      status: 409,
      message: '香菇滑鸡 卖完了',
      data: { dish: '香菇滑鸡' },
    });
    expect(refused.fields).toEqual({ 'lines.0.dish': '卖完了' });
  });

  test.each([
    [502, '<html>', 'UNAVAILABLE'],
    [500, null, 'INTERNAL'],
    [418, 'tea', 'BAD_REQUEST'],
    [401, { code: 'NO_SUCH_CODE' }, 'NOT_SIGNED_IN'],
    [403, { code: 'toString' }, 'FORBIDDEN'],
  ])('that is none takes the code of its status: %i %j', (status, body, code) => {
    expect(refusedFrom(status, body).code).toBe(code);
  });
});
