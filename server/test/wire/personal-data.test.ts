import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { createLog } from '../../src/platform/log.ts';
import { clockAt } from '../rights/ground.ts';
import { startWorld, type World } from '../rights/world.ts';
import { allDocuments } from '../support/documents.ts';
import { eventually } from '../support/system.ts';

/**
 * What is written down anywhere while the whole story is told: every document of every collection (the feed among them),
 * every command to Redis, every line of the log at its most talkative.
 */
let world: World;
let monitor: Redis;
let documents: ReadonlyMap<string, string>;
const logged: string[] = [];
const commands: string[] = [];
const codes: string[] = [];

/** As in people/town.ts, and what is sent on the way. */
const PRIVATE = {
  identityNumber: '330199194403051234',
  socialCard: 'S33019912345',
  landline: '88001234',
  contact: '13800000001',
  doorNote: '钥匙在 501',
  keyholder: '赵桂芬',
  dialect: '宁波话',
  condition: '糖尿病',
  answer: 'cheerful',
  mobile: '13912345678',
} as const;
const NAME = '陈国栋';

beforeAll(async () => {
  const redis = new Redis(process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379');
  monitor = await redis.monitor();
  redis.disconnect();
  const ours = `test${process.env['JEST_WORKER_ID'] ?? '1'}-`;
  monitor.on('monitor', (_: string, args: string[]) => {
    const command = args.join(' ');
    if (command.includes(ours)) commands.push(command);
  });
  world = await startWorld({ log: createLog('trace', { write: (line: string) => void logged.push(line) }) });
  await tellMore();
  documents = await allDocuments();
}, 60_000);
afterAll(async () => {
  monitor?.disconnect();
  await world?.stop();
});

/** Codes are asked for and tried, a record is changed, a position reported, mistakes made with private things in them. */
async function tellMore(): Promise<void> {
  const { system, ground, things, cast } = world;
  const elderPath = `/api/v1/elders/${ground.elder.elderId}`;
  const tokenOf = (who: string) => cast.get(who)?.token;
  const post = (path: string, who: string | null, body: object = {}) =>
    system.request('post', `/api/v1${path}`, who ? tokenOf(who) : '').send(body);

  const { body: sent } = await post('/auth/codes', null, { phone: PRIVATE.mobile }).expect(200);
  await post('/auth/sessions', null, { phone: PRIVATE.mobile, code: sent.demoCode }).expect(200);
  const { body: link } = await post(`/elders/${ground.elder.elderId}/link-codes`, 'elder').expect(200);
  const { body: device } = await post(`/elders/${ground.elder.elderId}/device-codes`, 'family').expect(200);
  const { body: visit } = await system.request('get', `/api/v1/jobs/${things.jobId}/visit-code`, tokenOf('family'));
  codes.push(sent.demoCode, link.code, link.code.replace('-', ''), device.code, visit.passphrase);

  await system
    .request('patch', elderPath, tokenOf('care advisor'))
    .send({ atTheDoor: { ...ground.elder.atTheDoor, dialect: PRIVATE.dialect } })
    .expect(200);
  await system
    .request('get', `/api/v1/elders/search?q=${PRIVATE.landline.slice(-4)}`, tokenOf('dispatcher'))
    .expect(200);
  const positions = [{ at: { lon: 120.123456, lat: 30.234567 }, accuracyM: 10, takenAt: clockAt('10:30') }];
  await post(`/runs/${things.runId}/positions`, 'staff', { runId: things.runId, positions });
  await post('/elders', 'care advisor', { identityNumber: PRIVATE.identityNumber, phone: PRIVATE.landline }).expect(
    422,
  );
  await eventually(
    () => logged.filter((line) => line.includes('"request"')).length,
    (lines) => lines > 10,
  );
}

const collectionsWith = (secret: string): string[] => [
  ...new Set([...documents].flatMap(([key, text]) => (text.includes(secret) ? [key.split('/')[0] ?? ''] : []))),
];

/** As MONITOR writes what is not ASCII. */
const escaped = (text: string): string =>
  [...Buffer.from(text)].map((byte) => (byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16)}`)).join('');

test.each(Object.entries(PRIVATE))('the %s stands nowhere in the clear', (_, secret) => {
  expect(collectionsWith(secret)).toEqual([]);
  expect(logged.filter((line) => line.includes(secret))).toEqual([]);
  expect(commands.filter((line) => line.includes(secret) || line.includes(escaped(secret)))).toEqual([]);
});

test('nor does any code', () => {
  for (const code of codes.map((one) => JSON.stringify(one))) {
    expect([code, collectionsWith(code), logged.filter((line) => line.includes(code))]).toEqual([code, [], []]);
  }
  const long = codes.filter(({ length }) => length >= 8);
  expect(commands.filter((line) => long.some((code) => line.includes(code)))).toEqual([]);
});

test('a track is sealed too', () => {
  expect(collectionsWith('120.123456')).toEqual([]);
  expect(logged.filter((line) => line.includes('120.123456'))).toEqual([]);
});

test('the elder’s name stands where it is looked for and where it is shown, and in nothing that travels', () => {
  // elders: the desk finds him by it; people: his own account; feed: views of those who see him.
  expect(collectionsWith(NAME).toSorted()).toEqual(['elders', 'feed', 'people']);
  const streams = [...documents].flatMap(([key, text]) =>
    key.startsWith('feed/') && text.includes(NAME) ? (/"stream":"(\w+):/.exec(text)?.[1] ?? []) : [],
  );
  // His own, the dispatcher's and his provider's; neither the kitchen's nor any worker's.
  expect([...new Set(streams)].toSorted()).toEqual(['district', 'elder', 'provider']);
  expect(logged.filter((line) => line.includes(NAME))).toEqual([]);
  expect(commands.filter((line) => line.includes(NAME) || line.includes(escaped(NAME)))).toEqual([]);
});

test('a request is logged by its whole path and the caller’s id, never with what was searched for', () => {
  const searched = logged.filter((line) => line.includes('/search')).map((line) => JSON.parse(line) as object);
  expect(searched).toMatchObject([
    { path: '/api/v1/elders/search', method: 'GET', status: 200, personId: world.cast.get('dispatcher')?.personId },
  ]);
  expect(JSON.stringify(searched)).not.toContain('q=');
});

test('and the look was a real one', () => {
  expect(documents.size).toBeGreaterThan(200);
  expect(commands.length).toBeGreaterThan(200);
  expect(logged.length).toBeGreaterThan(50);
  expect(collectionsWith(world.things.runId)).toEqual(expect.arrayContaining(['events', 'feed', 'runs', 'trails']));
});
