import { describe, expect, test } from '@jest/globals';
import { canteenView, lineView, menuView, timeOfDay, writeId, type LineView, type MenuView } from '@nuanlin/shared';
import {
  dishesText,
  mealOf,
  orderAgain,
  readMealChoice,
  readServiceChoice,
  sameAsLast,
  usualCanteen,
  visitOf,
} from './wanted.ts';

const bytes = (n: number) => Uint8Array.from({ length: 16 }, () => n);
const dish = (n: number) => writeId('dish', 0, bytes(n));
const canteen = (n: number) => writeId('canteen', 0, bytes(n));
const item = writeId('item', 0, bytes(1));
const moment = '2026-06-18T03:00:00.000Z';
const text = (word: string) => ({ 'zh-CN': word, en: word });

const line = (work: object, more: object = {}): LineView =>
  lineView.parse({
    id: writeId('line', 0, bytes(1)),
    orderId: writeId('order', 0, bytes(1)),
    elderId: writeId('elder', 0, bytes(1)),
    version: 1,
    state: 'confirmed',
    day: '2026-06-17',
    window: { from: moment, to: moment },
    work,
    prices: [],
    totalFen: 0,
    creditMinutes: 0,
    payerId: writeId('person', 0, bytes(1)),
    yes: 'not_needed',
    paid: 'secured',
    orderedBy: { id: writeId('person', 0, bytes(1)), name: '某人', proxyFor: null },
    placedAt: moment,
    freeUntil: moment,
    askedAt: null,
    missingAt: null,
    ended: null,
    ...more,
  });
const eaten = (dishes: number[], period = 'lunch', more: object = {}, from = 1): LineView =>
  line(
    {
      kind: 'meal',
      canteenId: canteen(from),
      canteen: text('食堂'),
      period,
      way: 'delivery',
      onDemand: false,
      dishes: dishes.map((n) => ({ dishId: dish(n), name: text(String(n)), portions: 1 })),
    },
    more,
  );
const menu = (dishes: { n: number; left?: number; stops?: boolean }[]): MenuView =>
  menuView.parse({
    canteenId: canteen(1),
    day: '2026-06-18',
    period: 'lunch',
    window: { from: moment, to: moment },
    cutOffAt: moment,
    lastOrderAt: moment,
    taking: 'booked',
    dishes: dishes.map(({ n, left = 9, stops = false }) => ({
      dishId: dish(n),
      name: text(String(n)),
      kind: 'set_meal',
      textures: ['soft'],
      allergens: [],
      ingredients: [],
      faiths: [],
      needs: [],
      priceFen: 1300,
      left,
      fit: { texture: 'soft', clashes: [], stops, alternative: null },
    })),
  });

describe('an address', () => {
  test('holds a meal whole, and gives it back', () => {
    const chosen = { day: '2026-06-18', period: 'lunch', canteen: canteen(1), way: 'pickup' };
    const dishes = dishesText([
      { dishId: dish(1), portions: 1 },
      { dishId: dish(2), portions: 3 },
    ]);
    expect(mealOf(readMealChoice({ ...chosen, dishes }))).toEqual({
      kind: 'meal',
      canteenId: canteen(1),
      day: '2026-06-18',
      period: 'lunch',
      way: 'pickup',
      dishes: [
        { dishId: dish(1), portions: 1 },
        { dishId: dish(2), portions: 3 },
      ],
    });
    expect(mealOf(readMealChoice(chosen))).toBeNull();
  });

  test.each(['nonsense', `${dish(1)}*0`, `${dish(1)}*21`, dish(1), ''])(
    'with %p for dishes asks for them again',
    (dishes) => {
      expect(readMealChoice({ day: '2026-06-18', dishes })).toEqual({ day: '2026-06-18' });
    },
  );

  test('with anything strange in it asks that question again, and only that', () => {
    expect(readMealChoice({ day: 'tomorrow', period: 'tea', canteen: '1', way: ['pickup'] })).toEqual({});
    expect(readServiceChoice({ item, day: '2026-06-18', time: '25:00' })).toEqual({ item, day: '2026-06-18' });
  });
});

test('a visit wants a kind where there are kinds, and begins by the clock on the wall', () => {
  const choice = readServiceChoice({ item, day: '2026-06-18', time: '15:00' });
  const plain = { id: item, minutes: 90, variants: [] };
  expect(visitOf(choice, plain)).toMatchObject({ start: '2026-06-18T07:00:00.000Z', minutes: 90, variant: null });
  const kinds = { ...plain, variants: [{ code: 'daily', name: text('日常') }] };
  expect(visitOf(choice, kinds)).toBeNull();
  expect(visitOf({ ...choice, variant: 'daily' }, kinds)).toMatchObject({ variant: 'daily' });
});

describe('the same as last time', () => {
  const same = (before: LineView[], on: MenuView) => sameAsLast(before, on)?.map(({ dishId }) => dishId) ?? null;

  test('is the last meal of this period that the menu can serve', () => {
    const before = [eaten([1], 'dinner'), eaten([3]), eaten([2])];
    expect(same(before, menu([{ n: 1 }, { n: 2 }]))).toEqual([dish(2)]);
  });

  test('is another period’s when there is none of this one', () => {
    expect(same([eaten([1], 'dinner')], menu([{ n: 1 }]))).toEqual([dish(1)]);
  });

  test.each<[string, LineView, MenuView]>([
    ['was called off', eaten([1], 'lunch', { state: 'cancelled' }), menu([{ n: 1 }])],
    ['is sold out', eaten([1]), menu([{ n: 1, left: 0 }])],
    ['clashes by now', eaten([1]), menu([{ n: 1, stops: true }])],
    ['is on the menu only in part', eaten([1, 2]), menu([{ n: 1 }])],
  ])('is nothing that %s', (_, before, on) => {
    expect(same([before], on)).toBeNull();
  });
});

test('the usual canteen is the last one’s, else the nearest', () => {
  const places = [1, 2].map((n) =>
    canteenView.parse({
      id: canteen(n),
      name: text(String(n)),
      address: '某路',
      at: { lon: 120 + n / 100, lat: 30 },
      faiths: [],
      ways: ['delivery'],
    }),
  );
  const home = { lon: 120, lat: 30 };
  expect(usualCanteen(places, [], home)?.id).toBe(canteen(1));
  expect(usualCanteen(places, [eaten([1], 'lunch', {}, 2)], home)?.id).toBe(canteen(2));
  expect(usualCanteen([], [eaten([1])], home)).toBeUndefined();
});

test('what was called off can be ordered again as it was', () => {
  const { query } = orderAgain(eaten([1], 'dinner'), timeOfDay.parse('16:40'));
  expect(mealOf(readMealChoice(query))).toMatchObject({ period: 'dinner', dishes: [{ dishId: dish(1), portions: 1 }] });
  const visit = line({
    kind: 'service',
    itemId: item,
    itemCode: 'cleaning',
    name: text('助洁'),
    variant: 'daily',
    minutes: 120,
    payWith: 'money',
  });
  expect(readServiceChoice(orderAgain(visit, timeOfDay.parse('09:00')).query)).toEqual({
    item,
    variant: 'daily',
    day: '2026-06-17',
    time: '09:00',
  });
});
