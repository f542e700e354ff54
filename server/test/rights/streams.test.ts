import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  STREAM_ACCESS,
  STREAM_KINDS,
  streamOf,
  type FamilyRight,
  type StreamKind,
  type StreamName,
} from '@nuanlin/shared';
import { newId } from '../../src/platform/ids.ts';
import type { TestSocket } from '../support/system.ts';
import type { Member } from './cast.ts';
import { admits, reaches, type Of } from './reach.ts';
import { startWorld, type World } from './world.ts';

/** Who may hear what: every kind of stream, joined by everybody of the cast on the whole product. */
let world: World;
const sockets = new Map<string, TestSocket>();
beforeAll(async () => {
  world = await startWorld();
  for (const member of world.cast.values()) sockets.set(member.who, await world.system.socket(member.token));
}, 60_000);
afterAll(() => world?.stop());

type Heard = StreamKind | 'run';

const NOBODY: Of = { elder: false, operators: [], own: [] };

/** To whom the stream belongs, and another of its kind. */
function streamOfKind(kind: StreamKind): { stream: StreamName; nowhere: StreamName; of: Of } {
  const { ground } = world;
  const named = (id: string, unknown: string, of: Partial<Of>) => ({
    stream: streamOf(kind, id),
    nowhere: streamOf(kind, unknown),
    of: { ...NOBODY, ...of },
  });
  switch (kind) {
    case 'person':
      return named(memberOf('family').personId, newId('person'), { own: ['family'] });
    case 'elder':
      return named(ground.elder.elderId, newId('elder'), { elder: true });
    case 'canteen':
      return named(ground.canteen.id, newId('canteen'), { operators: [ground.kitchen.id] });
    case 'district':
      return named(ground.town.near.district.id, newId('district'), {});
    case 'provider':
      return named(ground.town.company.id, newId('operator'), { operators: [ground.town.company.id] });
  }
}

const memberOf = (who: string): Member => found(world.cast.get(who));
const socketOf = (who: string): TestSocket => found(sockets.get(who));
function found<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Error('not of the cast');
  return thing;
}

const join = async (socket: TestSocket, stream: StreamName): Promise<string> => {
  const answer = await socket.emitWithAck('feed:join', { stream });
  return answer.ok ? 'in' : answer.code;
};
const watch = async (socket: TestSocket, runId: string): Promise<string> => {
  const answer = await socket.emitWithAck('run:watch', { runId });
  return answer.ok ? 'in' : answer.code;
};

function expected(kind: Heard, of: Of, member: Member): string {
  if (kind === 'person') return of.own.includes(member.who) ? 'in' : 'FORBIDDEN';
  return admits(STREAM_ACCESS[kind], member.grant) && reaches(member, of, world.ground) ? 'in' : 'FORBIDDEN';
}

const forAll = async (say: (member: Member) => Promise<string> | string): Promise<Record<string, string>> =>
  Object.fromEntries(
    await Promise.all([...world.cast.values()].map(async (member) => [member.who, await say(member)] as const)),
  );

describe.each(STREAM_KINDS)('the stream of a %s', (kind) => {
  test('is heard by whom it should be, also after a reconnection', async () => {
    const { stream, of } = streamOfKind(kind);
    const wanted = await forAll((member) => expected(kind, of, member));
    expect(await forAll(({ who }) => join(socketOf(who), stream))).toEqual(wanted);
    expect(await forAll(async ({ token }) => join(await world.system.socket(token), stream))).toEqual(wanted);
  });

  test('that is not there is refused like one that is another’s', async () => {
    const { nowhere } = streamOfKind(kind);
    expect(await forAll(({ who }) => join(socketOf(who), nowhere))).toEqual(await forAll(() => 'FORBIDDEN'));
  });
});

test('the positions on a run are watched by whom they should be', async () => {
  const { runId } = world.things;
  const of: Of = { elder: true, operators: [world.ground.town.company.id], own: ['staff'] };
  const wanted = await forAll((member) => expected('run', of, member));
  expect(await forAll(({ who }) => watch(socketOf(who), runId))).toEqual(wanted);
  expect(await forAll(({ who }) => watch(socketOf(who), newId('run')))).toEqual(await forAll(() => 'FORBIDDEN'));
});

describe('while somebody listens', () => {
  const closing = (socket: TestSocket, wanted: StreamName) =>
    new Promise<string>((resolve) => {
      socket.on('feed:closed', ({ stream, code }) => {
        if (stream === wanted) resolve(code);
      });
    });
  const inTx = (work: Parameters<World['system']['platform']['transactions']['run']>[0]) =>
    world.system.platform.transactions.run(work);

  test.each([
    ['dispatcher', 'district'],
    ['care advisor', 'elder'],
    ['coordinator', 'provider'],
    ['canteen staff', 'canteen'],
    ['family of another', 'elder'],
  ] as const)('a right of the %s that is taken back closes the stream of the %s', async (who, kind) => {
    const { grant, personId } = memberOf(who);
    const { ground, joined } = world;
    const stream =
      who === 'family of another' ? streamOf('elder', ground.neighbour.elderId) : streamOfKind(kind).stream;
    const socket = socketOf(who);
    expect(await join(socket, stream)).toBe('in');
    const closed = closing(socket, stream);
    if (grant) await inTx((session) => joined.identity.revoke(personId, grant.role, grant.over, session));
    expect(await closed).toBe('FORBIDDEN');
    expect(await join(socket, stream)).toBe('FORBIDDEN');
  });

  test('without the right to positions a run is watched no longer', async () => {
    const who = 'family with position alone';
    const { runId } = world.things;
    expect(await watch(socketOf(who), runId)).toBe('in');
    const closed = new Promise((resolve) => socketOf(who).once('run:closed', resolve));
    await setRights(who, ['visits']);
    expect(await closed).toEqual({ runId, code: 'FORBIDDEN' });
  });

  test('signing out closes the sockets of that session, and of no other', async () => {
    const { personId, token } = memberOf('supervisor');
    const [here, there] = [
      socketOf('supervisor'),
      await world.system.socket(await world.joined.identity.openSession(personId)),
    ];
    const gone = new Promise((resolve) => here.once('disconnect', resolve));
    await world.system.request('delete', '/api/v1/auth/session', token).expect(200);
    expect(await gone).toBe('io server disconnect');
    expect(there.connected).toBe(true);
  });

  test('a device that is unbound hears nothing any more', async () => {
    const { elder } = world.ground;
    const path = `/api/v1/elders/${elder.elderId}`;
    const family = memberOf('family').token;
    const { body: shown } = await world.system.request('post', `${path}/device-codes`, family).expect(200);
    const bound = await world.system.request('post', '/api/v1/devices').send({ code: shown.code, name: '新平板' });
    const tablet = await world.system.socket(
      /nuanlin_session=([^;]*)/.exec(bound.headers['set-cookie'] ?? '')?.[1] ?? '',
    );
    expect(await join(tablet, streamOf('elder', elder.elderId))).toBe('in');
    const gone = new Promise((resolve) => tablet.once('disconnect', resolve));
    const { body: devices } = await world.system.request('get', `${path}/devices`, family);
    const device = devices.find(({ name }: { name: string }) => name === '新平板');
    await world.system.request('delete', `${path}/devices/${device.id}`, family).expect(200);
    expect(await gone).toBe('io server disconnect');
  });

  async function setRights(who: string, rights: FamilyRight[]): Promise<void> {
    const path = `/api/v1/elders/${world.ground.elder.elderId}/family/${memberOf(who).personId}`;
    await world.system.request('put', path, memberOf('elder').token).send({ rights }).expect(200);
  }
});
