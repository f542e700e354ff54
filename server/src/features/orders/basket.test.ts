import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  fromMs,
  plusMinutes,
  text,
  type CanteenId,
  type DishId,
  type Instant,
  type ItemId,
  type MealPeriod,
  type ServiceDay,
  type ServiceItemCode,
} from '@nuanlin/shared';
import {
  absenceProblems,
  bathProblems,
  dishProblems,
  doubleProblems,
  kitchenProblems,
  pastProblems,
  stopsOrder,
  type Engagement,
} from './basket.ts';
import type { LineWork } from './line.ts';

const zone = 'Asia/Shanghai';
const clock = (time: string) => `2026-06-18T${time}:00.000Z` as Instant;
const day = '2026-06-18' as ServiceDay;
const name = text('红烧鱼块', 'Braised fish');

const meal = (from: string, to: string, period: MealPeriod = 'lunch'): Engagement => ({
  day,
  window: { from: clock(from), to: clock(to) },
  orderedBy: '陈伟',
  work: {
    kind: 'meal',
    canteenId: 'c' as CanteenId,
    canteen: text('食堂', 'Canteen'),
    period,
    way: 'delivery',
    onDemand: false,
    dishes: [{ dishId: 'd' as DishId, name, portions: 1 }],
  },
});
const visit = (from: string, to: string, itemCode: ServiceItemCode = 'cleaning'): Engagement => ({
  day,
  window: { from: clock(from), to: clock(to) },
  orderedBy: '陈静',
  work: { kind: 'service', itemId: 'i' as ItemId, itemCode, name, variant: null, minutes: 60, payWith: 'money' },
});
const kindOf = (work: LineWork) =>
  work.kind === 'meal'
    ? ('meals' as const)
    : work.itemCode === 'bath_home'
      ? ('bathing' as const)
      : ('cleaning' as const);
const codes = (problems: readonly { code: string }[]) => problems.map(({ code }) => code);

describe('a basket', () => {
  test.each([
    ['two meals of one period', meal('02:50', '03:50'), meal('02:50', '03:50'), ['DOUBLE_MEAL']],
    ['lunch and dinner', meal('02:50', '03:50'), meal('08:40', '09:40', 'dinner'), []],
    ['visits at one time', visit('02:00', '03:00'), visit('02:59', '04:00'), ['OVERLAPPING_VISIT']],
    ['visits one after the other', visit('02:00', '03:00'), visit('03:00', '04:00'), []],
    ['a visit during a meal', visit('02:00', '04:00'), meal('02:50', '03:50'), []],
  ])('%s', (_, wanted, other, expected) => {
    expect(codes(doubleProblems(wanted, [other], zone))).toEqual(expected);
  });

  test('a double says who ordered what and when', () => {
    expect(doubleProblems(meal('02:50', '03:50'), [meal('02:50', '03:50')], zone)[0]?.data).toEqual({
      who: '陈伟',
      what: text('红烧鱼块', 'Braised fish'),
      when: '2026-06-18 10:50',
    });
  });

  test.each([
    ['within the hour after the meal', '04:49', true],
    ['an hour after it', '04:50', false],
    ['during the meal', '03:00', true],
    ['and over before the meal comes', '01:00', false],
  ])('a bath %s', (_, from, refused) => {
    const bath = visit(from, plusMinutes(clock(from), 90).slice(11, 16), 'bath_home');
    const lunch = meal('02:50', '03:50');
    expect(codes(bathProblems(bath, [lunch], kindOf))).toEqual(refused ? ['BATH_AFTER_MEAL'] : []);
    expect(codes(bathProblems(lunch, [bath], kindOf))).toEqual(refused ? ['BATH_AFTER_MEAL'] : []);
  });

  test('a double is one from either side', () => {
    const minute = fc.integer({ min: 0, max: 600 }).map((minutes) => fromMs(minutes * 60_000));
    const window = fc.tuple(minute, minute).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }));
    const engagement = fc
      .tuple(fc.constantFrom(meal('02:50', '03:50'), visit('02:00', '03:00')), window)
      .map(([one, at]) => ({ ...one, window: at }));
    fc.assert(
      fc.property(engagement, engagement, (a, b) => {
        expect(codes(doubleProblems(a, [b], zone))).toEqual(codes(doubleProblems(b, [a], zone)));
      }),
    );
  });

  test('nothing is ordered into an absence, also one without an end', () => {
    const window = { from: clock('02:50'), to: clock('03:50') };
    const away = (from: string, to: string | null) =>
      codes(absenceProblems(window, [{ from: clock(from), to: to === null ? null : clock(to) }]));
    expect(away('00:00', null)).toEqual(['ELDER_ABSENT']);
    expect(away('03:00', '09:00')).toEqual(['ELDER_ABSENT']);
    expect(away('00:00', '02:50')).toEqual([]);
    expect(away('04:00', null)).toEqual([]);
  });

  test('a clash stops or advises, and what is sold out stops, each with what to take instead', () => {
    const alternative = { dishId: 'other' as DishId, name };
    const asked = { dishId: 'd' as DishId, name, portions: 2, left: 9, clashes: [], stops: false, alternative };
    const clash = (stops: boolean) => ({
      ...asked,
      stops,
      clashes: [{ kind: 'allergen' as const, code: 'fish', stops }],
    });
    expect(dishProblems([asked])).toEqual([]);
    expect(dishProblems([{ ...asked, left: 1 }])).toMatchObject([{ code: 'SOLD_OUT', stops: true, alternative }]);
    expect(dishProblems([clash(true)])).toMatchObject([{ code: 'DIET_CLASH', stops: true, alternative }]);
    expect(stopsOrder(dishProblems([clash(true)]))).toBe(true);
    expect(stopsOrder(dishProblems([clash(false)]))).toBe(false);
  });

  test('what is past, closed or not served is said', () => {
    expect(codes(pastProblems({ from: clock('02:00'), to: clock('03:00') }, clock('02:00')))).toEqual(['WINDOW_PAST']);
    expect(kitchenProblems('closed', clock('01:00'), zone)).toMatchObject([
      { code: 'CUT_OFF_PAST', data: { at: '09:00' } },
    ]);
    expect(codes(kitchenProblems('not_served', null, zone))).toEqual(['CANTEEN_CLOSED']);
    expect(kitchenProblems('on_demand', clock('01:00'), zone)).toEqual([]);
  });
});
