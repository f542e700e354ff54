import { expect, test } from '@jest/globals';
import { defaultRule, instant } from '@nuanlin/shared';
import { quietUntil } from './quiet.ts';

const rule = defaultRule('quiet_hours');

test.each([
  ['20:59, still open', '2026-06-18T12:59:00.000Z', null],
  ['21:00, until the morning after', '2026-06-18T13:00:00.000Z', '2026-06-18T23:30:00.000Z'],
  ['past midnight, until the same morning', '2026-06-18T17:00:00.000Z', '2026-06-18T23:30:00.000Z'],
  ['07:30, open again', '2026-06-18T23:30:00.000Z', null],
])('%s', (_, now, until) => {
  expect(quietUntil(instant.parse(now), rule, 'Asia/Shanghai')).toBe(until);
});

test('a city without quiet hours never waits', () => {
  expect(quietUntil(instant.parse('2026-06-18T17:00:00.000Z'), { span: null }, 'Asia/Shanghai')).toBeNull();
});
