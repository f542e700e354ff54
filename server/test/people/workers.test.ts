import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  distanceM,
  plusMinutes,
  streamOf,
  type AreaId,
  type FeedEntry,
  type OperatorId,
  type PersonId,
} from '@nuanlin/shared';
import { join } from '../../src/compose.ts';
import type { NewWorker } from '../../src/features/workers/index.ts';
import { Events } from '../../src/platform/events.ts';
import { emptyDatabase, eventually, startSystem, type TestSystem } from '../support/system.ts';
import { noOutside } from '../support/outside.ts';
import { foundTown, signIn, type Joined } from './town.ts';

const API = '/api/v1';
let system: TestSystem;
let joined: Joined;
let town: Awaited<ReturnType<typeof foundTown>>;

beforeAll(async () => {
  system = await startSystem((platform) => {
    joined = join(platform, noOutside);
    return joined.composition;
  });
});
afterAll(() => system.stop());
beforeEach(async () => {
  await emptyDatabase();
  town = await foundTown(joined);
});

const newWorker = (workerId: PersonId, under: { operatorId: OperatorId } | { areaId: AreaId }): NewWorker => ({
  workerId,
  kind: 'areaId' in under ? 'volunteer' : 'courier',
  sex: 'male',
  operatorId: null,
  areaId: null,
  ...under,
  skills: ['delivery'],
  certificates: [],
  papers: [],
  vehicle: 'ebike',
  capacity: 20,
  base: { name: '柳荫里', at: { lon: 120.1, lat: 30.2 } },
  placeConsent: null,
  shifts: [],
  online: false,
});

const courier = async (name = '赵强') => {
  const operatorId = town.company.id;
  const grant = { role: 'courier' as const, over: operatorId, overName: '康乐居家' };
  const person = await signIn(joined, system.platform, name, grant);
  const one = newWorker(person.personId, { operatorId });
  await system.platform.transactions.run((session) => joined.workers.registerAll([one], session));
  return person;
};
const put = (path: string, token: string, body: object) => system.request('put', `${API}${path}`, token).send(body);

describe('presence', () => {
  test('going online twice is one change, and one event', async () => {
    const { token } = await courier();
    const first = await put('/workers/me/presence', token, { online: true }).expect(200);
    const second = await put('/workers/me/presence', token, { online: true }).expect(200);
    expect([first.body.online, second.body.version - first.body.version]).toEqual([true, 0]);
  });

  test('who comes online is heard by the provider and in the districts that it serves', async () => {
    const { personId, token } = await courier();
    const grant = { role: 'dispatcher' as const, over: town.near.street.id, overName: '柳荫街道' };
    const dispatcher = await signIn(joined, system.platform, '吴敏', grant);
    const coordinates = { role: 'coordinator' as const, over: town.company.id, overName: '康乐居家' };
    const coordinator = await signIn(joined, system.platform, '林晓', coordinates);
    const heard: FeedEntry[] = [];
    for (const [person, stream] of [
      [dispatcher, streamOf('district', town.near.district.id)],
      [coordinator, streamOf('provider', town.company.id)],
    ] as const) {
      const socket = await system.socket(person.token);
      socket.on('feed:entry', (entry) => heard.push(entry));
      expect(await socket.emitWithAck('feed:join', { stream })).toMatchObject({ ok: true });
    }
    await put('/workers/me/presence', token, { online: true }).expect(200);
    await eventually(
      () => heard,
      (entries) => entries.length === 2,
    );
    expect(heard.map(({ view }) => view)).toEqual(Array(2).fill({ id: personId, online: true }));
  });

  test('a courier’s place is known only with consent, online, rounded, and gone when offline', async () => {
    const { personId, token } = await courier();
    const socket = await system.socket(token);
    const at = { lon: 120.1234, lat: 30.2345 };
    const base = { lon: 120.1, lat: 30.2 };
    const report = () => socket.emitWithAck('presence', { at, accuracyM: 20 });
    const place = async () => (await joined.workers.worker(personId))?.place;

    await put('/workers/me/presence', token, { online: true }).expect(200);
    await report();
    expect(await place()).toEqual(base);

    await put('/workers/me/place-consent', token, { given: true }).expect(200);
    await report();
    const known = await place();
    expect(known && distanceM(known, at)).toBeGreaterThan(0);
    expect(known && distanceM(known, at)).toBeLessThan(420);

    await put('/workers/me/presence', token, { online: false }).expect(200);
    expect(await place()).toEqual(base);
    await report();
    expect(await place()).toEqual(base);
  });
});

