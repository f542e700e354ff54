import { expect, test } from '@jest/globals';
import { decide } from '../../src/index.ts';
import { runDay } from './clock.ts';
import { madeDay } from './made-day.ts';

test.each([70, 100])('orders placed after minute %i change no decision made before it', (minute) => {
  const day = madeDay(11, 30);
  const cut = { ...day, orders: day.orders.filter(({ placed }) => placed <= minute) };
  const before = ({ assignments }: ReturnType<typeof runDay>) =>
    assignments.filter(({ assigned }) => assigned <= minute);
  const whole = before(runDay(day, decide));
  expect(whole.length).toBeGreaterThan(5);
  expect(before(runDay(cut, decide))).toEqual(whole);
});

test('the same day gives the same bytes', () => {
  const day = madeDay(3, 25);
  expect(JSON.stringify(runDay(day, decide))).toBe(JSON.stringify(runDay(day, decide)));
});
