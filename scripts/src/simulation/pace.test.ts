import { expect, test } from '@jest/globals';
import { Pace, restAt } from './pace.ts';

test('lets so much begin in a second, and what was begun is paid for before anything new', () => {
  let now = 0;
  const pace = new Pace(10, () => now);
  for (let n = 0; n < 10; n++) pace.spend();
  expect(pace.isFree()).toBe(false);
  now = 100;
  expect(pace.isFree()).toBe(true);
  for (let n = 0; n < 6; n++) pace.spend();
  now = 500;
  expect(pace.isFree()).toBe(false);
  now = 700;
  expect(pace.isFree()).toBe(true);
});

test('saves nothing up beyond one second', () => {
  let now = 0;
  const pace = new Pace(4, () => now);
  now = 60_000;
  for (let n = 0; n < 4; n++) pace.spend();
  expect(pace.isFree()).toBe(false);
});

test('leaves a product that is behind in peace', () => {
  let now = 0;
  const pace = new Pace(10, () => now);
  pace.pause(3);
  now = 3000;
  expect(pace.isFree()).toBe(false);
  now = 3200;
  expect(pace.isFree()).toBe(true);
});

test('rests while the clock stands, and while it runs too fast', () => {
  expect([0, 0.5, 1, 20, 20.1].map((rate) => restAt(rate, 20))).toEqual([
    'clock_stopped',
    null,
    null,
    null,
    'clock_too_fast',
  ]);
});