describe('devices', () => {
  test('a courier whose last one has gone is away without a word of his, and back with the next', async () => {
    const { personId, token } = await courier();
    await put('/workers/me/presence', token, { online: true }).expect(200);
    const online = async () => (await joined.workers.worker(personId))?.online;
    const said = (type: string) => Events.find({ type, 'facts.workerId': personId }).lean();

    const phone = await system.socket(token);
    await phone.emitWithAck('presence', { at: { lon: 120.1, lat: 30.2 }, accuracyM: 20 });
    await joined.workers.lookForGone(60_000);
    expect(await online()).toBe(true);
    phone.disconnect();
    await joined.workers.lookForGone(0);
    expect(await online()).toBe(false);
    expect(await said('worker_offline')).toMatchObject([{ facts: { silent: true } }]);
    await joined.workers.lookForGone(0);
    expect(await said('worker_offline')).toHaveLength(1);

    await system.socket(token);
    await eventually(online, (is) => is === true);
    expect(await said('worker_online')).toHaveLength(2);
  });

  test('whoever said himself that he is off stays off when a device connects', async () => {
    const { personId, token } = await courier();
    const phone = await system.socket(token);
    await phone.emitWithAck('presence', { at: { lon: 120.1, lat: 30.2 }, accuracyM: 20 });
    expect((await joined.workers.worker(personId))?.online).toBe(false);
  });
});

describe('shifts', () => {
  test('are added, do not meet, and are taken back', async () => {
    const { token } = await courier();
    const now = system.platform.clock.now();
    const window = { from: now, to: plusMinutes(now, 240) };
    const add = () => system.request('post', `${API}/workers/me/shifts`, token).send({ window });
    const { body } = await add().expect(200);
    await add().expect(422);
    await system.request('delete', `${API}/workers/me/shifts/${body.id}`, token).expect(200);
    await add().expect(200);
  });
});

describe('who may be sent where', () => {
  test('couriers of an operator that serves the street, and its volunteers; nobody of the next street', async () => {
    const { personId } = await courier();
    const helper = async (name: string, areaId: AreaId) => {
      const person = await signIn(joined, system.platform, name, { role: 'volunteer', over: areaId, overName: name });
      await system.platform.transactions.run((session) =>
        joined.workers.registerAll([newWorker(person.personId, { areaId })], session),
      );
      return person.personId;
    };
    const near = await helper('周美华', town.near.community.id);
    const far = await helper('宋一鸣', town.far.community.id);
    const sent = async (areaPath: readonly AreaId[]) =>
      (await joined.workers.available({ areaPath })).map(({ id }) => id).toSorted();
    expect(await sent(town.near.street.path)).toEqual([personId, near].toSorted());
    expect(await sent(town.far.street.path)).toEqual([far]);
  });

  test('a dispatcher sees those of his district, a coordinator her own staff, neither a place', async () => {
    await courier();
    const grant = { role: 'dispatcher' as const, over: town.near.street.id, overName: '柳荫街道' };
    const dispatcher = await signIn(joined, system.platform, '吴敏', grant);
    const coordinates = { role: 'coordinator' as const, over: town.company.id, overName: '康乐居家' };
    const coordinator = await signIn(joined, system.platform, '林晓', coordinates);
    const get = (path: string, token: string) => system.request('get', API + path, token);

    const district = await get(`/districts/${town.near.district.id}/workers`, dispatcher.token).expect(200);
    expect(district.body).toMatchObject([{ name: '赵强', kind: 'courier' }]);
    expect(JSON.stringify(district.body)).not.toMatch(/"lat"|"base"/);
    await get(`/districts/${town.far.district.id}/workers`, dispatcher.token).expect(404);
    const staff = await get(`/providers/${town.company.id}/staff`, coordinator.token).expect(200);
    expect(staff.body).toMatchObject([{ name: '赵强' }]);
    await get('/workers/me', coordinator.token).expect(403);
  });
});
