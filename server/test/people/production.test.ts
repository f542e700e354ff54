import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { contract } from '@nuanlin/shared';
import { join } from '../../src/compose.ts';
import { noOutside } from '../support/outside.ts';
import { emptyDatabase, startSystem, testConfig, type TestSystem } from '../support/system.ts';
import { signIn, type Joined } from './town.ts';

/** What is different where the demo is not. */
let realMs = Date.now();
let system: TestSystem;
let joined: Joined;
beforeAll(async () => {
  const compose = (platform: TestSystem['platform']) => {
    joined = join(platform, noOutside);
    return joined.composition;
  };
  const config = testConfig({ NODE_ENV: 'production', DEMO: 'false', PAYMENTS_URL: 'http://127.0.0.1:9' });
  system = await startSystem(compose, config, emptyDatabase, { realMs: () => realMs });
});
afterAll(() => system?.stop());

test('the session’s cookie is sent by TLS alone', async () => {
  const { token } = await signIn(joined, system.platform, 'Rotating');
  realMs += 86_400_000;
  const { headers } = await system.request('get', '/api/v1/me', token).expect(200);
  expect(headers['set-cookie']?.[0]).toMatch(/^nuanlin_session=[\w-]{43};.*; HttpOnly; Secure; SameSite=Lax$/);
});

test('the code is in no answer', async () => {
  const { body } = await system.request('post', '/api/v1/auth/codes').send({ phone: '13900000001' }).expect(200);
  expect(Object.keys(body).toSorted()).toEqual(['expiresAt', 'resendIn']);
});

test('nothing of the demo opens, and the clock is the real one', async () => {
  const { personId } = await signIn(joined, system.platform, 'Somebody');
  for (const [name, { '~orpc': definition }] of Object.entries(contract.demo)) {
    const { method = 'GET', path = '/' } = definition.route;
    const answer = await system.request(method.toLowerCase() as 'get' | 'post', `/api/v1${path}`).send();
    expect([name, answer.status >= 400]).toEqual([name, true]);
  }
  await system.request('get', '/api/v1/demo/accounts').expect(403, /DEMO_ONLY/);
  await system
    .request('post', '/api/v1/demo/sign-in')
    .send({ personId })
    .expect(403, /DEMO_ONLY/);
  expect(system.platform.clockControl).toBeNull();
  expect(Date.parse(system.platform.clock.now())).toBe(realMs);
});
