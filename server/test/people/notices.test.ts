import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  asFen,
  CANCEL_REASONS,
  fromMs,
  instant,
  plusMinutes,
  type DemoHandset,
  type DemoMessage,
  type ElderId,
  type Instant,
} from '@nuanlin/shared';
import { join } from '../../src/compose.ts';
import type { DomainEvent, JobFacts, LineFacts } from '../../src/events/index.ts';
import { Events } from '../../src/platform/events.ts';
import { newId } from '../../src/platform/ids.ts';
import { emptyDatabase, eventually, startSystem, type TestSystem } from '../support/system.ts';
import { noOutside } from '../support/outside.ts';
import { day, elderRecord, foundTown, signIn, type Joined } from './town.ts';

const API = '/api/v1';
const morning = instant.parse('2026-06-18T02:30:00.000Z'); // 10:30 in Shanghai
const night = instant.parse('2026-06-18T14:00:00.000Z'); // 22:00
const nextMorning = instant.parse('2026-06-18T23:30:00.000Z'); // 07:30
let system: TestSystem;
let joined: Joined;
let town: Awaited<ReturnType<typeof foundTown>>;
let elderId: ElderId;
let dispatcher: string;
let child: string;

beforeAll(async () => {
  system = await startSystem((platform) => {
    joined = join(platform, noOutside);
    return joined.composition;
  });
});
afterAll(async () => {
  await setClock(fromMs(Date.now()));
  await system.stop();
});

beforeEach(async () => {
  await emptyDatabase();
  await setClock(morning);
  town = await foundTown(joined);
  const { street, community, district } = town.near;
  const grant = { role: 'dispatcher' as const, over: street.id, overName: street.name };
  dispatcher = (await signIn(joined, system.platform, '吴敏', grant)).token;
  const [elder] = await joined.elders.registerAll([
    elderRecord(
      { areaId: community.id, districtId: district.id },
      { contacts: [{ name: '赵桂芬', role: 'keyholder', phone: '13800000501' }] },
    ),
  ]);
  if (!elder) throw new Error('one elder was registered');
  ({ elderId } = elder);
  const daughter = await signIn(joined, system.platform, '陈静');
  child = daughter.token;
  const link = { personId: daughter.personId, relation: 'daughter' as const, role: 'family' as const };
  await joined.elders.linkFamily(elderId, link, ['visits']);
});

const setClock = async (to: Instant) => system.platform.clockControl?.set(to);
const get = (path: string, token?: string) => system.request('get', API + path, token);
const happened = (event: DomainEvent) =>
  system.platform.transactions.run((session) => system.platform.events.add(event, session));
const phones = async (): Promise<DemoMessage[]> => (await get('/demo/phones').expect(200)).body.items;
const wordsTo = (token: string) => async (): Promise<string[]> =>
  (await get('/notices', token).expect(200)).body.items.map(({ words }: { words: string }) => words);
const some = (items: unknown[]) => items.length > 0;

const about = () => ({ elderId, areaPath: town.near.street.path, operatorPath: town.company.path });
const jobFacts = (): JobFacts => ({
  ...about(),
  jobId: newId('job'),
  districtId: town.near.district.id,
  source: { kind: 'line', lineId: newId('line') },
  itemCode: 'meal',
  window: { from: morning, to: plusMinutes(morning, 60) },
  version: 1,
});
const lineFacts = (): LineFacts => ({
  ...about(),
  orderId: newId('order'),
  lineId: newId('line'),
  version: 1,
  payerId: newId('person'),
  crew: [],
  day: day('2026-06-19'),
  window: { from: plusMinutes(morning, 1440), to: plusMinutes(morning, 1500) },
  work: { kind: 'service', itemId: newId('item'), itemCode: 'bath_home', minutes: 90, payWith: 'money' },
});
const mealSeen = async (): Promise<DomainEvent> => {
  const worker = await signIn(joined, system.platform, '赵师傅');
  const seat = { seatId: newId('seat'), seatNumber: 1, seatVersion: 1, workerId: worker.personId, runId: null };
  return {
    type: 'seat_done',
    facts: {
      ...jobFacts(),
      ...seat,
      workerKind: 'courier',
      minutes: 2,
      observation: 'fine',
      receiver: null,
      waitedMinutes: 0,
    },
  };
};

