import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import type supertest from 'supertest';
import { join } from '../../src/compose.ts';
import { noOutside } from '../support/outside.ts';
import { emptyDatabase, startSystem, testConfig, type TestSystem } from '../support/system.ts';
import { signIn, type Joined } from './town.ts';

/** Every limit of signing in, one by one, under a real clock that the test sets. */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ORIGIN = 'https://nuanlin.example';
let realMs = Date.now();
let system: TestSystem;
let joined: Joined;

beforeAll(async () => {
  const config = testConfig({ SIGN_INS_PER_ADDRESS: '60', TRUSTED_PROXIES: '1', PUBLIC_ORIGINS: ORIGIN });
  const compose = (platform: TestSystem['platform']) => {
    joined = join(platform, noOutside);
    return joined.composition;
  };
  system = await startSystem(compose, config, emptyDatabase, { realMs: () => realMs });
  // The product's clock runs as it likes: no limit follows it.
  await system.platform.clockControl?.run(0);
});
afterAll(() => system?.stop());

let phones = 0;
const newPhone = (): string => `139${String((phones += 1)).padStart(8, '0')}`;
let address = '';
beforeEach(() => {
  address = `10.0.${Math.floor(phones / 250)}.${phones % 250}`;
  phones += 1;
});

const post = (path: string, body: object): supertest.Test =>
  system.request('post', `/api/v1${path}`).set('x-forwarded-for', address).send(body);
const ask = (phone: string) => post('/auth/codes', { phone });
const enter = (phone: string, code: string) => post('/auth/sessions', { phone, code });
const me = (token: string) => system.request('get', '/api/v1/me', token).set('x-forwarded-for', address);
const cookieOf = (response: { headers: Record<string, unknown> }): string => String(response.headers['set-cookie']);
const tokenOf = (response: { headers: Record<string, unknown> }): string =>
  /nuanlin_session=([^;]*)/.exec(cookieOf(response))?.[1] ?? '';
const otherThan = (code: string): string => (code === '000000' ? '111111' : '000000');
const codeFor = async (phone: string): Promise<string> => (await ask(phone).expect(200)).body.demoCode;

describe('a one-time code', () => {
  test('has six digits and is kept as an HMAC alone', async () => {
    const code = await codeFor(newPhone());
    expect(code).toMatch(/^\d{6}$/);
    const kept = JSON.stringify(await mongoose.connection.collection('sign_in_codes').find().toArray());
    expect(kept).not.toContain(code);
    expect(kept).toMatch(/"digest":"[\w-]{43}"/);
  });

  test('lasts five minutes', async () => {
    const [early, late] = [newPhone(), newPhone()];
    const codes = [await codeFor(early), await codeFor(late)] as const;
    realMs += 5 * MINUTE - 1;
    await enter(early, codes[0]).expect(200);
    realMs += 1;
    await enter(late, codes[1]).expect(422, /CODE_EXPIRED/);
  });

  test('is spent after five tries', async () => {
    const phone = newPhone();
    const code = await codeFor(phone);
    for (let n = 0; n < 5; n++) await enter(phone, otherThan(code)).expect(422, /CODE_WRONG/);
    await enter(phone, code).expect(422, /CODE_SPENT/);
  });

  test('is sent again after 60 s, five times an hour, and the one before is void', async () => {
    const phone = newPhone();
    const first = await codeFor(phone);
    realMs += MINUTE - 1;
    expect((await ask(phone).expect(429)).headers['retry-after']).toBe('1');
    realMs += 1;
    const second = await codeFor(phone);
    if (first !== second) await enter(phone, first).expect(422, /CODE_WRONG/);
    for (let n = 0; n < 3; n++) {
      realMs += MINUTE;
      await ask(phone).expect(200);
    }
    realMs += MINUTE;
    const sixth = await ask(phone).expect(429);
    expect(Number(sixth.headers['retry-after'])).toBe(55 * 60);
    realMs += 55 * MINUTE;
    await ask(phone).expect(200);
  });

  test('and its answers do not tell whether the phone is known', async () => {
    const [known, unknown] = [newPhone(), newPhone()];
    await enter(known, await codeFor(known)).expect(200);
    realMs += MINUTE;
    const shape = ({ status, body, headers }: { status: number; body: object; headers: object }) => ({
      status,
      body: { ...body, demoCode: '', instance: '' },
      headers: Object.keys(headers),
    });
    const asked = [await ask(known), await ask(unknown)].map(shape);
    expect(asked[0]).toEqual(asked[1]);
    const tried = [await enter(known, 'x'), await enter(unknown, 'x')].map(shape);
    expect(tried[0]).toEqual(tried[1]);
    const wrong = [await enter(known, '000000'), await enter(unknown, '000000')].map(shape);
    expect(wrong[0]).toEqual(wrong[1]);
  });
});

