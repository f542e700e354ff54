import { expect, test } from '@jest/globals';
import { instant } from '@nuanlin/shared';
import { demoDay } from './demo-district.ts';

test.each([
  ['2026-06-18T02:30:00.000Z', '2026-06-18', 'a Thursday'],
  ['2026-06-19T15:59:00.000Z', '2026-06-19', 'the last minute of Friday in China'],
  ['2026-06-19T16:00:00.000Z', '2026-06-22', 'already Saturday in China'],
  ['2026-06-21T04:00:00.000Z', '2026-06-22', 'a Sunday'],
])('a demo made at %s begins on %s: %s', (now, day) => expect(demoDay(instant.parse(now))).toBe(day));
