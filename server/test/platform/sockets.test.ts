import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { streamOf, type ElderId } from '@nuanlin/shared';
import { newId } from '../../src/platform/ids.ts';
import {
  actorWith,
  bareComposition,
  eventually,
  startSystem,
  testSessions,
  type TestSystem,
} from '../support/system.ts';
import { visits, visitsFeature } from './example.ts';

const area = newId('area');
const people = testSessions();
let system: TestSystem;

beforeAll(async () => {
  system = await startSystem((platform) => ({
    ...bareComposition(),
    sessions: people.sessions,
    features: { visits: visitsFeature({ ...platform, visits, areaPath: [area], failures: { left: 0 } }) },
    whereIs: {
      ...bareComposition().whereIs,
      elder: (elderId) => ({ elderId: elderId as ElderId, areaPath: [area], operatorPath: [], personIds: [] }),
    },
    upward: {
      ...bareComposition().upward,
      mayWatch: async () => true,
      position: async ({ runId, at, accuracyM, takenAt }, { personId }) => ({
        ...{ runId, at, accuracyM, takenAt },
        workerId: personId,
      }),
    },
  }));
});
afterAll(() => system.stop());

describe('a socket', () => {
  test('without a session is refused', async () => {
    await expect(system.socket('nobody')).rejects.toThrow('NOT_SIGNED_IN');
  });

  test('hears only what its grants cover, and no longer when they are withdrawn', async () => {
    const elder = newId('elder');
    const daughter = actorWith({ role: 'family', over: elder, rights: ['visits'] });
    const socket = await system.socket(people.signIn(daughter));
    expect(await socket.emitWithAck('feed:join', { stream: streamOf('elder', elder) })).toMatchObject({ ok: true });
    expect(await socket.emitWithAck('feed:join', { stream: streamOf('elder', newId('elder')) })).toEqual({
      ok: false,
      code: 'FORBIDDEN',
    });

    const closed = new Promise((resolve) => socket.once('feed:closed', resolve));
    people.change(daughter.personId, []);
    const { transactions, events } = system.platform;
    await transactions.run((session) =>
      events.add({ type: 'grants_changed', facts: { personId: daughter.personId, version: 1 } }, session),
    );
    expect(await closed).toEqual({ stream: streamOf('elder', elder), code: 'FORBIDDEN' });
  });

  test('is closed when its session has ended', async () => {
    const person = actorWith();
    const socket = await system.socket(people.signIn(person));
    const gone = new Promise((resolve) => socket.once('disconnect', resolve));
    people.change(person.personId, null);
    const { transactions, events } = system.platform;
    await transactions.run((session) =>
      events.add({ type: 'grants_changed', facts: { personId: person.personId, version: 1 } }, session),
    );
    expect(await gone).toBe('io server disconnect');
  });

  test('is told again how far a stream is written', async () => {
    const elder = newId('elder');
    const socket = await system.socket(people.signIn(actorWith({ role: 'dispatcher', over: area })));
    const stream = streamOf('elder', elder);
    await socket.emitWithAck('feed:join', { stream });
    const head = new Promise((resolve) => socket.once('feed:head', resolve));
    expect(await head).toEqual({ stream, n: 0 });
  });

  test('that sends garbage gets errors, then nothing more', async () => {
    const socket = await system.socket(people.signIn(actorWith()));
    const gone = new Promise((resolve) => socket.once('disconnect', resolve));
    const garbage = socket as unknown as { emit(event: string, ...rest: unknown[]): void };
    const answers: unknown[] = [];
    for (const request of [null, 'x', { stream: 'elder:1' }, { stream: ['a'] }]) {
      garbage.emit('feed:join', request, (answer: unknown) => answers.push(answer));
    }
    for (let i = 0; i < 16; i++) garbage.emit('nonsense', { i });
    await gone;
    expect(answers).toEqual(Array.from({ length: 4 }, () => ({ ok: false, code: 'INVALID_INPUT' })));
  });

  test('that sends more in one message than any message needs is closed', async () => {
    const socket = await system.socket(people.signIn(actorWith()));
    const gone = new Promise((resolve) => socket.once('disconnect', resolve));
    const large = socket as unknown as { emit(event: string, ...rest: unknown[]): void };
    large.emit('feed:join', { stream: 'x'.repeat(40_000) }, () => undefined);
    expect(await gone).toBe('transport close');
  });

  test.each([
    ['text that is no packet', Buffer.from('no packet at all')],
    ['bytes', Buffer.alloc(64, 0xff)],
    ['a frame that says it is a gigabyte', Buffer.from([0x81, 0xff, 0, 0, 0, 0, 0x40, 0, 0, 0, 1, 2, 3, 4])],
  ])('that sends %s instead of frames is closed, and the others hear on', async (_, garbage) => {
    const other = await system.socket(people.signIn(actorWith({ role: 'dispatcher', over: area })));
    const { port, hostname } = new URL(system.address);
    const raw = connect(Number(port), hostname);
    const cookie = `nuanlin_session=${people.signIn(actorWith())}`;
    const opening = [
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
      'host: x',
      'connection: upgrade',
      'upgrade: websocket',
      'sec-websocket-version: 13',
      `sec-websocket-key: ${randomBytes(16).toString('base64')}`,
      `cookie: ${cookie}`,
    ];
    raw.on('error', () => undefined);
    raw.write(`${opening.join('\r\n')}\r\n\r\n`);
    const [answer] = (await once(raw, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1.1 101/);
    raw.write(garbage);
    await once(raw, 'close');
    const stream = streamOf('elder', newId('elder'));
    expect(await other.emitWithAck('feed:join', { stream })).toMatchObject({ ok: true });
  });

  test('that floods is refused, then closed', async () => {
    const socket = await system.socket(people.signIn(actorWith()));
    const gone = new Promise((resolve) => socket.once('disconnect', resolve));
    const codes: string[] = [];
    for (let i = 0; i < 100; i++) {
      socket.emit('feed:leave', { stream: streamOf('elder', newId('elder')) }, (answer) => {
        codes.push(answer.ok ? 'ok' : answer.code);
      });
    }
    await gone;
    expect(codes.filter((code) => code === 'TOO_MANY_REQUESTS').length).toBeGreaterThan(10);
  });

  test('watching a run sees the positions on it', async () => {
    const runId = newId('run');
    const watcher = await system.socket(people.signIn(actorWith()));
    const courier = actorWith();
    const sender = await system.socket(people.signIn(courier));
    await watcher.emitWithAck('run:watch', { runId });
    const seen: unknown[] = [];
    watcher.on('position', (position) => seen.push(position));
    const report = { runId, at: { lon: 121.4, lat: 31.2 }, accuracyM: 12, takenAt: system.platform.clock.now() };
    expect(await sender.emitWithAck('position', report)).toEqual({ ok: true });
    await eventually(
      () => seen,
      ({ length }) => length === 1,
    );
    expect(seen[0]).toEqual({ ...report, workerId: courier.personId });
  });
});
