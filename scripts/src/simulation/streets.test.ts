import { expect, test } from '@jest/globals';
import { distanceM, fromMs, packLine, plusMinutes, type Point } from '@nuanlin/shared';
import { Body } from './body.ts';
import { Streets } from './streets.ts';

const origin = { lon: 102, lat: 39 };
const at = (x: number, y: number): Point => ({ lon: 102 + x / 1000, lat: 39 + y / 1000 });
const street = (...line: Point[]) => ({ kind: 'street' as const, name: '', rank: 4, lines: [packLine(origin, line)] });

/** A square of streets, one side of which is the long way round. */
const streets = new Streets({
  origin,
  features: [
    street(at(0, 0), at(10, 0), at(10, 10)),
    street(at(0, 0), at(0, 10)),
    street(at(0, 10), at(5, 30), at(10, 10)),
    { kind: 'river', name: '', rank: 0, lines: [packLine(origin, [at(0, 0), at(10, 10)])] },
  ],
});
const close = (a: Point, b: Point) => expect(distanceM(a, b)).toBeLessThan(1);

test('the way follows streets, the shorter side', () => {
  const way = streets.way(at(0, 0), at(10, 10));
  expect(way.metres).toBeCloseTo(distanceM(at(0, 0), at(10, 0)) + distanceM(at(10, 0), at(10, 10)), -1);
  close(way.at(distanceM(at(0, 0), at(10, 0))), at(10, 0));
  close(way.at(0), at(0, 0));
  close(way.at(1e9), at(10, 10));
});

test('without streets one goes straight', () => {
  const nowhere = new Streets({ origin, features: [] });
  expect(nowhere.way(at(0, 0), at(3, 4)).metres).toBeCloseTo(distanceM(at(0, 0), at(3, 4)), 3);
});

test('a body is on its way until it arrives, and stands there since then', () => {
  const begin = fromMs(0);
  const body = new Body(at(0, 0), begin, 'bicycle', streets);
  const arrives = body.go(at(10, 0), begin);
  const half = plusMinutes(begin, (Date.parse(arrives) - Date.parse(begin)) / 120_000);
  close(body.at(half), at(5, 0));
  expect(body.arrives(half)).toBe(arrives);
  close(body.at(plusMinutes(arrives, 7)), at(10, 0));
  expect([body.arrives(plusMinutes(arrives, 7)), body.since]).toEqual([null, arrives]);
});

test('who turns round on the way begins where he is', () => {
  const begin = fromMs(0);
  const body = new Body(at(0, 0), begin, 'ebike', streets);
  body.go(at(10, 0), begin);
  const later = plusMinutes(begin, 1);
  const here = body.at(later);
  body.go(at(0, 0), later);
  close(body.at(later), here);
});
