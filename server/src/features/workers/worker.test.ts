import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { distanceM, fromMs, id, writeId, type Shift } from '@nuanlin/shared';
import { allowsPlace, rough, withoutShift, withShift, type Worker } from './worker.ts';

const shift = (n: number, fromHour: number, toHour: number): Shift => ({
  id: writeId('shift', n, new Uint8Array(16)),
  window: { from: fromMs(fromHour * 3_600_000), to: fromMs(toHour * 3_600_000) },
});
const worker: Worker = {
  workerId: id('person').parse(writeId('person', 0, new Uint8Array(16))),
  elderId: null,
  areaPath: [],
  operatorPath: [],
  personIds: [],
  version: 1,
  kind: 'courier',
  sex: 'male',
  operatorId: null,
  areaId: null,
  skills: ['delivery'],
  certificates: [],
  papers: [],
  vehicle: 'ebike',
  capacity: 20,
  base: null,
  away: false,
  online: false,
  placeConsent: null,
  shifts: [shift(1, 8, 12)],
};
const now = fromMs(7 * 3_600_000);

describe('shifts', () => {
  test.each([
    ['meets another', shift(2, 11, 14), now],
    ['is over', shift(2, 5, 7), now],
  ])('one that %s is refused', (_, asked, at) => {
    expect(() => withShift(worker, asked, at)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });

  test('one that begins where another ends is added; what is over goes', () => {
    const next = withShift(worker, shift(2, 12, 16), now);
    expect(next.shifts).toHaveLength(2);
    expect(withShift(next, shift(3, 20, 22), fromMs(13 * 3_600_000)).shifts.map(({ id }) => id)).toEqual([
      shift(2, 0, 0).id,
      shift(3, 0, 0).id,
    ]);
  });

  test('is taken back once', () => {
    const { worker: without } = withoutShift(worker, shift(1, 0, 0).id);
    expect(() => withoutShift(without, shift(1, 0, 0).id)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  });
});

test('a rough place is near, and the same for all that stand close together', () => {
  const latitude = fc.double({ min: -60, max: 60, noNaN: true });
  fc.assert(
    fc.property(fc.double({ min: -179, max: 179, noNaN: true }), latitude, (lon, lat) => {
      expect(distanceM({ lon, lat }, rough({ lon, lat }))).toBeLessThan(420);
    }),
  );
  expect(rough({ lon: 120.1001, lat: 30.2001 })).toEqual(rough({ lon: 120.1004, lat: 30.2004 }));
});

test('an old text of the consent does not count', () => {
  expect(allowsPlace(worker)).toBe(false);
  expect(allowsPlace({ ...worker, placeConsent: { textVersion: '0', at: now } })).toBe(false);
  expect(allowsPlace({ ...worker, placeConsent: { textVersion: '1', at: now } })).toBe(true);
});