describe('an address', () => {
  test('asks and tries so often an hour, over however many phones', async () => {
    for (let n = 0; n < 60; n++) await ask(newPhone()).expect(200);
    const { headers } = await ask(newPhone()).expect(429);
    expect(Number(headers['retry-after'])).toBeGreaterThan(3500);
    address = '10.9.9.9';
    await ask(newPhone()).expect(200);
  });

  test('that guesses from phone to phone waits longer and longer', async () => {
    const guess = () => enter(newPhone(), '123456');
    for (let n = 0; n < 20; n++) await guess().expect(422, /CODE_EXPIRED/);
    const waits: number[] = [];
    for (let n = 0; n < 5; n++) {
      const { headers } = await guess().expect(429);
      waits.push(Number(headers['retry-after']));
      realMs += Number(headers['retry-after']) * 1000;
      await guess().expect(422);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16]);
    address = '10.9.9.8';
    await guess().expect(422, /CODE_EXPIRED/);
  });

  test('and the code of a device is guessed no faster', async () => {
    const guess = () => post('/devices', { code: 'x'.repeat(32), name: '平板' });
    for (let n = 0; n < 20; n++) await guess().expect(422, /CODE_EXPIRED/);
    await guess().expect(429);
  });
});

describe('a session', () => {
  test('is given in a cookie that scripts cannot read and other sites do not send', async () => {
    const phone = newPhone();
    const cookie = cookieOf(await enter(phone, await codeFor(phone)).expect(200));
    expect(cookie).toMatch(/; Path=\//);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(cookie).not.toMatch(/Domain/);
  });

  test('is rotated after a day; the old token is good for 60 s, and used later it ends the session', async () => {
    const { token } = await signIn(joined, system.platform, 'Rotating');
    realMs += DAY - 1;
    expect(tokenOf(await me(token).expect(200))).toBe('');
    realMs += 1;
    const next = tokenOf(await me(token).expect(200));
    expect(next).toMatch(/^[\w-]{43}$/);
    realMs += MINUTE - 1;
    await me(token).expect(200);
    realMs += 1;
    await me(token).expect(401, /NOT_SIGNED_IN/);
    await me(next).expect(401);
  });

  test('ends too when a token comes that was replaced days ago', async () => {
    const { token } = await signIn(joined, system.platform, 'Copied');
    realMs += DAY;
    const second = tokenOf(await me(token).expect(200));
    realMs += DAY;
    const third = tokenOf(await me(second).expect(200));
    await me(third).expect(200);
    await me(token).expect(401);
    await me(third).expect(401);
  });

  test('ends after 90 days without use', async () => {
    const { token } = await signIn(joined, system.platform, 'Away');
    realMs += 90 * DAY;
    await me(token).expect(401);
  });

  test('signed out everywhere is closed on every device, sockets too', async () => {
    const { personId, token } = await signIn(joined, system.platform, 'Everywhere');
    const other = await joined.identity.openSession(personId);
    const socket = await system.socket(other);
    const gone = new Promise((resolve) => socket.once('disconnect', resolve));
    await system.request('delete', '/api/v1/auth/sessions', token).expect(200, { ended: 2 });
    expect(await gone).toBe('io server disconnect');
    await me(other).expect(401);
  });

  test('is not used by another site, nor is a sign-in of its own making given', async () => {
    const { token } = await signIn(joined, system.platform, 'Here');
    const change = (origin: string) =>
      system.request('patch', '/api/v1/me', token).set('origin', origin).send({ locale: 'en' });
    await change(ORIGIN).expect(200);
    for (const origin of ['https://evil.example', 'http://nuanlin.example', `${ORIGIN}.evil.example`, 'null'])
      await change(origin).expect(403, /ORIGIN_REFUSED/);
    const foreign = post('/auth/sessions', { phone: newPhone(), code: '123456' }).set('origin', 'https://evil.example');
    await foreign.expect(403, /ORIGIN_REFUSED/);
  });

  test('that the browser brings is not the one it signs in to', async () => {
    const { token: planted } = await signIn(joined, system.platform, 'Planted');
    const phone = newPhone();
    const code = await codeFor(phone);
    const entered = await enter(phone, code).set('cookie', `nuanlin_session=${planted}`).expect(200);
    expect(tokenOf(entered)).not.toBe(planted);
    expect((await me(planted)).body.id).not.toBe(entered.body.id);
  });
});
