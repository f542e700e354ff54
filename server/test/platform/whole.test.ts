import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { streamOf, type AreaId, type ElderId, type FeedEntry } from '@nuanlin/shared';
import { Entries, pruneFeed } from '../../src/platform/feed/entries.ts';
import { createRegistry, Events, Handled, recorded, runHandler } from '../../src/platform/events.ts';
import { newId } from '../../src/platform/ids.ts';
import {
  actorWith,
  bareComposition,
  eventually,
  startSystem,
  testSessions,
  type TestSystem,
} from '../support/system.ts';
import { Effects, visits, visitsFeature } from './example.ts';

const area = newId('area') satisfies AreaId;
const failures = { left: 0 };
const people = testSessions();
let system: TestSystem;

beforeAll(async () => {
  system = await startSystem((platform) => ({
    ...bareComposition(),
    sessions: people.sessions,
    features: { visits: visitsFeature({ ...platform, visits, areaPath: [area], failures }) },
    whereIs: {
      ...bareComposition().whereIs,
      elder: (elderId) => ({ elderId: elderId as ElderId, areaPath: [area], operatorPath: [], personIds: [] }),
    },
  }));
});
afterAll(() => system.stop());

const dispatcher = people.signIn(actorWith({ role: 'dispatcher', over: area }));
const body = { by: 'Zhao', minutes: 20 };

describe('a request', () => {
  test('changes state, its event is handled once and heard once', async () => {
    const elder = newId('elder');
    const socket = await system.socket(dispatcher);
    const stream = streamOf('elder', elder);
    const heard: FeedEntry[] = [];
    socket.on('feed:entry', (entry) => heard.push(entry));
    expect(await socket.emitWithAck('feed:join', { stream })).toEqual({ ok: true, head: 0, entries: [] });

    const {
      status,
      body: answer,
      headers,
    } = await system.request('post', `/api/v1/elders/${elder}/visits`, dispatcher).send(body);
    expect({ status, answer, etag: headers['etag'] }).toEqual({
      status: 200,
      answer: { id: elder, visits: 1, version: 1 },
      etag: '"1"',
    });

    await eventually(
      () => heard,
      ({ length }) => length === 1,
    );
    expect(heard[0]).toMatchObject({ stream, n: 1, type: 'visits', version: 1, view: { version: 1 } });
    await eventually(
      () => Events.findOne({ 'facts.elderId': elder }).lean(),
      (event) => event?.open.length === 0,
    );
    expect(await Effects.countDocuments({ what: elder })).toBe(1);
    await eventually(
      () => Effects.countDocuments({ what: `remind ${elder}` }),
      (count) => count === 1,
    );
  });

  test('with the same key is answered from the record, with other content refused', async () => {
    const elder = newId('elder');
    const send = (key: string, content: object) =>
      system.request('post', `/api/v1/elders/${elder}/visits`, dispatcher).set('idempotency-key', key).send(content);
    const first = await send('k1', body);
    const again = await send('k1', body);
    expect([again.status, again.body]).toEqual([200, first.body]);
    const other = await send('k1', { ...body, minutes: 21 });
    expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    expect((await send('k2', body)).body.visits).toBe(2);
  });

  test('sent twenty times at once with one key happens once', async () => {
    const elder = newId('elder');
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        system.request('post', `/api/v1/elders/${elder}/visits`, dispatcher).set('idempotency-key', 'same').send(body),
      ),
    );
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body])))).toEqual(
      new Set([JSON.stringify([200, { id: elder, visits: 1, version: 1 }])]),
    );
  });
});

describe('an event', () => {
  test('delivered many times at once has its effect once', async () => {
    const elder = newId('elder');
    await system.request('post', `/api/v1/elders/${elder}/visits`, dispatcher).send(body);
    const event = await eventually(
      () => Events.findOne({ 'facts.elderId': elder }).lean(),
      (found) => found?.open.length === 0,
    );
    if (!event) throw new Error('no event');
    await Effects.deleteMany({});
    await Handled.deleteMany({});
    const registry = createRegistry();
    registry.add(visitsFeature({ ...system.platform, visits, areaPath: [area], failures }).handlers ?? {});
    await Promise.all(
      Array.from({ length: 12 }, () => runHandler(recorded(event), 'visits.effect', { ...system.platform, registry })),
    );
    expect(await Effects.countDocuments({ what: elder })).toBe(1);
  });

  test('whose handler fails is tried again', async () => {
    failures.left = 2;
    const elder = newId('elder');
    await system.request('post', `/api/v1/elders/${elder}/visits`, dispatcher).send(body);
    await eventually(
      () => Events.findOne({ 'facts.elderId': elder }).lean(),
      (event) => event?.open.length === 0,
    );
    expect(failures.left).toBe(0);
  });
});

describe('the feed', () => {
  test('numbers concurrent events of one stream without a gap', async () => {
    const elder = newId('elder');
    const { transactions, events } = system.platform;
    const facts = { elderId: elder, areaPath: [], operatorPath: [] };
    await Promise.all(
      Array.from({ length: 60 }, (_, version) =>
        transactions.run((session) => events.add({ type: 'elder_changed', facts: { ...facts, version } }, session)),
      ),
    );
    const stream = streamOf('elder', elder);
    const entries = await eventually(
      () => Entries.find({ stream }).sort({ n: 1 }).lean(),
      ({ length }) => length === 60,
    );
    expect(entries.map(({ n }) => n)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
    expect(new Set(entries.map(({ version }) => version)).size).toBe(60);
  });

  test('gives a returning client what it missed, and a reset when that is gone', async () => {
    const elder = newId('elder');
    const stream = streamOf('elder', elder);
    for (let i = 0; i < 3; i++) await system.request('post', `/api/v1/elders/${elder}/visits`, dispatcher).send(body);
    await eventually(
      () => Entries.countDocuments({ stream }),
      (count) => count === 3,
    );
    const socket = await system.socket(dispatcher);
    const back = await socket.emitWithAck('feed:join', { stream, after: 1 });
    expect(back).toMatchObject({ ok: true, head: 3, entries: [{ n: 2 }, { n: 3 }] });
    expect(await socket.emitWithAck('feed:join', { stream, after: 99 })).toEqual({ ok: true, head: 3, reset: true });
    await Entries.deleteMany({ stream, n: { $lte: 2 } });
    expect(await socket.emitWithAck('feed:join', { stream, after: 1 })).toEqual({ ok: true, head: 3, reset: true });
  });

  test('keeps the last entry of a quiet stream, so that numbering goes on', async () => {
    const elder = newId('elder');
    const stream = streamOf('elder', elder);
    const note = () => system.request('post', `/api/v1/elders/${elder}/visits`, dispatcher).send(body);
    for (let i = 0; i < 3; i++) await note();
    const written = (count: number) =>
      eventually(
        () => Entries.find({ stream }).sort({ n: 1 }).lean(),
        ({ length }) => length === count,
      );
    await written(3);
    await Entries.updateMany({ stream }, { expiresAt: new Date(0) });
    await pruneFeed();
    await note();
    expect((await written(2)).map(({ n }) => n)).toEqual([3, 4]);
  });
});
