import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startWorld, type World } from '../rights/world.ts';

/**
 * The three codes and the QR of the elder's device, each held against each door, by somebody who may stand at that door:
 * a code opens its own and no other, and is as good as before after it was tried elsewhere.
 */
let world: World;
let codes: Readonly<Record<Code, string>>;
beforeAll(async () => {
  world = await startWorld();
  const { elder } = world.ground;
  const made = async (method: 'get' | 'post', path: string, who: string) =>
    (await request(method, path, who).expect(200)).body as { code: string };
  codes = {
    'link code': (await made('post', `/elders/${elder.elderId}/link-codes`, 'elder')).code,
    'visit code': (await made('get', `/jobs/${world.things.jobId}/visit-code`, 'family')).code,
    'paper card': world.things.cardNumber,
    'device’s QR': (await made('post', `/elders/${elder.elderId}/device-codes`, 'family')).code,
  };
}, 60_000);
afterAll(() => world?.stop());

type Code = 'link code' | 'visit code' | 'paper card' | 'device’s QR';

const request = (method: 'get' | 'post', path: string, who: string | null) =>
  world.system.request(method, `/api/v1${path}`, who ? world.cast.get(who)?.token : '');

const arriving = (checkIn: object) =>
  request('post', `/seats/${world.things.seatId}/arrive`, 'staff').send({ checkIn });

interface Door {
  readonly opens: Code | null;
  readonly knock: (code: string) => ReturnType<typeof arriving>;
  readonly refusals: readonly string[];
}

const DOORS = {
  'a family’s link': {
    opens: 'link code',
    knock: (code) => request('post', '/links', 'nobody’s relative').send({ code, relation: 'son' }),
    refusals: ['CODE_WRONG'],
  },
  'the elder’s device': {
    opens: 'device’s QR',
    knock: (code) => request('post', '/devices', null).send({ code, name: '平板' }),
    refusals: ['CODE_EXPIRED', 'INVALID_INPUT'],
  },
  'signing in': {
    opens: null,
    knock: (code) => request('post', '/auth/sessions', null).send({ phone: '13800000001', code }),
    refusals: ['CODE_EXPIRED', 'INVALID_INPUT'],
  },
  'checking in by card': {
    opens: 'paper card',
    knock: (cardCode) => arriving({ method: 'paper_card', cardCode, callBack: true }),
    refusals: ['CARD_BLOCKED'],
  },
  'checking in by visit code': {
    opens: 'visit code',
    knock: (code) => arriving({ method: 'visit_code', code }),
    refusals: ['VISIT_CODE_WRONG', 'INVALID_INPUT'],
  },
} as const satisfies Readonly<Record<string, Door>>;

describe.each(Object.entries<Door>(DOORS))('%s', (_, { opens, knock, refusals }) => {
  const others = (['link code', 'visit code', 'paper card', 'device’s QR'] as const).filter((code) => code !== opens);
  test.each(others)('is not opened by the %s', async (code) => {
    const { status, body } = await knock(codes[code]);
    expect([status < 500, refusals.includes(body.code), body.code]).toEqual([true, true, body.code]);
  });
});

test('after all that each code still opens its own', async () => {
  for (const { opens, knock } of Object.values<Door>(DOORS)) {
    if (opens === null || opens === 'visit code') continue;
    expect([opens, (await knock(codes[opens])).status]).toEqual([opens, 200]);
  }
  // Who came by the card is there already; the visit code confirms the end as well.
  const { body } = await DOORS['checking in by visit code'].knock(codes['visit code']);
  expect(body.code).toBe('SEAT_MOVED_ON');
});

test('a code that was used opens nothing again', async () => {
  for (const { opens, knock } of Object.values<Door>(DOORS)) {
    if (opens !== 'link code' && opens !== 'device’s QR') continue;
    expect((await knock(codes[opens])).status).toBe(422);
  }
});

test('a card that was blocked opens nothing', async () => {
  const { elder } = world.ground;
  await request('post', `/elders/${elder.elderId}/cards`, 'care advisor').expect(200);
  expect((await DOORS['checking in by card'].knock(codes['paper card'])).body.code).toBe('CARD_BLOCKED');
});

test('one elder’s card does not open another’s door', async () => {
  const { neighbour } = world.ground;
  const { body: card } = await request('post', `/elders/${neighbour.elderId}/cards`, 'care advisor').expect(200);
  expect((await DOORS['checking in by card'].knock(card.cardNumber)).body.code).toBe('CARD_BLOCKED');
});
