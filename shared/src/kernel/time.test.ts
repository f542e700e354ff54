import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { at, fromMs, serviceDayOf, timeOfDayOf, withinSpan, type ServiceDay, type TimeOfDay } from './time.ts';

const zone = 'Asia/Shanghai';

describe('service days', () => {
  test('belong to the time zone of the area, not to UTC', () => {
    expect(serviceDayOf(fromMs(Date.UTC(2026, 5, 17, 17, 30)), zone)).toBe('2026-06-18');
    expect(timeOfDayOf(fromMs(Date.UTC(2026, 5, 17, 17, 30)), zone)).toBe('01:30');
  });

  test('a wall-clock time comes back from its moment', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('2099-12-31'), noInvalidDate: true }), (date) => {
        const minute = fromMs(Math.floor(date.getTime() / 60_000) * 60_000);
        expect(at(serviceDayOf(minute, zone), timeOfDayOf(minute, zone), zone) >= minute).toBe(true);
      }),
    );
    expect(at('2026-06-18' as ServiceDay, '11:20' as TimeOfDay, zone)).toBe('2026-06-18T03:20:00.000Z');
  });

  test('quiet hours run over midnight', () => {
    const quiet = { from: '21:00' as TimeOfDay, to: '07:30' as TimeOfDay };
    expect(['20:59', '21:00', '03:00', '07:29', '07:30'].map((time) => withinSpan(time as TimeOfDay, quiet))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  });
});
