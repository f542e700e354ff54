import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { fill, plusDays, REFUSAL_TEXTS, text, type Locale, type RefusalCode } from '@nuanlin/shared';
import { clockAt, DAY } from '../rights/ground.ts';
import { startWorld, type World } from '../rights/world.ts';
import { allDocuments, changedBetween } from '../support/documents.ts';
import { eventually } from '../support/system.ts';

/** What an order may ask for that cannot be, and what a hasty or broken client sends; on the whole product. */
let world: World;
let small: { readonly id: string };
beforeAll(async () => {
  world = await startWorld();
  small = await openSmallCanteen(world);
  await settled();
}, 60_000);
afterAll(() => world?.stop());

/** It brings nothing home, and has cooked one portion. */
async function openSmallCanteen({ joined, ground }: World) {
  const [canteen] = await joined.canteens.createCanteens([
    { ...ground.canteen, name: text('小食堂', 'Small Canteen'), ways: ['pickup'] },
  ]);
  if (!canteen) throw new Error('it is open');
  const dishes = [{ dishId: ground.dish.id, portions: 1 }];
  await joined.canteens.publishMenus([{ canteenId: canteen.id, day: DAY, period: 'dinner', dishes }]);
  return canteen;
}

/** The relay has shown what was told before. */
const settled = async () => {
  let last = await allDocuments();
  await eventually(
    async () => {
      const now = await allDocuments();
      const restless = changedBetween(last, now);
      last = now;
      return restless;
    },
    ({ length }) => length === 0,
  );
};

const post = (path: string, who: string, body: object | string, headers: Record<string, string> = {}) =>
  world.system.request('post', `/api/v1${path}`, world.cast.get(who)?.token).type('json').set(headers).send(body);

const meal = (change: object = {}) => ({
  kind: 'meal',
  canteenId: small.id,
  day: DAY,
  period: 'dinner',
  way: 'pickup',
  dishes: [{ dishId: world.ground.dish.id, portions: 1 }],
  ...change,
});
const cleaning = (time: string, day = DAY) => ({
  kind: 'service',
  itemId: world.ground.items.cleaning.id,
  variant: null,
  start: clockAt(time, day),
  minutes: 60,
  payWith: 'money',
});
const order = (line: object, elderId: string = world.ground.elder.elderId) => ({
  elderId,
  lines: [line],
  way: 'settle_later',
  quotedFen: 1100,
});

/** The elder's product speaks Chinese, his daughter's English. */
const CALLERS = [
  ['elder', 'zh-CN'],
  ['family', 'en'],
] as const satisfies readonly (readonly [string, Locale])[];

describe('an order is refused with its reason, in the caller’s language, and leaves nothing behind', () => {
  const cases: readonly (readonly [string, RefusalCode, () => object])[] = [
    ['for a time that has passed', 'WINDOW_PAST', () => order(cleaning('09:00'))],
    [
      'after the cut-off',
      'CUT_OFF_PAST',
      () => order(meal({ canteenId: world.ground.canteen.id, day: plusDays(DAY, -1), period: 'lunch' })),
    ],
    ['at a canteen that does not serve so', 'CANTEEN_CLOSED', () => order(meal({ way: 'delivery' }))],
    [
      'of more than is left',
      'SOLD_OUT',
      () => order(meal({ dishes: [{ dishId: world.ground.dish.id, portions: 2 }] })),
    ],
    [
      'of a dish that is not on the menu',
      'NOT_ON_MENU',
      () => order(meal({ dishes: [{ dishId: world.ground.peanut.id, portions: 1 }] })),
    ],
    [
      'of what the elder must not eat',
      'DIET_CLASH',
      () =>
        order(meal({ canteenId: world.ground.canteen.id, dishes: [{ dishId: world.ground.peanut.id, portions: 1 }] })),
    ],
    ['of a second meal', 'DOUBLE_MEAL', () => order(meal({ canteenId: world.ground.canteen.id, period: 'lunch' }))],
    ['over another visit', 'OVERLAPPING_VISIT', () => order(cleaning('14:30'))],
    ['at another price than was shown', 'PRICE_CHANGED', () => ({ ...order(meal()), quotedFen: 1 })],
    ['for another family’s elder', 'NOT_FOUND', () => order(meal(), world.ground.neighbour.elderId)],
    ['for an elder of another district', 'NOT_FOUND', () => order(meal(), world.ground.stranger.elderId)],
  ];
  test.each(cases)('%s: %s', async (_, code, body) => {
    for (const [who, locale] of CALLERS) {
      const before = await allDocuments();
      const { body: problem, headers } = await post('/orders', who, body(), { 'idempotency-key': code });
      expect(problem).toMatchObject({ code, title: fill(REFUSAL_TEXTS[code], locale, problem.data) });
      if (locale === 'en') expect(problem.title).not.toMatch(/\p{Script=Han}/u);
      expect(headers['content-type']).toMatch('application/problem+json');
      expect(changedBetween(before, await allDocuments())).toEqual([]);
    }
  });
});

