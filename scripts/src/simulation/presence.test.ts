import { expect, test } from '@jest/globals';
import { instant, plusMinutes, type Instant, type TimeWindow } from '@nuanlin/shared';
import { presenceAt } from './presence.ts';

const zone = 'Asia/Shanghai';
const midnight: Instant = instant.parse('2026-06-17T16:00:00.000Z');
const hour = (h: number) => plusMinutes(midnight, h * 60);
const shift = (from: number, to: number): TimeWindow => ({ from: hour(from), to: hour(to) });

test('a courier is there on his shift alone', () => {
  const shifts = [shift(10, 19), shift(34, 43)];
  expect(presenceAt(shifts, 'courier', hour(9), zone)).toEqual({ online: false, until: hour(10) });
  expect(presenceAt(shifts, 'courier', hour(12), zone)).toEqual({ online: true, until: hour(19) });
  expect(presenceAt(shifts, 'courier', hour(19), zone)).toEqual({ online: false, until: hour(34) });
  expect(presenceAt([], 'courier', hour(19), zone)).toEqual({ online: false, until: hour(31) });
});

test('a volunteer can be asked all day for a shift of today or tomorrow', () => {
  const shifts = [shift(38, 41)];
  expect(presenceAt(shifts, 'volunteer', hour(6), zone)).toEqual({ online: false, until: hour(7) });
  expect(presenceAt(shifts, 'volunteer', hour(9), zone)).toEqual({ online: true, until: hour(20.75) });
  expect(presenceAt(shifts, 'volunteer', hour(22), zone)).toEqual({ online: false, until: hour(31) });
  expect(presenceAt([shift(62, 65)], 'staff', hour(9), zone)).toEqual({ online: false, until: hour(31) });
});
