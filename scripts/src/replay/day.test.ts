import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { distanceM, RULE_KINDS, serviceDayOf, timeOfDayOf, type Instant } from '@nuanlin/shared';
import { minutesBetween, readDay } from './day.ts';
import { writeMadeDay } from './made-day.ts';
import { onGlobe } from './plane.ts';
import { rulesOf } from './rules.ts';
import { zoneOfMidnight } from './stage/ground.ts';

const SIZE = { orders: 30, couriers: 4, restaurants: 3, placing: 60, until: 120 };
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nuanlin-day-'));
  await writeMadeDay(folder, 1, SIZE);
});
afterAll(() => rm(folder, { recursive: true }));

describe('the files of an instance', () => {
  test('become a day whose orders stand in the order of their placing', async () => {
    const day = await readDay(folder);
    expect(day).toMatchObject({ metresPerMinute: 320, pickupHalf: 2, doorHalf: 2 });
    expect([day.orders.length, day.couriers.length, day.restaurants.size]).toEqual([30, 4, 3]);
    const placed = day.orders.map((order) => order.placed);
    expect(placed).toEqual(placed.toSorted((a, b) => a - b));
  });

  test.each([
    ['orders.txt', 'o1\t1\t2\tsoon\tr1\t20', 'has no number in row 1: soon'],
    ['orders.txt', 'o1\t1\t2\t10\tr9\t20', 'o1 is of an unknown restaurant'],
    ['orders.txt', 'o1\t1\t2', 'lacks column 4 in row 1'],
    ['orders.txt', '', 'has no orders'],
  ])('that are not right are named: %s with %j', async (file, row, why) => {
    const broken = await mkdtemp(join(tmpdir(), 'nuanlin-day-'));
    await writeMadeDay(broken, 1, SIZE);
    await writeFile(join(broken, file), row === '' ? 'header' : `header\n${row}\n`);
    await expect(readDay(broken)).rejects.toThrow(`${join(broken, file)} ${why}`);
    await rm(broken, { recursive: true });
  });
});

test('ways are whole minutes, a begun one counted, as the instances have them', () => {
  const from = { x: 0, y: 0 };
  expect(minutesBetween({ metresPerMinute: 320 }, from, { x: 320, y: 0 })).toBe(1);
  expect(minutesBetween({ metresPerMinute: 320 }, from, { x: 321, y: 0 })).toBe(2);
  expect(minutesBetween({ metresPerMinute: 320 }, from, { x: 192, y: 256 })).toBe(1);
});

test('on the globe distances are those of the plane within a decimetre, over 20 km too', async () => {
  const far = { x: 20_000, y: 12_000 };
  const day = await readDay(folder);
  const pointOf = onGlobe({ ...day, couriers: [{ ...far, id: 'far', on: 0, off: 1 }] });
  for (const from of [...day.orders, ...day.restaurants.values()]) {
    for (const to of [far, ...day.restaurants.values()]) {
      const plane = Math.sqrt((from.x - to.x) ** 2 + (from.y - to.y) ** 2);
      expect(Math.abs(distanceM(pointOf(from), pointOf(to)) - plane)).toBeLessThan(0.1);
    }
  }
});

test.each([
  '2026-06-18T00:00:00.000Z',
  '2026-06-18T02:30:00.000Z',
  '2026-06-18T12:59:00.000Z',
  '2026-06-18T23:10:00.000Z',
])('a replay that begins at %s falls on one service day, whatever the hour', (now) => {
  const zone = zoneOfMidnight(now as Instant);
  expect(timeOfDayOf(now as Instant, zone)).toBe(`00:${now.slice(14, 16)}`);
  const later = new Date(Date.parse(now) + 22 * 3_600_000).toISOString() as Instant;
  expect(serviceDayOf(later, zone)).toBe(serviceDayOf(now as Instant, zone));
});

test('the rules that a replay decides fit their kinds', async () => {
  const { area, operator } = rulesOf(await readDay(folder));
  for (const [tree, decided] of Object.entries({ area, operator })) {
    for (const [kind, value] of Object.entries(decided)) {
      const known = Object.entries(RULE_KINDS).find(([name]) => name === kind)?.[1];
      expect(known?.tree).toBe(tree);
      expect(known?.schema.parse(value)).toEqual(value);
    }
  }
});
