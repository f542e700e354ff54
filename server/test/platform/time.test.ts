import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fromMs, minutesBetween, plusMinutes } from '@nuanlin/shared';
import { newId } from '../../src/platform/ids.ts';
import { bareComposition, eventually, startSystem, testSessions, type TestSystem } from '../support/system.ts';
import { Effects, visits, visitsFeature } from './example.ts';

let system: TestSystem;

beforeAll(async () => {
  system = await startSystem((platform) => ({
    ...bareComposition(),
    sessions: testSessions().sessions,
    features: { visits: visitsFeature({ ...platform, visits, areaPath: [], failures: { left: 0 } }) },
  }));
});
afterAll(() => system.stop());

const remind = async (inMinutes: number) => {
  const { transactions, deadlines, clock } = system.platform;
  const elder = newId('elder');
  await transactions.run((session) =>
    deadlines.set('visits.remind', elder, plusMinutes(clock.now(), inMinutes), session),
  );
  return { elder, met: () => Effects.countDocuments({ what: `remind ${elder}` }) };
};

const control = () => {
  const { clockControl } = system.platform;
  if (!clockControl) throw new Error('no demo');
  return clockControl;
};

test('a deadline is met once, soon after its moment, in product time', async () => {
  const { clock } = system.platform;
  await control().run(600);
  const { met } = await remind(10);
  const began = Date.now();
  await eventually(met, (count) => count === 1);
  expect(Date.now() - began).toBeGreaterThan(900);
  await control().run(1);
  expect(clock.rate()).toBe(1);
});

test('setting the clock forward meets what is due then, and nothing else', async () => {
  const { clock } = system.platform;
  await control().run(0);
  const soon = await remind(60);
  const later = await remind(180);
  await control().set(plusMinutes(clock.now(), 90));
  await eventually(soon.met, (count) => count === 1);
  expect(await later.met()).toBe(0);
});

test('a deadline that is set again moves, and one that is cleared is never met', async () => {
  const { transactions, deadlines, clock } = system.platform;
  await control().run(0);
  const moved = await remind(30);
  const cleared = await remind(30);
  await transactions.run(async (session) => {
    await deadlines.set('visits.remind', moved.elder, plusMinutes(clock.now(), 300), session);
    await deadlines.clear('visits.remind', cleared.elder, session);
  });
  const last = await remind(45);
  await control().set(plusMinutes(clock.now(), 60));
  await eventually(last.met, (count) => count === 1);
  expect([await moved.met(), await cleared.met()]).toEqual([0, 0]);
});

test('the clock can be set to any moment', async () => {
  const morning = fromMs(Date.UTC(2026, 5, 18, 2, 30));
  await control().set(morning);
  expect(Math.abs(minutesBetween(morning, system.platform.clock.now()))).toBeLessThan(1);
});