describe('who is told', () => {
  test('the child hears that the parent was seen, by name, once', async () => {
    await happened(await mealSeen());
    const [words] = await eventually(wordsTo(child), some);
    expect(words).toContain('陈国栋');
    expect(words).toContain('赵师傅');
    expect(await wordsTo(child)()).toHaveLength(1);
  });

  test('the payer hears why the elder does not want something, also when it waited for the yes', async () => {
    const payer = await signIn(joined, system.platform, '陈伟');
    const cancelled = { ...lineFacts(), payerId: payer.personId, feeFen: asFen(0), wasConfirmed: false };
    await happened({ type: 'line_cancelled', facts: { ...cancelled, reason: 'not_paid' } });
    await happened({ type: 'line_cancelled', facts: { ...cancelled, reason: 'elder_refused' } });
    const words = await eventually(wordsTo(payer.token), some);
    expect(words).toEqual([expect.stringContaining(CANCEL_REASONS.elder_refused.en)]);
  });

  test('at night it waits for the morning; an alarm does not', async () => {
    await setClock(night);
    await happened(await mealSeen());
    await happened({ type: 'promise_in_danger', facts: { ...jobFacts(), kind: 'not_arrived' } });
    await eventually(wordsTo(dispatcher), some);
    expect(await wordsTo(child)()).toEqual([]);
    await setClock(nextMorning);
    await eventually(wordsTo(child), some);
    expect((await phones()).filter(({ toName }) => toName === '陈静')).toHaveLength(1);
  });

  test('a concern without an owner calls the keyholder’s own number', async () => {
    const { body } = await system
      .request('post', `${API}/concerns`, dispatcher)
      .send({ elderId, kind: 'no_answer', risk: 'urgent', words: null })
      .expect(200);
    await setClock(plusMinutes(body.openedAt, 4));
    expect((await eventually(wordsTo(child), some))[0]).toContain('No answer at the door');
    await setClock(plusMinutes(body.openedAt, 9));
    const called = await eventually(phones, (all) => all.some(({ channel }) => channel === 'call'));
    expect(called.find(({ channel }) => channel === 'call')).toMatchObject({
      to: '+86138****0501',
    });
  });

  test('one reads one’s own notices, and marks them read', async () => {
    await happened(await mealSeen());
    await eventually(wordsTo(child), some);
    const { body } = await get('/notices', child).expect(200);
    const path = `${API}/notices/${body.items[0].id}/reading`;
    await system.request('post', path, dispatcher).expect(404);
    const read = await system.request('post', path, child).expect(200);
    expect(read.body.readAt).not.toBeNull();
  });
});

describe('演示手机', () => {
  test('a call asks the elder; a key is pressed once and finds its way', async () => {
    await happened({ type: 'yes_wanted', facts: lineFacts() });
    const [call] = await eventually(phones, some);
    if (!call) throw new Error('nobody was called');
    expect(call).toMatchObject({ channel: 'call', to: '+86571****1234', pressed: null });
    expect(call.words).toContain('6月19日 10:30');
    expect(call.keys.map(({ key }) => key)).toEqual(['1', '2', '0']);
    const press = (key: string) => system.request('post', `${API}/demo/phones/${call.id}/keys`).send({ key });
    await press('9').expect(404);
    expect((await press('0').expect(200)).body.pressed).toBe('0');
    await press('1').expect(409, /NO_ANSWER_NEEDED/);
    const wanted = async (): Promise<{ kind: string }[]> =>
      (await get('/follow-ups', dispatcher).expect(200)).body.items;
    await eventually(wanted, (items) => items.some(({ kind }) => kind === 'call_wanted'));
  });

  test('an elder with a device of his own is not rung up before he has left the question unanswered', async () => {
    const { body } = await system.request('post', `${API}/elders/${elderId}/device-codes`, dispatcher).expect(200);
    await system.request('post', `${API}/devices`).send({ code: body.code, name: '平板' }).expect(200);
    await happened({ type: 'yes_wanted', facts: lineFacts() });
    await happened({ type: 'yes_missing', facts: lineFacts() });
    const calls = async () => (await phones()).filter(({ channel }) => channel === 'call');
    await eventually(calls, some);
    await eventually(
      () => Events.countDocuments({ type: 'yes_wanted', 'open.0': { $exists: true } }),
      (open) => open === 0,
    );
    expect(await calls()).toHaveLength(1);
  });

  test('every phone is by itself: a person’s messages and calls together, a stranger’s number alone', async () => {
    await happened({ type: 'yes_missing', facts: lineFacts() });
    await happened(await mealSeen());
    await system.request('post', `${API}/auth/codes`).send({ phone: '13912345678' }).expect(200);
    const handsets = async (): Promise<DemoHandset[]> => (await get('/demo/handsets').expect(200)).body;
    const all = await eventually(handsets, (seen) => seen.length === 3);
    const of = (name: string) => all.find((handset) => handset.name === name);
    expect(of('陈国栋')).toMatchObject({ to: '+86571****1234', ringing: 1, about: '老人' });
    expect(of('陈静')).toMatchObject({ to: '', ringing: 0, about: '家属' });
    expect(of('')).toMatchObject({ to: '+86139****5678', ringing: 0, about: '' });
    const ofElder = await get(`/demo/phones?handset=${of('陈国栋')?.id}`).expect(200);
    expect(ofElder.body.items).toMatchObject([{ channel: 'call', toName: '陈国栋', handset: of('陈国栋')?.id }]);
    const [call] = ofElder.body.items;
    await system.request('post', `${API}/demo/phones/${call.id}/keys`).send({ key: '1' }).expect(200);
    expect((await handsets()).find(({ name }) => name === '陈国栋')).toMatchObject({ ringing: 0 });
  });

  test('shows codes as they would arrive, with the number half hidden', async () => {
    const { body } = await system.request('post', `${API}/auth/codes`).send({ phone: '13912345678' }).expect(200);
    const [message] = await phones();
    if (!message) throw new Error('nothing arrived');
    expect(message).toMatchObject({ channel: 'sms', to: '+86139****5678' });
    expect(message.words).toContain(body.demoCode);
  });
});

test('the demo’s clock is set, stopped and sped by the desk alone', async () => {
  const put = (body: object, token?: string) => system.request('put', `${API}/demo/clock`, token).send(body);
  await put({ running: false }).expect(401);
  await put({ running: false }, child).expect(403);
  const stopped = await put({ to: night, running: false }, dispatcher).expect(200);
  expect(stopped.body).toMatchObject({ rate: 0, running: false });
  const again = await get('/demo/clock').expect(200);
  expect(again.body).toEqual(stopped.body);
  expect((await put({ rate: 60 }, dispatcher).expect(200)).body).toMatchObject({ rate: 60, running: true });
  await put({ rate: 1 }, dispatcher).expect(200);
});
