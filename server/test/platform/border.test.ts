import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/ids.ts';
import { actorWith, bareComposition, startSystem, testSessions, type TestSystem } from '../support/system.ts';
import { visits, visitsFeature } from './example.ts';

const area = newId('area');
const elder = newId('elder');
const people = testSessions();
const dispatcher = people.signIn(actorWith({ role: 'dispatcher', over: area }));
const path = `/api/v1/elders/${elder}/visits`;
const body = { by: 'Zhao', minutes: 20 };
let system: TestSystem;

beforeAll(async () => {
  system = await startSystem((platform) => ({
    ...bareComposition(),
    sessions: people.sessions,
    features: { visits: visitsFeature({ ...platform, visits, areaPath: [area], failures: { left: 0 } }) },
  }));
});
afterAll(() => system.stop());

describe('a bad request is answered with problem+json', () => {
  const cases: [
    string,
    () => Promise<{ status: number; body: { code?: string }; headers: Record<string, string> }>,
    number,
    string,
  ][] = [
    [
      'JSON that does not parse',
      () => system.request('post', path, dispatcher).type('json').send('{"by":'),
      400,
      'BAD_REQUEST',
    ],
    [
      'another media type',
      () => system.request('post', path, dispatcher).type('text').send('hello'),
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    [
      'a body that is too large',
      () => system.request('post', path, dispatcher).send({ by: 'x'.repeat(300_000) }),
      413,
      'BODY_TOO_LARGE',
    ],
    ['an unknown path', () => system.request('get', '/api/v1/nothing', dispatcher), 404, 'NOT_FOUND'],
    [
      'a path outside the API',
      () => system.request('get', '/nothing').set('accept', 'application/json'),
      404,
      'NOT_FOUND',
    ],
    ['a wrong method', () => system.request('delete', path, dispatcher), 405, 'METHOD_NOT_ALLOWED'],
    ['no session', () => system.request('post', path).send(body), 401, 'NOT_SIGNED_IN'],
    ['no grant', () => system.request('post', path, people.signIn(actorWith())).send(body), 403, 'FORBIDDEN'],
    [
      'another site',
      () => system.request('post', path, dispatcher).set('origin', 'https://evil.example').send(body),
      403,
      'ORIGIN_REFUSED',
    ],
    [
      'a key of strange characters',
      () => system.request('post', path, dispatcher).set('idempotency-key', 'a b').send(body),
      400,
      'BAD_REQUEST',
    ],
    [
      'an If-Match that is no version',
      () => system.request('patch', path, dispatcher).set('if-match', 'W/"x"').send({ visits: 1 }),
      400,
      'BAD_REQUEST',
    ],
    [
      'an id of another kind',
      () => system.request('post', `/api/v1/elders/${newId('order')}/visits`, dispatcher).send(body),
      422,
      'INVALID_INPUT',
    ],
    [
      'a path that cannot be decoded',
      () => system.request('get', '/api/v1/elders/%E0%A4%A/visits', dispatcher),
      422,
      'INVALID_INPUT',
    ],
  ];
  test.each(cases)('%s', async (_, send, status, code) => {
    const answer = await send();
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers['content-type']).toMatch('application/problem+json');
    expect(answer.headers['x-request-id']).toBeTruthy();
    expect(JSON.stringify(answer.body)).not.toMatch(/\.ts:|node_modules/);
  });

  test('that names every wrong field at once, in the language of the caller', async () => {
    const send = (token: string) => system.request('post', path, token).send({ by: '', minutes: -1, more: true });
    const { body: english } = await send(dispatcher);
    expect(english.fields.map(({ path }: { path: string }) => path).toSorted()).toEqual(['', 'by', 'minutes']);
    expect(english.title).toBe('Some fields are not right; see the marked ones');
    const { body: chinese } = await send(
      people.signIn({ ...actorWith({ role: 'dispatcher', over: area }), locale: 'zh-CN' }),
    );
    expect(chinese.title).toBe('有些内容填得不对，请看标红的地方');
    expect(chinese.fields).toContainEqual({ path: 'minutes', message: '数值过小：期望 number >0' });
  });

  test('and who may not call learns nothing about the input', async () => {
    const { status } = await system.request('post', path, people.signIn(actorWith())).send({});
    expect(status).toBe(403);
  });
});

describe('an edit', () => {
  test('made on an old version is refused with the current one', async () => {
    await system.request('post', path, dispatcher).send(body);
    const { body: now, headers } = await system.request('get', path, dispatcher);
    expect(headers['etag']).toBe(`"${now.version}"`);
    const edit = (version: string) =>
      system.request('patch', path, dispatcher).set('if-match', version).send({ visits: 9 });
    expect((await edit(headers['etag'] ?? '')).body).toEqual({ visits: 9, version: now.version + 1 });
    const stale = await edit(headers['etag'] ?? '');
    expect([stale.status, stale.body.code, stale.body.data]).toEqual([
      412,
      'VERSION_STALE',
      { version: now.version + 1 },
    ]);
  });

  test('reaches only what the scope covers', async () => {
    const elsewhere = people.signIn(actorWith({ role: 'dispatcher', over: newId('area') }));
    const { status } = await system.request('patch', path, elsewhere).send({ visits: 1 });
    expect(status).toBe(404);
  });
});

test('a flood from one person is answered 429 with Retry-After', async () => {
  const eager = people.signIn(actorWith({ role: 'dispatcher', over: area }));
  const statuses: number[] = [];
  let retryAfter: string | undefined;
  for (let i = 0; i < 13; i++) {
    const answers = await Promise.all(Array.from({ length: 50 }, () => system.request('get', path, eager)));
    for (const { status, headers } of answers) {
      statuses.push(status);
      if (status === 429) retryAfter = headers['retry-after'];
    }
  }
  expect(statuses.filter((status) => status === 200)).toHaveLength(600);
  expect(Number(retryAfter)).toBeGreaterThan(0);
});

test('the reference and its OpenAPI document come from the contract', async () => {
  const { body: document } = await system.request('get', '/api/openapi.json');
  expect(document.paths['/elders/{elderId}/visits'].post.responses['422']?.content ?? document.paths).toBeTruthy();
  const { text, headers } = await system.request('get', '/api/reference');
  expect(text).toContain('/elders/{elderId}/visits');
  expect(headers['content-security-policy']).not.toMatch('unsafe-inline');
});

test('health and readiness', async () => {
  expect((await system.request('get', '/healthz')).status).toBe(200);
  expect((await system.request('get', '/readyz')).body).toEqual({ ok: true });
});
