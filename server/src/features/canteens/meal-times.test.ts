import { describe, expect, test } from '@jest/globals';
import { at, type Instant, type ServiceDay, type TimeOfDay } from '@nuanlin/shared';
import type { KitchenRules } from './kitchen-rules.ts';
import { mealTimes, promisedWindow, releaseOf, runningMeal, takingAt } from './meal-times.ts';

const zone = 'Asia/Shanghai';
const day = '2026-06-18' as ServiceDay;
const clock = (time: string): Instant => at(day, time as TimeOfDay, zone);
const period = (name: 'lunch' | 'dinner', cutOff: string, from: string, to: string) => ({
  period: name,
  cutOff: cutOff as TimeOfDay,
  from: from as TimeOfDay,
  to: to as TimeOfDay,
});
const rules: KitchenRules = {
  periods: [period('lunch', '09:00', '10:50', '11:50')],
  onDemandUntil: 30,
  releaseBefore: 60,
  readyBefore: 10,
  cooking: 15,
  promise: 25,
};
const lunch = mealTimes(rules, day, 'lunch', zone);
if (!lunch) throw new Error('lunch is served');

describe('a meal period', () => {
  test.each([
    ['08:59', 'booked', '10:50', '11:50', '09:50'],
    ['09:00', 'on_demand', '10:50', '11:15', '09:50'],
    ['10:20', 'on_demand', '10:50', '11:15', '10:20'],
    ['11:20', 'on_demand', '11:35', '12:00', '11:20'],
  ])('ordered at %s it is %s, promised %s–%s and cooked from %s', (time, taking, from, to, released) => {
    const now = clock(time);
    expect(takingAt(lunch, now)).toBe(taking);
    expect(promisedWindow(lunch, rules, now)).toEqual({ from: clock(from), to: clock(to) });
    expect(releaseOf(lunch, now)).toBe(clock(released));
  });

  test('takes nothing half an hour before it ends', () => {
    expect(takingAt(lunch, clock('11:21'))).toBe('closed');
  });

  test('is not there when the kitchen does not serve it', () => {
    expect(mealTimes(rules, day, 'dinner', zone)).toBeNull();
  });

  test.each([
    ['06:00', 'lunch', '12:15'],
    ['12:14', 'lunch', '12:15'],
    ['12:15', 'dinner', '18:05'],
    ['20:00', 'dinner', '24:00'],
  ])('at %s the kitchen works for %s until %s', (time, running, until) => {
    const both = { ...rules, periods: [...rules.periods, period('dinner', '14:30', '16:40', '17:40')] };
    const end = until === '24:00' ? at('2026-06-19' as ServiceDay, '00:00' as TimeOfDay, zone) : clock(until);
    expect(runningMeal(both, zone, clock(time))).toEqual({ day, period: running, until: end });
  });

  test('a kitchen without periods serves all day, everything on demand', () => {
    const always = mealTimes({ ...rules, periods: [] }, day, 'dinner', zone);
    expect(always && [takingAt(always, clock('00:00')), takingAt(always, clock('23:59'))]).toEqual([
      'on_demand',
      'on_demand',
    ]);
  });
});
