import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { streamOf, type ElderId } from '@nuanlin/shared';
import { Events, Handled, parkedEvents } from '../../src/platform/events.ts';
import { Entries } from '../../src/platform/feed/entries.ts';
import { newId } from '../../src/platform/ids.ts';
import {
  bareComposition,
  eventually,
  startSystem,
  testConfig,
  testSessions,
  type TestSystem,
} from '../support/system.ts';
import { violated } from '../support/invariants.ts';
import { Effects, visits, visitsFeature } from './example.ts';

const keys = { FIELD_KEYS: `test:${'A'.repeat(43)}=`, INDEX_KEY: `${'B'.repeat(43)}=` };
const config = testConfig({ ROLES: 'api', ...keys });
const redis = new Redis(config.REDIS_URL);
const children = new Set<ChildProcess>();
let system: TestSystem;

beforeAll(async () => {
  system = await startSystem(
    (platform) => ({
      ...bareComposition(),
      sessions: testSessions().sessions,
      features: { visits: visitsFeature({ ...platform, visits, areaPath: [], failures: { left: 0 } }) },
    }),
    config,
  );
});
afterEach(() => Promise.all([...children].map(kill)));
afterAll(async () => {
  redis.disconnect();
  await system.stop();
});

/** A process of the given roles on the same database and queue. */
async function start(roles: string): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--conditions=source', join(import.meta.dirname, 'visits-process.ts')],
    {
      env: { ...process.env, NODE_OPTIONS: '', QUEUE_PREFIX: config.QUEUE_PREFIX, ROLES: roles, ...keys },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  children.add(child);
  if (!child.stdout) throw new Error('no output to wait for');
  const died = once(child, 'exit').then(() => Promise.reject(new Error(`a process for ${roles} did not start`)));
  await Promise.race([once(child.stdout, 'data'), died]);
  died.catch(() => undefined);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  children.delete(child);
}

async function emptyRedis(): Promise<void> {
  const names = await redis.keys(`${config.QUEUE_PREFIX}:*`);
  if (names.length > 0) await redis.del(names);
}

const happen = (elderId: ElderId, version: number) =>
  system.platform.transactions.run((session) =>
    system.platform.events.add(
      { type: 'elder_changed', facts: { elderId, areaPath: [], operatorPath: [], version } },
      session,
    ),
  );

/** Every event's effect exactly once, every event in the feed exactly once, numbered without a gap. */
async function expectWhole(elderId: ElderId, count: number): Promise<void> {
  await eventually(
    () => Events.countDocuments({ 'facts.elderId': elderId, open: { $ne: [] } }),
    (open) => open === 0,
    45_000,
  );
  expect(await Effects.countDocuments({ what: elderId })).toBe(count);
  expect((await Effects.distinct('key', { what: elderId })).length).toBe(count);
  const entries = await Entries.find({ stream: streamOf('elder', elderId) })
    .sort({ n: 1 })
    .lean();
  expect(entries.map(({ n }) => n)).toEqual(Array.from({ length: count }, (_, i) => i + 1));
  expect(new Set(entries.map(({ event }) => event)).size).toBe(count);
}

test('what was committed while no relay ran, with Redis emptied, is carried later', async () => {
  const elder = newId('elder');
  for (let i = 1; i <= 20; i++) await happen(elder, i);
  await emptyRedis();
  await start('relay,background');
  await expectWhole(elder, 20);
}, 60_000);

test('a relay and a worker that are killed in the middle lose nothing and repeat nothing', async () => {
  const elder = newId('elder');
  const worker = await start('background');
  const relay = await start('relay');
  const happening = (async () => {
    for (let i = 1; i <= 150; i++) await happen(elder, i);
  })();
  await eventually(
    () => Effects.countDocuments({ what: elder }),
    (count) => count > 10,
  );
  await Promise.all([kill(relay), kill(worker)]);
  await emptyRedis();
  await start('relay,background');
  await happening;
  await expectWhole(elder, 150);
}, 90_000);

test('what is parked waits for an operator, who replays or discards it', async () => {
  await start('relay,background');
  const elder = newId('elder');
  await happen(elder, 1);
  const event = await eventually(
    () => Events.findOne({ 'facts.elderId': elder }).lean(),
    (found) => found?.open.length === 0,
    20_000,
  );
  if (!event) throw new Error('no event');
  await Handled.deleteMany({});
  await Events.updateOne({ _id: event._id }, { $push: { open: 'visits.effect' } });
  await parkedEvents.park(event._id, 'visits.effect', 'it broke', 8);
  const again = { eventId: event._id, handler: 'visits.effect' };
  expect(await parkedEvents.list(10)).toMatchObject([{ ...again, cause: 'it broke', attempts: 8 }]);
  expect(await parkedEvents.replay(event._id, 'visits.effect')).toBe(true);
  await eventually(
    () => Effects.countDocuments({ what: elder }),
    (count) => count === 2,
    20_000,
  );
  expect(await parkedEvents.list(10)).toEqual([]);
  expect(await parkedEvents.discard(event._id, 'visits.effect', 'no longer needed', 'operator')).toBe(false);
}, 60_000);

test('after all that every invariant holds', async () => {
  await eventually(violated, (found) => Object.keys(found).length === 0);
});
