import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { packLine, unpackLine } from './basemap.ts';

const place = fc.record({
  lon: fc.double({ min: 102.3, max: 102.5, noNaN: true }),
  lat: fc.double({ min: 39.7, max: 39.9, noNaN: true }),
});

test('a line comes back from its packing within half a millionth of a degree, however long', () => {
  fc.assert(
    fc.property(place, fc.array(place, { maxLength: 60 }), (origin, line) => {
      const back = unpackLine(origin, packLine(origin, line));
      expect(back).toHaveLength(line.length);
      for (const [i, { lon, lat }] of back.entries()) {
        expect(Math.abs(lon - (line[i]?.lon ?? 0))).toBeLessThan(0.51e-6);
        expect(Math.abs(lat - (line[i]?.lat ?? 0))).toBeLessThan(0.51e-6);
      }
    }),
  );
});

test('steps are small numbers', () => {
  const origin = { lon: 102, lat: 39 };
  expect(
    packLine(origin, [
      { lon: 102.001, lat: 39.002 },
      { lon: 102.00101, lat: 39.00199 },
    ]),
  ).toEqual([1000, 2000, 10, -10]);
});
