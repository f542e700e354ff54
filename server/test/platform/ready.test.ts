import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/ids.ts';
import { proxyTo, type Proxy } from '../support/proxy.ts';
import {
  actorWith,
  bareComposition,
  emptyDatabase,
  eventually,
  startSystem,
  testConfig,
  testSessions,
  type TestSystem,
} from '../support/system.ts';
import { visits, visitsFeature } from './example.ts';

const area = newId('area');
const people = testSessions();
const dispatcher = people.signIn(actorWith({ role: 'dispatcher', over: area }));
const compose = (platform: TestSystem['platform']) => ({
  ...bareComposition(),
  sessions: people.sessions,
  features: { visits: visitsFeature({ ...platform, visits, areaPath: [area], failures: { left: 0 } }) },
});
const look = (system: TestSystem, path: string) => async () => (await system.request('get', path)).status;

describe('a process whose stores can be cut off', () => {
  let mongo: Proxy;
  let redis: Proxy;
  let system: TestSystem;
  beforeAll(async () => {
    const config = testConfig({ ROLES: 'api' });
    const [toMongo, toRedis] = [new URL(config.MONGODB_URI), new URL(config.REDIS_URL)];
    mongo = await proxyTo(toMongo.hostname, Number(toMongo.port));
    redis = await proxyTo(toRedis.hostname, Number(toRedis.port));
    const { pathname } = toMongo;
    system = await startSystem(compose, {
      ...config,
      MONGODB_URI: `mongodb://127.0.0.1:${mongo.port}${pathname}?directConnection=true`,
      REDIS_URL: `redis://127.0.0.1:${redis.port}`,
    });
  });
  afterEach(() => {
    mongo.mend();
    redis.mend();
  });
  afterAll(async () => {
    await system.stop();
    await mongo.stop();
    await redis.stop();
  });

  test('is not ready while MongoDB is away, lives on, and is ready again after', async () => {
    expect(await look(system, '/readyz')()).toBe(200);
    mongo.cut();
    await eventually(look(system, '/readyz'), (status) => status === 503);
    expect(await look(system, '/healthz')()).toBe(200);
    mongo.mend();
    await eventually(look(system, '/readyz'), (status) => status === 200, 20_000);
  });

  test('works on while Redis is away, which holds nothing of its own', async () => {
    redis.cut();
    const path = `/api/v1/elders/${newId('elder')}/visits`;
    await eventually(
      async () => (await system.request('post', path, dispatcher).send({ by: 'Zhao', minutes: 20 })).status,
      (status) => status === 200,
    );
    expect(await look(system, '/readyz')()).toBe(200);
  });
});

test.each([
  ['1.5 s behind', -1500, 200],
  ['2.5 s behind', -2500, 503],
  ['2.5 s ahead', 2500, 503],
])('a process whose clock is %s of the database’s answers %s %s', async (_, offMs, expected) => {
  const system = await startSystem(compose, testConfig({ ROLES: 'api' }), emptyDatabase, {
    realMs: () => Date.now() + offMs,
  });
  const { status, body } = await system.request('get', '/readyz');
  expect([status, body.ok]).toEqual([expected, expected === 200]);
  expect(await look(system, '/healthz')()).toBe(200);
  await system.stop();
});
