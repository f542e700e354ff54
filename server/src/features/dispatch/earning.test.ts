import { describe, expect, test } from '@jest/globals';
import { defaultRule } from '@nuanlin/shared';
import { earningOf, type SeatEnd } from './earning.ts';
import { moneyOf } from './pay.ts';

const policy = defaultRule('pay_policy');
const visit = moneyOf([{ what: 'visit', fen: policy.visit.lead }]);
const meal = moneyOf([{ what: 'stop', fen: policy.stop }]);
const failed = (reason: string, came = true, waitedMinutes = 0): SeatEnd => ({
  how: 'failed',
  reason,
  came,
  waitedMinutes,
});
const earns = (offered: typeof visit, end: SeatEnd) => earningOf(offered, end, { policy }).fen;

describe('what a seat’s end earns', () => {
  test('done: everything the offer stated, and the minutes waited for the partner', () => {
    expect(earns(visit, { how: 'done', waitedMinutes: 0 })).toBe(visit.fen);
    expect(earningOf(visit, { how: 'done', waitedMinutes: 12 }, { policy })).toMatchObject({
      fen: visit.fen + 12 * policy.waitingMinute,
      parts: [{ what: 'visit' }, { what: 'waiting', fen: 12 * policy.waitingMinute }],
    });
  });

  test('not fit today: the call-out to whoever came, nothing to whoever did not', () => {
    expect(earns(visit, failed('not_today'))).toBe(policy.callOut);
    expect(earns(visit, failed('not_today', true, 10))).toBe(policy.callOut + 10 * policy.waitingMinute);
    expect(earns(visit, failed('not_today', false))).toBe(0);
  });

  test('a meal carried in vain is paid its stop; one’s own fault pays nothing', () => {
    expect(earns(meal, failed('empty_trip', false))).toBe(policy.stop);
    expect(earns(meal, failed('worker'))).toBe(0);
    expect(earns(visit, failed('worker'))).toBe(0);
  });
});
