import { describe, expect, test } from '@jest/globals';
import { defaultRule, writeId } from '@nuanlin/shared';
import { payOf, totalPay, type PaidSeat } from './pay.ts';

const policy = defaultRule('pay_policy');
const rules = { policy, creditPercent: 150 };
const visit: PaidSeat = { role: 'lead', meal: false, minutes: 90, floors: 0, worth: 60, holiday: false };
const seatId = writeId('seat', 0, new Uint8Array(16));

describe('what a seat earns', () => {
  test('a volunteer: the item’s minutes at the area’s rate', () => {
    expect(payOf('volunteer', visit, rules)).toEqual({ kind: 'credit', minutes: 90 });
  });

  test('a visit by its grade, with the half hour beyond the first', () => {
    expect(payOf('staff', visit, rules)).toEqual({
      kind: 'money',
      fen: policy.visit.lead + policy.hour / 2,
      parts: [
        { what: 'visit', fen: policy.visit.lead },
        { what: 'hour', fen: policy.hour / 2 },
      ],
    });
  });

  test('a meal by stop and floors; a holiday pays everything by its percentage', () => {
    const meal = { ...visit, meal: true, floors: 4, minutes: 3 };
    const usual = policy.stop + 4 * policy.floor;
    expect(payOf('courier', meal, rules)).toMatchObject({ fen: usual });
    expect(payOf('courier', { ...meal, holiday: true }, rules)).toMatchObject({ fen: 2 * usual });
  });

  test('an offer of several seats adds up part by part', () => {
    const pay = payOf('staff', visit, rules);
    const total = totalPay([
      { seatId, pay },
      { seatId, pay },
    ]);
    expect(total).toMatchObject({ fen: 2 * (policy.visit.lead + policy.hour / 2), parts: [{ what: 'visit' }, {}] });
  });
});
