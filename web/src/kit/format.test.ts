import { describe, expect, test } from '@jest/globals';
import { asFen, type Instant } from '@nuanlin/shared';
import { amount, countdown, day, fromNow, minutes, money, windowOf } from './format.ts';

const now = '2026-06-18T03:20:00.000Z' as Instant;

describe('what a person reads', () => {
  test.each([
    [0, '0.00'],
    [5, '0.05'],
    [2100, '21.00'],
    [-7, '-0.07'],
    [123_456_789, '1,234,567.89'],
  ])('%i fen are %s', (fen, words) => expect(amount(asFen(fen))).toBe(words));

  test('money has its sign where the language puts it', () => {
    expect(money(asFen(-2100), 'zh-CN')).toBe('-21.00 元');
    expect(money(asFen(-2100), 'en')).toBe('-¥21.00');
  });

  test.each([
    [0, '0 分钟', '0 min'],
    [59, '59 分钟', '59 min'],
    [60, '1 小时', '1 h'],
    [-150, '-2 小时 30 分钟', '-2 h 30 min'],
  ])('%i minutes', (count, chinese, english) => {
    expect(minutes(count, 'zh-CN')).toBe(chinese);
    expect(minutes(count, 'en')).toBe(english);
  });

  test('times are those of the area', () => {
    const window = { from: '2026-06-17T16:10:00.000Z' as Instant, to: now };
    expect(windowOf(window, 'Asia/Shanghai')).toBe('00:10–11:20');
    expect(day(window.from, 'zh-CN', 'Asia/Shanghai')).toBe('6月18日星期四');
    expect(day(window.from, 'en', 'Asia/Shanghai')).toBe('Thu 18 Jun');
  });

  test.each([
    ['2026-06-18T03:19:52.000Z', '8秒钟前', '8 seconds ago'],
    ['2026-06-18T03:23:59.000Z', '3分钟后', 'in 3 minutes'],
    ['2026-06-16T03:20:00.000Z', '前天', '2 days ago'],
  ])('%s from now', (moment, chinese, english) => {
    expect(fromNow(moment as Instant, now, 'zh-CN')).toBe(chinese);
    expect(fromNow(moment as Instant, now, 'en')).toBe(english);
  });

  test('a countdown rounds up and stops at nothing', () => {
    expect([252, 59.2, 0, -3].map(countdown)).toEqual(['4:12', '1:00', '0:00', '0:00']);
  });
});
