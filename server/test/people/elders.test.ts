import mongoose from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { fromMs, plusMinutes, streamOf, type ElderId, type FamilyRight } from '@nuanlin/shared';
import { join } from '../../src/compose.ts';
import { unscoped } from '../../src/platform/access/scope.ts';
import { emptyDatabase, eventually, startSystem, type TestSystem } from '../support/system.ts';
import { noOutside } from '../support/outside.ts';
import { elderRecord, foundTown, signIn, type Joined } from './town.ts';

const API = '/api/v1';
let system: TestSystem;
let joined: Joined;
let town: Awaited<ReturnType<typeof foundTown>>;
let advisor: string;
let elderId: ElderId;

beforeAll(async () => {
  system = await startSystem((platform) => {
    joined = join(platform, noOutside);
    return joined.composition;
  });
});
afterAll(() => system.stop());

const home = ({ community, district }: (typeof town)['near']) => ({ areaId: community.id, districtId: district.id });
const get = (path: string, token: string) => system.request('get', API + path, token);
const post = (path: string, token: string, body: object = {}) => system.request('post', API + path, token).send(body);

const relative = async (name: string, rights: FamilyRight[]) => {
  const person = await signIn(joined, system.platform, name);
  await joined.elders.linkFamily(elderId, { personId: person.personId, relation: 'son', role: 'family' }, rights);
  return person;
};
const asElder = async () => {
  const elder = await joined.elders.get(unscoped('test'), elderId);
  return joined.identity.openSession(elder.personId);
};

beforeEach(async () => {
  await emptyDatabase();
  town = await foundTown(joined);
  const grant = { role: 'care_advisor' as const, over: town.near.street.id, overName: '柳荫街道' };
  advisor = (await signIn(joined, system.platform, '何芳', grant)).token;
  const { body } = await post('/elders', advisor, elderRecord(home(town.near))).expect(200);
  elderId = body.id;
});

describe('the record', () => {
  test('is registered whole, and shown whole to the advisor of the area', async () => {
    const { body } = await get(`/elders/${elderId}`, advisor).expect(200);
    expect(body).toMatchObject({
      name: '陈国栋',
      home: '柳荫里 3-2-502',
      livesAlone: true,
      absent: false,
      identityNumber: '330199194403051234',
      doorNote: '钥匙在 501 赵桂芬处',
      health: { conditions: ['糖尿病'] },
    });
  });

  test('keeps numbers, contacts, door notes and health entries encrypted', async () => {
    const documents = JSON.stringify(await mongoose.connection.collection('elders').find().toArray());
    expect(documents).toContain('陈国栋');
    for (const secret of [
      '330199194403051234',
      '0571-88001234',
      'S33019912345',
      '13800000001',
      '501',
      '糖尿病',
      'peanuts',
    ])
      expect(documents).not.toContain(secret);
  });

  test('is not there for another street, nor can be registered there', async () => {
    const grant = { role: 'care_advisor' as const, over: town.far.street.id, overName: '河东街道' };
    const stranger = (await signIn(joined, system.platform, '外人', grant)).token;
    await get(`/elders/${elderId}`, stranger).expect(404);
    await post('/elders', stranger, elderRecord(home(town.near), { identityNumber: null })).expect(404);
    expect((await get('/elders/search?q=cgd', stranger).expect(200)).body.items).toEqual([]);
  });

  test('of one identity number exists once', async () => {
    await post('/elders', advisor, elderRecord(home(town.near))).expect(409, /ELDER_EXISTS/);
  });

  test('is changed on the version that was seen', async () => {
    const change = (etag: string) =>
      system.request('patch', `${API}/elders/${elderId}`, advisor).set('if-match', etag).send({ name: '陈国梁' });
    const { headers } = await get(`/elders/${elderId}`, advisor).expect(200);
    await change(headers['etag'] ?? '').expect(200);
    const stale = await change(headers['etag'] ?? '').expect(412);
    expect(stale.body).toMatchObject({ code: 'VERSION_STALE', data: { version: 2 } });
    expect((await get('/elders/search?q=cgl', advisor).expect(200)).body.items).toHaveLength(1);
  });
});

describe('the one box', () => {
  test.each(['cgd', 'CG', '陈国', '3-2-502', '502', '柳荫里3-2', '1234'])('finds him by %s', async (q) => {
    const { body } = await get(`/elders/search?q=${encodeURIComponent(q)}`, advisor).expect(200);
    expect(body.items).toMatchObject([{ id: elderId, home: '柳荫里 3-2-502', age: expect.any(Number) }]);
  });

  test.each(['gd', '9999', '(', 'xyz'])('not by %s', async (q) => {
    expect((await get(`/elders/search?q=${encodeURIComponent(q)}`, advisor).expect(200)).body.items).toEqual([]);
  });

  test('pages through two of one name', async () => {
    await joined.elders.registerAll([elderRecord(home(town.near), { identityNumber: null })]);
    const first = await get('/elders/search?q=cgd&limit=1', advisor).expect(200);
    const second = await get(`/elders/search?q=cgd&limit=1&cursor=${first.body.nextCursor}`, advisor).expect(200);
    expect(new Set([first.body.items[0].id, second.body.items[0].id]).size).toBe(2);
  });
});

