import { expect, test } from '@jest/globals';
import { id, plusDays, serviceDay, writeId, type CanteenId, type DishId, type ServiceDay } from '@nuanlin/shared';
import type { Serving } from './canteens.store.ts';
import { repeatedServings } from './repeat-menus.ts';

const day = (text: string): ServiceDay => serviceDay.parse(text);
const canteenId: CanteenId = id('canteen').parse(writeId('canteen', 0, new Uint8Array(16)));
const dish = (n: number): DishId =>
  id('dish').parse(
    writeId(
      'dish',
      0,
      Uint8Array.from({ length: 16 }, (_, i) => (i === 15 ? n : 0)),
    ),
  );
const serving = (on: ServiceDay, n: number): Serving => ({
  canteenId,
  day: on,
  period: 'lunch',
  dishId: dish(n),
  place: 0,
  portions: 60,
  left: 3,
  soldOut: true,
});

const monday = day('2026-06-15');
const week = Array.from({ length: 7 }, (_, n) => serving(plusDays(monday, n), n));

test('the days ahead offer what their weekday offered, in full; weeks are bridged', () => {
  const added = repeatedServings(week, day('2026-06-30'));
  expect(added.map(({ day: on }) => on)).toEqual(Array.from({ length: 9 }, (_, n) => plusDays(monday, 7 + n)));
  expect(added.at(0)).toEqual({ ...serving(day('2026-06-22'), 0), left: 60, soldOut: false });
  expect(added.at(-1)).toMatchObject({ day: '2026-06-30', dishId: dish(1) });
});

test('a day that has a menu keeps it, and nothing comes of nothing', () => {
  const other = serving(day('2026-06-22'), 9);
  expect(repeatedServings([...week, other], day('2026-06-23')).map(({ dishId }) => dishId)).toEqual([dish(1)]);
  expect(repeatedServings([], day('2026-06-23'))).toEqual([]);
});
