import { expect, jest, test } from '@jest/globals';
import { fromMs } from '@nuanlin/shared';
import { createProductClock } from './clock.ts';

test('what was long under way does not set the clock back; a clock that was set back is followed', () => {
  const clock = createProductClock();
  clock.hear({ now: fromMs(600_000), rate: 60 });
  clock.hear({ now: fromMs(590_000), rate: 60 });
  expect(clock.nowMs()).toBeGreaterThanOrEqual(600_000);
  clock.hear({ now: fromMs(0), rate: 60 });
  expect(clock.nowMs()).toBeLessThan(60_000);
});

test('a moment of product time is waited for through stops and changes of speed', async () => {
  jest.useFakeTimers();
  const clock = createProductClock();
  clock.hear({ now: fromMs(0), rate: 60 });
  let come = false;
  const waited = clock.until(60_000).then(() => (come = true));

  jest.advanceTimersByTime(500);
  expect(clock.nowMs()).toBeCloseTo(30_000, 0);
  clock.hear({ now: clock.now(), rate: 0 });
  jest.advanceTimersByTime(10_000);
  expect(clock.now()).toBe(fromMs(30_000));

  clock.hear({ now: clock.now(), rate: 600 });
  jest.advanceTimersByTime(49);
  await Promise.resolve();
  expect(come).toBe(false);
  jest.advanceTimersByTime(2);
  await waited;
  expect(come).toBe(true);
  jest.useRealTimers();
});
