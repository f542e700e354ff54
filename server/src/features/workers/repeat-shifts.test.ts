import { expect, test } from '@jest/globals';
import { instant, type TimeWindow } from '@nuanlin/shared';
import { repeatedShifts } from './repeat-shifts.ts';

const moment = (text: string) => instant.parse(`${text}:00.000Z`);
const shift = (day: string): TimeWindow => ({ from: moment(`${day}T00:00`), to: moment(`${day}T08:00`) });

test('a week’s shifts come again until the day asked for', () => {
  const known = [shift('2026-06-15'), shift('2026-06-17')];
  expect(repeatedShifts(known, { now: moment('2026-06-16T00:00'), until: moment('2026-06-25T00:00') })).toEqual([
    shift('2026-06-22'),
    shift('2026-06-24'),
  ]);
});

test('weeks that passed unseen are left out, and the rhythm goes on', () => {
  const known = [shift('2026-06-15'), shift('2026-06-17')];
  expect(repeatedShifts(known, { now: moment('2026-07-14T09:00'), until: moment('2026-07-21T00:00') })).toEqual([
    shift('2026-07-15'),
    shift('2026-07-20'),
  ]);
});

test('eight known days repeat seven of them, and nothing is added twice', () => {
  const known = ['15', '16', '17', '18', '19', '20', '21', '22'].map((day) => shift(`2026-06-${day}`));
  const until = moment('2026-06-24T00:00');
  const added = repeatedShifts(known, { now: moment('2026-06-16T09:00'), until });
  expect(added).toEqual([shift('2026-06-23')]);
  expect(repeatedShifts([...known, ...added], { now: moment('2026-06-16T09:00'), until })).toEqual([]);
  expect(repeatedShifts([], { now: moment('2026-06-16T09:00'), until })).toEqual([]);
});