describe('the family', () => {
  test('a child links with the elder’s code, once, and sees what the first rights show', async () => {
    const { body } = await post(`/elders/${elderId}/link-codes`, await asElder()).expect(200);
    const child = await signIn(joined, system.platform, '陈静');
    const linked = await post('/links', child.token, { code: body.code.toLowerCase(), relation: 'daughter' }).expect(
      200,
    );
    expect(linked.body).toMatchObject({ id: elderId, rights: ['order', 'pay', 'visits'] });
    const page = await get(`/elders/${elderId}`, child.token).expect(200);
    expect(page.body).toMatchObject({
      health: null,
      identityNumber: null,
      phone: null,
      doorNote: null,
      contacts: null,
    });
    expect((await get('/elders', child.token).expect(200)).body).toMatchObject([{ id: elderId }]);

    const other = await signIn(joined, system.platform, '生人');
    await post('/links', other.token, { code: body.code, relation: 'son' }).expect(422, /CODE_WRONG/);
    await get(`/elders/${elderId}`, other.token).expect(403);
  });

  test('rights are given and withdrawn kind by kind by the elder, not by family or staff', async () => {
    const child = await relative('陈伟', ['order']);
    const path = `${API}/elders/${elderId}/family/${child.personId}`;
    const set = (token: string, rights: FamilyRight[]) => system.request('put', path, token).send({ rights });
    await get(`/elders/${elderId}`, child.token).expect(403);
    await set(child.token, ['health']).expect(403);
    await set(advisor, ['health']).expect(403);
    const { body } = await set(await asElder(), ['visits', 'health']).expect(200);
    expect(body).toMatchObject({ name: '陈伟', rights: ['visits', 'health'] });
    expect((await get(`/elders/${elderId}`, child.token).expect(200)).body.health).not.toBeNull();
  });

  test('the right to health changes diet and health, never what a doctor said, nor any other part of the record', async () => {
    const child = await relative('陈静', ['visits', 'health']);
    const brother = await relative('陈伟', ['visits', 'order']);
    const version = (await get(`/elders/${elderId}`, child.token).expect(200)).headers['etag'] ?? '';
    const change = (token: string, body: object) =>
      system.request('patch', `${API}/elders/${elderId}`, token).set('if-match', version).send(body);
    const { health } = await joined.elders.get(unscoped('test'), elderId);
    const eggs = { about: { kind: 'allergen', allergen: 'eggs' }, source: 'family', force: 'block' };

    const refused = await change(child.token, { phone: null, health: { ...health, diet: [eggs] } }).expect(403);
    expect(refused.body).toMatchObject({
      code: 'NOT_YOURS_TO_CHANGE',
      fields: [{ path: 'phone' }, { path: 'health.diet' }],
    });
    await change(await asElder(), { decides: 'with_help' }).expect(403, /NOT_YOURS_TO_CHANGE/);
    await change(brother.token, { health }).expect(403, /FORBIDDEN/);

    const { body } = await change(child.token, { health: { ...health, diet: [...health.diet, eggs] } }).expect(200);
    expect(body.health.diet).toEqual([...health.diet, eggs]);
    const after = await joined.elders.get(unscoped('test'), elderId);
    expect(after).toMatchObject({ phone: '0571-88001234', decides: 'alone' });
  });

  test('a member may end his own link only; his sockets hear no more', async () => {
    const [one, two] = [await relative('陈静', ['visits']), await relative('陈伟', ['visits'])];
    const end = (token: string, of: string) => system.request('delete', `${API}/elders/${elderId}/family/${of}`, token);
    const socket = await system.socket(one.token);
    const stream = streamOf('elder', elderId);
    const joinedStream = await socket.emitWithAck('feed:join', { stream });
    expect(joinedStream.ok).toBe(true);
    const closed = new Promise((resolve) => socket.once('feed:closed', resolve));
    await end(one.token, two.personId).expect(403);
    await end(one.token, one.personId).expect(200);
    await closed;
    await get(`/elders/${elderId}`, one.token).expect(403);
    await get(`/elders/${elderId}`, two.token).expect(200);
  });

  test('the last guardian of an elder who is spoken for cannot be removed', async () => {
    const [elder] = await joined.elders.registerAll([
      elderRecord(home(town.near), { name: '孙桂英', identityNumber: null, decides: 'guardian' }),
    ]);
    const guardian = await signIn(joined, system.platform, '孙明');
    const of = elder?.elderId ?? elderId;
    const papers = { kind: 'agreement', until: null } as const;
    const link = { personId: guardian.personId, relation: 'son', role: 'guardian', papers } as const;
    await joined.elders.linkFamily(of, link, []);
    await system
      .request('delete', `${API}/elders/${of}/family/${guardian.personId}`, guardian.token)
      .expect(409, /LAST_GUARDIAN/);
    const consent = { kind: 'bathing', textVersion: '1', channel: 'tap' };
    const himself = await joined.identity.openSession(elder?.personId ?? guardian.personId);
    await post(`/elders/${of}/consents`, himself, consent).expect(403);
    const given = await post(`/elders/${of}/consents`, guardian.token, consent).expect(200);
    expect(given.body).toMatchObject({ relation: 'guardian', byName: '孙明', withdrawnAt: null });
    const withdrawal = `/elders/${of}/consents/${given.body.id}/withdrawal`;
    await post(withdrawal, guardian.token).expect(200);
    await post(withdrawal, guardian.token).expect(404);
  });
});

