import { expect, test } from '@jest/globals';
import { instant, timeOfDay } from '@nuanlin/shared';
import { landing, nextAt } from './jumps.ts';

const evening = instant.parse('2026-06-18T13:10:00.000Z'); // 21:10 in Shanghai

test.each([
  ['halfHour', '2026-06-18T13:40:00.000Z'],
  ['twoHours', '2026-06-18T15:10:00.000Z'],
  ['nextMorning', '2026-06-19T00:00:00.000Z'],
] as const)('%s leads forward', (jump, to) => {
  expect(landing(jump, evening)).toBe(to);
});

test('a time of the day is the next one that comes', () => {
  expect(nextAt(timeOfDay.parse('21:30'), evening)).toBe('2026-06-18T13:30:00.000Z');
  expect(nextAt(timeOfDay.parse('09:00'), evening)).toBe('2026-06-19T01:00:00.000Z');
});
