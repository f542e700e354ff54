import { expect, test } from '@jest/globals';
import { dayView, timeOfDay, writeId, type BasketProblem, type WorkView } from '@nuanlin/shared';
import { daysToOrder, startOf, withAlternative, withMeal, type WantedMeal } from './basket.ts';

const bytes = (n: number) => Uint8Array.from({ length: 16 }, () => n);
const dish = (n: number) => writeId('dish', 0, bytes(n));
const day = dayView.shape.day.parse('2026-06-30');
const name = (words: string) => ({ 'zh-CN': words, en: words });
const canteenId = writeId('canteen', 0, bytes(1));

const meal = (...dishes: [number, number][]): WantedMeal => ({
  kind: 'meal',
  canteenId,
  day,
  period: 'lunch',
  way: 'delivery',
  dishes: dishes.map(([n, portions]) => ({ dishId: dish(n), portions })),
});
const work: WorkView = {
  kind: 'meal',
  canteenId,
  canteen: name('食堂'),
  period: 'lunch',
  way: 'delivery',
  onDemand: false,
  dishes: [
    { dishId: dish(1), name: name('鱼'), portions: 2 },
    { dishId: dish(2), name: name('饭'), portions: 1 },
  ],
};
const problem = (about: string): BasketProblem => ({
  code: 'DIET_CLASH',
  data: { dish: name(about) },
  stops: true,
  clashes: [],
  alternative: { dishId: dish(3), name: name('鸡') },
});

test('a visit begins by the wall clock of China', () => {
  expect(startOf(day, timeOfDay.parse('15:00'))).toBe('2026-06-30T07:00:00.000Z');
});

test('eight days can be ordered for, over the end of a month', () => {
  expect([daysToOrder(day).length, daysToOrder(day).at(-1)]).toEqual([8, '2026-07-07']);
});

test('a second meal of one meal period takes the place of the first', () => {
  const dinner = { ...meal([1, 1]), period: 'dinner' as const };
  expect(withMeal([meal([1, 1]), dinner], meal([2, 1]))).toEqual([dinner, meal([2, 1])]);
});

test('the alternative takes the portions of the dish that does not go', () => {
  expect(withAlternative(meal([1, 2], [2, 1]), work, problem('鱼'))).toEqual(meal([2, 1], [3, 2]));
  expect(withAlternative(meal([1, 2], [3, 1]), work, problem('鱼'))).toEqual(meal([3, 3]));
  expect(withAlternative(meal([1, 2]), work, problem('汤'))).toEqual(meal([1, 2]));
});