describe('absence', () => {
  test('pauses at once, is told to the elder’s stream, meets no second one, and ends', async () => {
    const child = await relative('陈静', ['order', 'visits']);
    const socket = await system.socket(child.token);
    await socket.emitWithAck('feed:join', { stream: streamOf('elder', elderId) });
    const heard: string[] = [];
    socket.on('feed:entry', ({ type, view }) => heard.push(`${type} ${String(view['absent'])}`));
    const now = system.platform.clock.now();
    const path = `/elders/${elderId}/absences`;
    const asked = { reason: 'hospital', from: now, to: null };
    const { body } = await post(path, child.token, asked).expect(200);
    await post(path, child.token, asked).expect(409, /ELDER_ABSENT/);
    await post(path, child.token, { ...asked, to: plusMinutes(now, -1) }).expect(422);
    await system.request('delete', `${API}${path}/${body.id}`, child.token).expect(200);
    await system.request('delete', `${API}${path}/${body.id}`, child.token).expect(404);
    await eventually(
      () => heard,
      (all) => all.join() === 'absence_started true,absence_ended false',
    );
  });

  test('with an end is over when the time has come', async () => {
    const now = system.platform.clock.now();
    const to = plusMinutes(now, 60);
    const { body } = await post(`/elders/${elderId}/absences`, advisor, { reason: 'away', from: now, to }).expect(200);
    await system.platform.clockControl?.set(plusMinutes(to, 1));
    const { absences } = await eventually(
      () => joined.elders.get(unscoped('test'), elderId),
      ({ absences }) => absences[0]?.endedAt !== null,
    );
    expect(absences).toMatchObject([{ id: body.id, endedAt: expect.any(String) }]);
    await system.platform.clockControl?.set(fromMs(Date.now()));
  });
});

describe('the elder’s device', () => {
  test('is bound by a QR once, opens the elder’s face alone, and is unbound', async () => {
    const child = await relative('陈静', ['order', 'visits']);
    const { body } = await post(`/elders/${elderId}/device-codes`, child.token).expect(200);
    const bind = () => system.request('post', `${API}/devices`).send({ code: body.code, name: '客厅平板' });
    const bound = await bind().expect(200);
    expect(bound.body).toMatchObject({
      name: '陈国栋',
      onElderDevice: true,
      grants: [{ role: 'elder', face: 'elder' }],
    });
    await bind().expect(422, /CODE_EXPIRED/);
    const tablet = /nuanlin_session=([^;]*)/.exec(bound.headers['set-cookie'] ?? '')?.[1] ?? '';
    await get(`/elders/${elderId}`, tablet).expect(200);

    const devices = await get(`/elders/${elderId}/devices`, child.token).expect(200);
    expect(devices.body).toMatchObject([{ name: '客厅平板' }]);
    await system.request('delete', `${API}/elders/${elderId}/devices/${devices.body[0].id}`, child.token).expect(200);
    await get(`/elders/${elderId}`, tablet).expect(401);
  });
});

describe('paper cards', () => {
  test('a new card blocks the one before; a lost one is blocked once', async () => {
    const issue = () => post(`/elders/${elderId}/cards`, advisor).expect(200);
    const [first, second] = [await issue(), await issue()];
    const block = (number: string) => post(`/elders/${elderId}/cards/${number}/block`, advisor);
    await block(first.body.cardNumber).expect(409, /CARD_BLOCKED/);
    await block(second.body.cardNumber).expect(200);
    const { body } = await get(`/elders/${elderId}`, advisor).expect(200);
    expect(body.cards.every((card: { blockedAt: unknown }) => card.blockedAt !== null)).toBe(true);
  });
});
