import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { fromMs, plusMinutes, streamOf, type ElderId, type Instant, type PersonId } from '@nuanlin/shared';
import { join } from '../../src/compose.ts';
import type { DomainEvent, JobFacts } from '../../src/events/index.ts';
import { newId } from '../../src/platform/ids.ts';
import { emptyDatabase, eventually, startSystem, type TestSystem } from '../support/system.ts';
import { noOutside } from '../support/outside.ts';
import { elderRecord, foundTown, signIn, type Joined } from './town.ts';

const API = '/api/v1';
let system: TestSystem;
let joined: Joined;
let town: Awaited<ReturnType<typeof foundTown>>;
let elderId: ElderId;
let dispatcher: { personId: PersonId; token: string };
let child: { personId: PersonId; token: string };

beforeAll(async () => {
  system = await startSystem((platform) => {
    joined = join(platform, noOutside);
    return joined.composition;
  });
});
afterAll(() => system.stop());

beforeEach(async () => {
  await emptyDatabase();
  await system.platform.clockControl?.set(fromMs(Date.now()));
  town = await foundTown(joined);
  const { street, community, district } = town.near;
  const grant = { role: 'dispatcher' as const, over: street.id, overName: street.name };
  dispatcher = await signIn(joined, system.platform, '吴敏', grant);
  const [elder] = await joined.elders.registerAll([elderRecord({ areaId: community.id, districtId: district.id })]);
  if (!elder) throw new Error('one elder was registered');
  ({ elderId } = elder);
  child = await signIn(joined, system.platform, '陈静');
  await joined.elders.linkFamily(elderId, { personId: child.personId, relation: 'daughter', role: 'family' }, [
    'visits',
  ]);
});

const get = (path: string, token = dispatcher.token) => system.request('get', API + path, token);
const post = (path: string, token = dispatcher.token, body: object = {}) =>
  system.request('post', API + path, token).send(body);
const happened = (event: DomainEvent) =>
  system.platform.transactions.run((session) => system.platform.events.add(event, session));
/** What the lists of a desk have in common. */
interface Item {
  id: string;
  kind: string;
  state: string;
  openedAt: Instant;
  raisedAt: Instant;
}
const itemsOf =
  (path: string, token = dispatcher.token) =>
  async (): Promise<Item[]> =>
    (await get(path, token).expect(200)).body.items;
const first = ([item]: readonly Item[]): Item => {
  if (!item) throw new Error('nothing lies on the desk');
  return item;
};

const jobFacts = (): JobFacts => ({
  elderId,
  areaPath: town.near.street.path,
  operatorPath: town.company.path,
  jobId: newId('job'),
  districtId: town.near.district.id,
  source: { kind: 'line', lineId: newId('line') },
  itemCode: 'meal',
  window: { from: fromMs(0), to: fromMs(1) },
  version: 1,
});
const seat = () => ({
  seatId: newId('seat'),
  seatNumber: 1,
  seatVersion: 1,
  workerId: dispatcher.personId,
  workerKind: 'courier' as const,
  runId: null,
});
const some = (items: unknown[]) => items.length > 0;

