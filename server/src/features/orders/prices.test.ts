import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { asCreditMinutes, asFen, text, type Instant, type MealWay, type PersonId } from '@nuanlin/shared';
import { cancelTermsAt, freeUntil } from './cancel-terms.ts';
import { mealPrices, visitCredit, visitMinutes, visitPrices } from './prices.ts';

const payer = 'p' as PersonId;
const name = text('套餐', 'Set meal');
const fees = { value: { packingFen: asFen(100), deliveryFen: asFen(200) }, version: 3 };
const discounts = {
  value: [
    { from: 60, to: 79, fen: asFen(200) },
    { from: 80, to: null, fen: asFen(400) },
  ],
  version: 5,
};
const total = (prices: readonly { amountFen: number }[]) => prices.reduce((sum, { amountFen }) => sum + amountFen, 0);

describe('the price of a meal', () => {
  test.each<[MealWay, number, number]>([
    ['delivery', 59, 1400 + 100 + 200],
    ['delivery', 60, 1400 + 100 + 200 - 200],
    ['delivery', 79, 1400 + 100 + 200 - 200],
    ['delivery', 82, 1400 + 100 + 200 - 400],
    ['pickup', 82, 1400 + 100 - 400],
    ['dine_in', 82, 1400 - 400],
  ])('%s at the age of %i is %i fen', (way, age, expected) => {
    const dishes = [{ name, priceFen: asFen(1400), portions: 1 }];
    expect(total(mealPrices({ dishes, way }, age, fees, discounts, payer))).toBe(expected);
  });

  test('takes the discount once, whatever the portions, and never below nothing', () => {
    fc.assert(
      fc.property(
        fc.nat(3000),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 110 }),
        (price, portions, age) => {
          const prices = mealPrices(
            { dishes: [{ name, priceFen: asFen(price), portions }], way: 'dine_in' },
            age,
            fees,
            discounts,
            payer,
          );
          expect(prices.filter(({ what }) => what === 'age_discount').length).toBeLessThanOrEqual(1);
          expect(total(prices)).toBeGreaterThanOrEqual(0);
          expect(total(prices)).toBeLessThanOrEqual(price * portions);
        },
      ),
    );
  });

  test('says who pays each part and by which version of a rule', () => {
    const prices = mealPrices(
      { dishes: [{ name, priceFen: asFen(1400), portions: 1 }], way: 'delivery' },
      82,
      fees,
      discounts,
      payer,
    );
    expect(prices.map(({ what, rule, payerId }) => [what, rule?.version ?? null, payerId])).toEqual([
      ['dish', null, payer],
      ['packing', 3, payer],
      ['delivery', 3, payer],
      ['age_discount', 5, payer],
    ]);
  });
});

describe('the price of a visit', () => {
  const escort = {
    name: text('陪诊', 'Escort'),
    version: 2,
    minutes: 240,
    priceFen: asFen(20_000),
    extraHourFen: asFen(5000),
    creditMinutes: asCreditMinutes(0),
  };

  test.each([
    [60, 240, 20_000],
    [240, 240, 20_000],
    [241, 241, 25_000],
    [300, 300, 25_000],
    [301, 301, 30_000],
  ])('asked for %i minutes it lasts %i and costs %i fen', (asked, minutes, expected) => {
    expect(visitMinutes(escort, asked)).toBe(minutes);
    expect(total(visitPrices(escort, minutes, payer))).toBe(expected);
  });

  test('is not longer where further hours have no price', () => {
    expect(visitMinutes({ ...escort, extraHourFen: asFen(0) }, 600)).toBe(240);
  });

  test('in credit follows the rate of the area', () => {
    const item = { ...escort, creditMinutes: asCreditMinutes(40) };
    expect([visitCredit(item, 100), visitCredit(item, 150), visitCredit(item, 33)]).toEqual([40, 60, 13]);
  });
});

describe('cancelling', () => {
  const clock = (time: string) => `2026-06-18T${time}:00.000Z` as Instant;
  const rule = { freeUntil: 110, percent: 30 };
  const window = { from: clock('10:50'), to: clock('11:50') };
  const line = (placedAt: string) => ({
    state: 'confirmed' as const,
    window,
    freeUntil: freeUntil(window, clock(placedAt), rule, 10),
    totalFen: asFen(1333),
  });

  test.each([
    ['booked, before its hour', line('08:00'), false, '09:00', 0],
    ['booked, after its hour', line('08:00'), false, '09:01', 399],
    ['on demand, within the undo', line('09:30'), false, '09:40', 0],
    ['on demand, the undo over', line('09:30'), false, '09:41', 399],
    ['on demand, within the undo but cooking', line('09:30'), true, '09:35', 399],
    ['not confirmed yet', { ...line('08:00'), state: 'placed' as const }, false, '10:00', 0],
  ])('%s', (_, given, cooking, time, feeFen) => {
    const terms = cancelTermsAt(given, rule, cooking, clock(time));
    expect(terms.feeFen).toBe(feeFen);
    expect(terms.refundFen).toBe(1333 - feeFen);
  });
});
