import { describe, expect, test } from '@jest/globals';
import { instant, plusMinutes, SERVICE_ITEMS, serviceDayOf, timeOfDayOf, type Instant } from '@nuanlin/shared';
import { randomFrom } from '../district/random.ts';
import { bustleAt, pauseAfter, wantOf, type OpenJob, type Scene, type Want } from './demand.ts';

const zone = 'Asia/Shanghai';
/** A moment of a Thursday in the district's zone. */
const moment = (time: string): Instant =>
  plusMinutes(instant.parse('2026-06-17T16:00:00.000Z'), Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));
const scene = (time: string, jobs: readonly OpenJob[] = []): Scene => ({ now: moment(time), zone, jobs });
const wants = (time: string, jobs: readonly OpenJob[] = []): Want[] => {
  const random = randomFrom(7);
  return Array.from({ length: 200 }, () => wantOf(scene(time, jobs), random)).filter((want) => want !== null);
};
const many = (count: number, itemCode: string, at: string): OpenJob[] =>
  Array.from({ length: count }, () => ({ itemCode, window: { from: moment(at), to: plusMinutes(moment(at), 60) } }));

describe('what people of the district want', () => {
  test('nothing at night', () => {
    expect([wants('03:00'), wants('22:30')]).toEqual([[], []]);
  });

  test('nothing on top of a map that is full', () => {
    const full = [...many(24, 'errand', '13:00'), ...many(30, 'meal', '16:40')];
    expect(wants('12:30', [...full, ...many(20, 'bath_home', '34:00')])).toEqual([]);
  });

  test('books tomorrow’s lunch in the evening, today’s before the cut-off, dinner before its own', () => {
    const days = (all: readonly Want[]) =>
      new Set(all.flatMap((want) => (want.kind === 'meal' ? [`${want.day} ${want.period}`] : [])));
    expect(days(wants('19:00'))).toEqual(new Set(['2026-06-19 lunch']));
    expect(days(wants('08:30'))).toEqual(new Set(['2026-06-18 lunch']));
    expect(days(wants('13:00'))).toEqual(new Set(['2026-06-18 dinner']));
  });

  test('books no more meals than the hour asks for', () => {
    const booked = many(40, 'meal', '10:50');
    expect(wants('08:30', booked).filter(({ kind }) => kind === 'meal')).toEqual([]);
  });

  test('visits of today leave time to find somebody; those that are prepared for are of tomorrow', () => {
    for (const time of ['08:45', '10:30', '14:45']) {
      for (const want of wants(time)) {
        if (want.kind === 'meal') continue;
        expect(want.start > moment(time)).toBe(true);
        const { decision } = SERVICE_ITEMS[want.code];
        const sameDay = serviceDayOf(want.start, zone) === serviceDayOf(moment(time), zone);
        if (decision.rule === 'minutes_before' && sameDay)
          expect(plusMinutes(want.start, -decision.minutes) >= moment(time)).toBe(true);
        if (want.code.startsWith('bath_')) expect(sameDay).toBe(false);
        const clock = timeOfDayOf(want.start, zone);
        expect(clock >= '08:30' && clock <= '17:30').toBe(true);
      }
    }
  });

  test('an empty map fills quickly, a full one slowly', () => {
    expect(pauseAfter(scene('10:30'))).toBeLessThan(0.2);
    expect(pauseAfter(scene('10:30', many(30, 'errand', '11:00')))).toBeGreaterThanOrEqual(2);
    expect(bustleAt(scene('10:30'))).toBeGreaterThan(20);
    expect(bustleAt(scene('21:00'))).toBe(0);
  });
});
