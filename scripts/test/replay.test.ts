import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { join } from '@nuanlin/server';
import { noOutside } from '../../server/test/support/outside.ts';
import { startSystem, type TestSystem } from '../../server/test/support/system.ts';
import { readDay, type Day } from '../src/replay/day.ts';
import { writeMadeDay } from '../src/replay/made-day.ts';
import { replay } from '../src/replay/replay.ts';

const SPEED = 100;
let system: TestSystem;
let product: ReturnType<typeof join>;
let day: Day;

beforeAll(async () => {
  system = await startSystem((platform) => {
    product = join(platform, noOutside);
    return product.composition;
  });
  const folder = await mkdtemp(joinPath(tmpdir(), 'nuanlin-replay-'));
  await writeMadeDay(folder, 3, { orders: 4, couriers: 2, restaurants: 2, placing: 5, until: 600 });
  day = await readDay(folder);
  await rm(folder, { recursive: true });
});
afterAll(() => system.stop());

test('a made day runs through the product to its last door, and the clock is found as it was', async () => {
  const troubles: string[] = [];
  const seen: number[] = [];
  const figures = await replay(day, {
    url: system.address,
    speed: SPEED,
    setUp: { platform: system.platform, product },
    watch: (minute) => seen.push(minute),
    trouble: (who, error) => troubles.push(`${who}: ${String(error)}`),
    whenLeaving: () => {},
  });

  expect(troubles).toEqual([]);
  expect(figures).toMatchObject({ orders: 4, placed: 4, delivered: 4, lost: [] });
  expect(figures.offersPerOrder).toBeGreaterThanOrEqual(1);
  // Nobody picks up before the box stands there, or drops before he could be there.
  const soonest = Math.min(...day.orders.map(({ placed, ready }) => ready + day.pickupHalf + day.doorHalf - placed));
  expect(figures.readyToPickup.mean).toBeGreaterThanOrEqual(0);
  expect(figures.clickToDoor.mean).toBeGreaterThanOrEqual(soonest);
  expect(figures.acceptToSeenMs.p50).toBeGreaterThan(0);
  expect(system.platform.clock.rate()).toBe(1);
}, 120_000);