describe('concerns', () => {
  test('nobody seen at the door opens one for the desk; the family hears after 3 minutes, an owner stops the climb', async () => {
    const socket = await system.socket(child.token);
    await socket.emitWithAck('feed:join', { stream: streamOf('elder', elderId) });
    const heard: string[] = [];
    socket.on('feed:entry', ({ type }) => heard.push(type));

    await happened({
      type: 'seat_done',
      facts: { ...jobFacts(), ...seat(), minutes: 3, observation: 'nobody_seen', receiver: null, waitedMinutes: 0 },
    });
    const opened = first(await eventually(itemsOf('/concerns'), some));
    expect(opened).toMatchObject({ kind: 'no_answer', state: 'open', climbed: 0, home: '柳荫里 3-2-502' });
    expect(await itemsOf('/concerns', child.token)()).toEqual([]);
    expect(heard.filter((type) => type.startsWith('concern'))).toEqual([]);

    await system.platform.clockControl?.set(plusMinutes(opened.openedAt, 3));
    const told = first(await eventually(itemsOf('/concerns', child.token), some));
    expect(told).toMatchObject({ climbed: 1, nextClimbAt: plusMinutes(opened.openedAt, 8) });
    await eventually(
      () => heard,
      (all) => all.includes('concern_climbed'),
    );

    const path = `/concerns/${opened.id}`;
    await post(`${path}/owner`).expect(200);
    await post(`${path}/owner`, child.token).expect(409, /OWNED_BY_ANOTHER/);
    await system.platform.clockControl?.set(plusMinutes(opened.openedAt, 60));
    await post(`${path}/steps`, child.token, { kind: 'called_elder', words: '接了' }).expect(200);
    await post(`${path}/closing`, child.token, { words: '平安' }).expect(403);
    await post(`${path}/closing`, dispatcher.token, { words: '' }).expect(422);
    const closed = await post(`${path}/closing`, dispatcher.token, { words: '在女儿家' }).expect(200);
    expect(closed.body).toMatchObject({ state: 'closed', outcome: '在女儿家', climbed: 1, ownerName: '吴敏' });
    await post(`${path}/owner`).expect(409, /CONCERN_CLOSED/);
    expect(await itemsOf('/concerns')()).toEqual([]);
    expect(await itemsOf('/concerns?show=all')()).toHaveLength(1);
  });

  test('正常 opens none, an empty trip does', async () => {
    await happened({
      type: 'seat_done',
      facts: { ...jobFacts(), ...seat(), minutes: 3, observation: 'fine', receiver: null, waitedMinutes: 0 },
    });
    await happened({
      type: 'seat_failed',
      facts: { ...jobFacts(), ...seat(), reason: 'empty_trip', came: true, waitedMinutes: 0 },
    });
    expect(await eventually(itemsOf('/concerns'), some)).toHaveLength(1);
  });

  test('the family asks for help and sees it at once; a stranger cannot', async () => {
    const asked = { elderId, kind: 'unknown_visitor', risk: 'danger', words: '有人敲门' };
    const { body } = await post('/concerns', child.token, asked).expect(200);
    expect(body).toMatchObject({ risk: 'danger', steps: [{ byName: '陈静', words: '有人敲门' }] });
    expect(await itemsOf('/concerns', child.token)()).toHaveLength(1);
    const stranger = await signIn(joined, system.platform, '生人');
    await post('/concerns', stranger.token, asked).expect(403);
    const grant = { role: 'courier' as const, over: town.company.id, overName: '康乐居家' };
    const courier = await signIn(joined, system.platform, '赵强', grant);
    await post('/concerns', courier.token, asked).expect(404);
  });
});

describe('alarms', () => {
  test('stand once for one promise, escalate when nobody acknowledges, and settle when the work is done', async () => {
    const facts = jobFacts();
    const danger: DomainEvent = { type: 'promise_in_danger', facts: { ...facts, kind: 'not_arrived' } };
    await happened(danger);
    await eventually(itemsOf('/alarms'), some);
    await happened(danger);
    await happened({ type: 'promise_in_danger', facts: { ...facts, kind: 'late' } });
    const both = await eventually(itemsOf('/alarms'), (items) => items.length === 2);
    const late = first(both.filter(({ kind }) => kind === 'late'));

    await post(`/alarms/${late.id}/acknowledgement`).expect(200);
    await system.platform.clockControl?.set(plusMinutes(late.raisedAt, 6));
    await eventually(itemsOf('/alarms'), (items) => items.some(({ state }) => state === 'escalated'));

    await happened({ type: 'job_completed', facts });
    await eventually(itemsOf('/alarms'), (items) => items.length === 0);
    await post(`/alarms/${late.id}/resolution`, dispatcher.token, { words: '到了' }).expect(409, /ALARM_RESOLVED/);
  });

  test('a decision time that passes raises one and opens a follow-up, which its owner finishes', async () => {
    await happened({ type: 'decision_time_passed', facts: jobFacts() });
    await eventually(itemsOf('/alarms'), some);
    const followUp = first(await eventually(itemsOf('/follow-ups'), some));
    expect(followUp).toMatchObject({ kind: 'seat_free', state: 'open', elderName: '陈国栋' });
    const grant = { role: 'dispatcher' as const, over: town.near.street.id, overName: '柳荫街道' };
    const other = await signIn(joined, system.platform, '邓磊', grant);
    await post(`/follow-ups/${followUp.id}/owner`).expect(200);
    await post(`/follow-ups/${followUp.id}/done`, other.token, { words: '好' }).expect(409, /OWNED_BY_ANOTHER/);
    await post(`/follow-ups/${followUp.id}/done`, dispatcher.token, { words: '改到下午' }).expect(200);
    expect(await itemsOf('/follow-ups')()).toEqual([]);
    await get('/alarms', child.token).expect(403);
  });
});
