import { expect, test } from '@jest/globals';
import { runView, writeId, type RunView } from '@nuanlin/shared';
import { doorsOf, stopsAt } from './doors.ts';

const moment = '2026-06-18T03:00:00.000Z';
const bytes = (n: number) => Uint8Array.from({ length: 16 }, () => n);
const stop = (n: number, room: string | null, compound = '柳荫里') => ({
  jobId: writeId('job', 0, bytes(n)),
  seatId: writeId('seat', 0, bytes(n)),
  itemCode: 'meal',
  compound,
  building: '3',
  floor: 5,
  lift: false,
  window: { from: moment, to: moment },
  promisedAt: moment,
  asks: [],
  at: null,
  seatState: 'assigned',
  elderName: '试验老人',
  room,
});
const stopsOf = (...stops: object[]): RunView['stops'] => runView.shape.stops.parse(stops);

test('a couple is one door, neighbours and people of the same room number elsewhere are not', () => {
  const stops = stopsOf(
    stop(1, '3-1-301'),
    stop(2, '3-1-301'),
    stop(3, '3-1-302'),
    stop(4, '3-1-302', '河东新村'),
    stop(5, '3-1-301'),
  );
  const doors = doorsOf(stops);
  expect(doors.map((door) => stopsAt(door).length)).toEqual([2, 1, 1, 1]);
  expect(doors.flatMap(stopsAt)).toEqual(stops);
});

test('before the rooms are known every stop stands alone', () => {
  expect(doorsOf(stopsOf(stop(1, null), stop(2, null)))).toHaveLength(2);
});
