import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { join } from '../../src/compose.ts';
import { startSystem, type TestSystem } from '../support/system.ts';
import { noOutside } from '../support/outside.ts';
import { foundTown, signIn, type Joined } from './town.ts';

const API = '/api/v1';
let system: TestSystem;
let joined: Joined;

beforeAll(async () => {
  system = await startSystem((platform) => {
    joined = join(platform, noOutside);
    return joined.composition;
  });
});
afterAll(() => system.stop());

const cookieOf = (response: { headers: Record<string, unknown> }): string =>
  /nuanlin_session=([^;]*)/.exec(String(response.headers['set-cookie']))?.[1] ?? '';

const ask = (phone: string) => system.request('post', `${API}/auth/codes`).send({ phone });
const answer = (phone: string, code: string) => system.request('post', `${API}/auth/sessions`).send({ phone, code });
const me = (token: string) => system.request('get', `${API}/me`, token);

describe('signing in with a code', () => {
  test('a phone that nobody registered becomes a person without grants, the second time the same one', async () => {
    const sent = await ask('13900000001').expect(200);
    const first = await answer('13900000001', sent.body.demoCode).expect(200);
    expect(first.body).toMatchObject({ grants: [], onElderDevice: false });
    expect((await me(cookieOf(first)).expect(200)).body.id).toBe(first.body.id);
    await answer('13900000001', sent.body.demoCode).expect(422, /CODE_SPENT/);
  });

  test('five wrong tries spend it, however many come at once', async () => {
    const sent = await ask('13900000002').expect(200);
    const wrong = sent.body.demoCode === '000000' ? '111111' : '000000';
    const tries = await Promise.all(Array.from({ length: 8 }, () => answer('13900000002', wrong)));
    const codes = tries.map(({ body }) => body.code as string).toSorted();
    expect(codes).toEqual([...Array<string>(3).fill('CODE_SPENT'), ...Array<string>(5).fill('CODE_WRONG')]);
    await answer('13900000002', sent.body.demoCode).expect(422, /CODE_SPENT/);
  });

  test('a second code within a minute waits, with the seconds', async () => {
    await ask('13900000003').expect(200);
    const again = await ask('13900000003').expect(429);
    expect(Number(again.headers['retry-after'])).toBeGreaterThan(50);
  });

  test('codes, phones and tokens are kept nowhere as they are', async () => {
    const sent = await ask('13900000004').expect(200);
    const token = cookieOf(await answer('13900000004', sent.body.demoCode).expect(200));
    for (const name of ['sign_in_codes', 'sessions', 'people']) {
      const documents = JSON.stringify(await mongoose.connection.collection(name).find().toArray());
      for (const secret of ['13900000004', token, `"${sent.body.demoCode}"`]) expect(documents).not.toContain(secret);
    }
  });
});

describe('sessions', () => {
  test('are rotated after a day; the old token is good for 60 s more and then ends the session', async () => {
    const { personId, token } = await signIn(joined, system.platform, 'Rotating');
    const sessions = mongoose.connection.collection('sessions');
    const older = (ms: number) => sessions.updateOne({ personId }, { $inc: { givenAtMs: -ms } });

    await older(86_400_000);
    const rotated = await me(token).expect(200);
    const next = cookieOf(rotated);
    expect(next).not.toBe(token);
    expect(next).not.toBe('');
    await me(token).expect(200);
    await me(next).expect(200);

    await older(60_000);
    await me(token).expect(401);
    await me(next).expect(401);
  });

  test('signing out ends this one, or all', async () => {
    const { personId, token } = await signIn(joined, system.platform, 'Leaving');
    const other = await joined.identity.openSession(personId);
    const third = await joined.identity.openSession(personId);
    await system.request('delete', `${API}/auth/session`, token).expect(200, { ended: 1 });
    await me(token).expect(401);
    await me(other).expect(200);
    await system.request('delete', `${API}/auth/sessions`, other).expect(200, { ended: 2 });
    await me(third).expect(401);
  });
});

test('me shows each grant with its face, and the language that was chosen', async () => {
  const { near } = await foundTown(joined);
  const { token } = await signIn(joined, system.platform, '吴敏', {
    role: 'dispatcher',
    over: near.street.id,
    overName: near.street.name,
  });
  const { body } = await system.request('patch', `${API}/me`, token).send({ locale: 'zh-CN' }).expect(200);
  expect(body).toMatchObject({
    name: '吴敏',
    locale: 'zh-CN',
    grants: [{ role: 'dispatcher', face: 'console', over: { kind: 'area', areaId: near.street.id, name: '柳荫街道' } }],
  });
});

test('demo accounts are listed in their order and open with one click', async () => {
  const { near } = await foundTown(joined);
  const grants = [{ role: 'supervisor' as const, over: near.street.id, overName: near.street.name }];
  const about = { 'zh-CN': '监管员', en: 'Supervisor' };
  await system.platform.transactions.run((session) =>
    joined.identity.registerPeople(
      [2, 1].map((order) => ({ name: `郑海${order}`, phone: null, locale: 'zh-CN', demo: { order, about }, grants })),
      session,
    ),
  );
  const accounts = await system.request('get', `${API}/demo/accounts`).set('accept-language', 'en').expect(200);
  expect(accounts.body).toMatchObject([
    { name: '郑海1', face: 'console', about: 'Supervisor' },
    { name: '郑海2', face: 'console' },
  ]);
  const { id } = accounts.body[0];
  const entered = await system.request('post', `${API}/demo/sign-in`).send({ personId: id }).expect(200);
  expect((await me(cookieOf(entered)).expect(200)).body.name).toBe('郑海1');
});