test('a session that has expired is signed out, and says so in the language of the browser', async () => {
  const { personId } = world.cast.get('family with pay alone') ?? {};
  if (!personId) throw new Error('she is of the cast');
  const expired = await world.joined.identity.openSession(personId);
  await mongoose.connection.collection('sessions').updateMany({ personId }, { $inc: { givenAtMs: -91 * 86_400_000 } });
  const me = () => world.system.request('get', '/api/v1/me', expired);
  const { status, body } = await me().set('accept-language', 'zh-CN');
  expect([status, body.code, body.title]).toEqual([401, 'NOT_SIGNED_IN', REFUSAL_TEXTS.NOT_SIGNED_IN['zh-CN']]);
  expect((await me().set('accept-language', 'en')).body.title).toBe(REFUSAL_TEXTS.NOT_SIGNED_IN.en);
});

describe('a hasty client', () => {
  test('that sends an order ten times under one key has placed it once; with other content it is told', async () => {
    const { orders } = mongoose.connection.collections;
    const count = () => orders?.countDocuments() ?? 0;
    const before = await count();
    const key = { 'idempotency-key': 'one-tap-ten-times' };
    const answers = await Promise.all(Array.from({ length: 10 }, () => post('/orders', 'family', order(meal()), key)));
    const [first] = answers;
    expect(first?.status).toBe(200);
    expect(new Set(answers.map(({ body }) => body.id))).toEqual(new Set([first?.body.id]));
    expect(await count()).toBe(before + 1);

    const other = await post('/orders', 'family', order(cleaning('19:00')), key);
    expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    expect(await count()).toBe(before + 1);
  });

  test('that taps a step twice without a key is told that it has moved on', async () => {
    const concern = `/concerns/${world.things.concernId}/closing`;
    expect((await post(concern, 'dispatcher', { words: 'seen' })).status).toBe(200);
    expect((await post(concern, 'dispatcher', { words: 'seen' })).body.code).toBe('CONCERN_CLOSED');
  });
});

describe('a broken client', () => {
  const BIG = 10 * 1024 * 1024;
  const cases: readonly (readonly [string, () => Promise<{ status: number; body: { code?: string } }>, string])[] = [
    ['half of a JSON', () => post('/orders', 'family', '{"elderId":'), 'BAD_REQUEST'],
    ['a JSON that is no object', () => post('/orders', 'family', '[]'), 'INVALID_INPUT'],
    ['10 MB of JSON', () => post('/orders', 'family', JSON.stringify({ elderId: 'x'.repeat(BIG) })), 'BODY_TOO_LARGE'],
    [
      'a very deep JSON',
      () => post('/orders', 'family', `${'['.repeat(100_000)}${']'.repeat(100_000)}`),
      'INVALID_INPUT',
    ],
    ['a prototype', () => post('/orders', 'family', '{"__proto__":{"elderId":"x"},"constructor":{}}'), 'INVALID_INPUT'],
  ];
  test.each(cases)('that sends %s is told so; nothing changes and the process lives on', async (_, send, code) => {
    const before = await allDocuments();
    const { status, body } = await send();
    expect([status < 500, body.code]).toEqual([true, code]);
    expect(changedBetween(before, await allDocuments())).toEqual([]);
    expect((await world.system.request('get', '/healthz')).status).toBe(200);
  });

  test('that sends 10 MB without saying how much is told so too', async () => {
    const body = new ReadableStream({
      start(controller) {
        for (let sent = 0; sent < BIG; sent += 65_536) controller.enqueue(new Uint8Array(65_536).fill(0x20));
        controller.close();
      },
    });
    const response = await fetch(`${world.system.address}/api/v1/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: `nuanlin_session=${world.cast.get('family')?.token}` },
      body,
      duplex: 'half',
    });
    expect(await response.json()).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE' });
  });
});
