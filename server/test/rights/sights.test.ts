import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FAMILY_RIGHTS, streamOf, type FeedEntry, type FamilyRight } from '@nuanlin/shared';
import { eventually } from '../support/system.ts';
import { DAY } from './ground.ts';
import { startWorld, type World } from './world.ts';

/** What is shown of an elder's day, to family with each right alone: no view tells more than its right allows. */
let world: World;
beforeAll(async () => {
  world = await startWorld();
}, 60_000);
afterAll(() => world?.stop());

const RIGHTS = Object.keys(FAMILY_RIGHTS) as FamilyRight[];
const tokenOf = (who: string): string => world.cast.get(who)?.token ?? '';
const get = async (path: string, who: string) => {
  const { status, body } = await world.system.request('get', `/api/v1${path}`, tokenOf(who));
  return { status, body };
};
const dayOf = async (who: string) => (await get(`/elders/${world.ground.elder.elderId}/day?day=${DAY}`, who)).body;

describe('money', () => {
  test('is shown on lines to who orders or pays, not to who may only see visits', async () => {
    const [{ line: shown }] = (await dayOf('family')).entries;
    expect(shown).toMatchObject({ totalFen: expect.any(Number), payerId: expect.any(String) });
    expect(shown.prices.length).toBeGreaterThan(0);
    const [{ line: hidden }] = (await dayOf('family with visits alone')).entries;
    expect(hidden).toMatchObject({ id: shown.id, state: shown.state, prices: [], totalFen: null, payerId: null });
  });

  test.each(['dispatcher', 'care advisor', 'supervisor', 'elder', 'guardian'])('is shown to the %s', async (who) => {
    expect((await dayOf(who)).entries[0].line.totalFen).toEqual(expect.any(Number));
  });

  test('of an order as a whole likewise', async () => {
    const path = `/orders/${world.things.order.id}`;
    expect((await get(path, 'family')).body.totalFen).toBe(world.things.order.totalFen);
    const { body } = await get(path, 'family with visits alone');
    expect([body.totalFen, body.payerId, body.lines[0].totalFen]).toEqual([null, null, null]);
  });

  test('is the elder’s when somebody orders who may not pay', async () => {
    const { ground, cast, system } = world;
    const payerFor = async (who: string) => {
      const basket = {
        elderId: ground.elder.elderId,
        way: 'settle_later',
        lines: [
          {
            kind: 'meal',
            canteenId: ground.canteen.id,
            day: DAY,
            period: 'dinner',
            way: 'pickup',
            dishes: [{ dishId: ground.dish.id, portions: 1 }],
          },
        ],
      };
      return (await system.request('post', '/api/v1/orders/quote', tokenOf(who)).send(basket)).body.payerId;
    };
    expect(await payerFor('family')).toBe(cast.get('family')?.personId);
    expect(await payerFor('guardian')).toBe(cast.get('guardian')?.personId);
    for (const who of ['family with order alone', 'dispatcher', 'elder'])
      expect(await payerFor(who)).toBe(ground.elder.personId);
  });
});

describe('health', () => {
  test('why a dish clashes is told to who may see health; that it does, to everybody who orders', async () => {
    const { elder, canteen, peanut } = world.ground;
    const path = `/canteens/${canteen.id}/menu?elderId=${elder.elderId}&day=${DAY}&period=dinner`;
    const fitFor = async (who: string) =>
      (await get(path, who)).body.dishes.find(({ dishId }: { dishId: string }) => dishId === peanut.id).fit;
    for (const who of ['family', 'elder', 'care advisor'])
      expect(await fitFor(who)).toMatchObject({ stops: true, clashes: [{ kind: 'allergen', code: 'peanuts' }] });
    const hidden = await fitFor('family with order alone');
    expect(hidden).toMatchObject({ stops: true, clashes: [{ kind: 'withheld', code: '', stops: true }] });
    expect(JSON.stringify(hidden)).not.toContain('peanuts');
  });

  test('nor does a refused basket say it', async () => {
    const { elder, canteen, peanut } = world.ground;
    const dishes = [{ dishId: peanut.id, portions: 1 }];
    const line = { kind: 'meal', canteenId: canteen.id, day: DAY, period: 'dinner', way: 'pickup', dishes };
    const order = { elderId: elder.elderId, lines: [line], way: 'settle_later', quotedFen: 1100 };
    const { body } = await world.system
      .request('post', '/api/v1/orders', tokenOf('family with order alone'))
      .send(order);
    expect(body.code).toBe('DIET_CLASH');
    expect(JSON.stringify(body)).not.toContain('peanuts');
  });

  test('what was answered on a checklist is read by who may see health, and by who did the work', async () => {
    const answerFor = async (who: string) => {
      const { body } = await get(`/jobs/${world.things.servedJobId}`, who);
      return body.checklist.find(({ step }: { step: string }) => step === 'spirits').answer;
    };
    for (const who of ['family', 'elder', 'dispatcher', 'volunteer']) expect(await answerFor(who)).toBe('cheerful');
    for (const who of ['family with visits alone', 'supervisor']) expect(await answerFor(who)).toBeNull();
  });

  test('is on the elder’s page for those alone who may see it', async () => {
    const page = (who: string) => get(`/elders/${world.ground.elder.elderId}`, who);
    expect((await page('family')).body.health.conditions).toEqual(['糖尿病']);
    expect((await page('family with visits alone')).body.health).toBeNull();
    expect((await page('family with health alone')).status).toBe(403);
  });
});

test('a consent that is withdrawn stops the work before it starts', async () => {
  const { system, ground, things } = world;
  const post = (path: string, who: string) => system.request('post', `/api/v1${path}`, tokenOf(who)).send({});
  await post(`/elders/${ground.elder.elderId}/consents/${things.consentId}/withdrawal`, 'elder').expect(200);
  const { body } = await post(`/seats/${things.seatId}/start`, 'staff');
  expect(body).toMatchObject({
    status: 409,
    code: 'CONSENT_MISSING',
    data: { kind: 'entering_home', textVersion: '1' },
    title: 'The consent of the elder or guardian is missing: Coming in',
  });
});

describe('why somebody was chosen, or not', () => {
  const ask = async (who: string, about: string) => {
    const workerId = world.cast.get(about)?.personId;
    const { status, body } = await get(`/seats/${world.things.seatId}/explain/${workerId}`, who);
    return status === 200 ? 200 : body.code;
  };
  test.each(['dispatcher', 'supervisor'])('is told to the %s of the area', async (who) => {
    expect(await ask(who, 'staff')).toBe(200);
    // They were not looked at for this work.
    for (const about of ['staff of the same provider', 'volunteer']) expect(await ask(who, about)).toBe('NOT_FOUND');
  });

  test('is told to a worker about himself alone', async () => {
    expect(await ask('staff', 'staff')).toBe(200);
    for (const about of ['staff of the same provider', 'volunteer', 'family'])
      expect(await ask('staff', about)).toBe('FORBIDDEN');
  });

  test('is told to a coordinator about the provider’s own staff', async () => {
    expect(await ask('coordinator', 'staff')).toBe(200);
    expect(await ask('coordinator', 'staff of the same provider')).toBe('NOT_FOUND');
    for (const about of ['volunteer', 'staff of another operator'])
      expect(await ask('coordinator', about)).toBe('FORBIDDEN');
  });
});

describe('the elder’s stream', () => {
  const entriesFor = async (who: string): Promise<FeedEntry[]> => {
    const socket = await world.system.socket(tokenOf(who));
    const answer = await socket.emitWithAck('feed:join', {
      stream: streamOf('elder', world.ground.elder.elderId),
      after: 0,
    });
    if (!answer.ok || 'reset' in answer) throw new Error('the stream is heard from its beginning');
    return answer.entries;
  };
  const kinds = (entries: readonly FeedEntry[]) => [...new Set(entries.map(({ entity }) => entity.kind))].toSorted();

  test('shows the whole day to who may see visits, without money', async () => {
    const whole = await entriesFor('family');
    const seen = await entriesFor('family with visits alone');
    expect(kinds(seen)).toEqual(kinds(whole));
    expect(kinds(seen)).toEqual(expect.arrayContaining(['concern', 'elder', 'job', 'line', 'run', 'ticket']));
    const moneyIn = (entries: readonly FeedEntry[]) =>
      entries.filter(({ entity, view }) => entity.kind === 'line' && typeof view['totalFen'] === 'number').length;
    expect(moneyIn(whole)).toBeGreaterThan(0);
    expect(moneyIn(seen)).toBe(0);
  });

  test.each([
    ...RIGHTS.filter((right) => right !== 'visits').map((right) => `family with ${right} alone`),
    'family without a right',
  ])('to %s shows the elder’s card alone, numbered without a gap', async (who) => {
    const seen = await entriesFor(who);
    expect(kinds(seen)).toEqual(['elder', 'withheld']);
    expect(seen.map(({ n }) => n)).toEqual(seen.map((_, n) => n + 1));
    const hidden = seen.filter(({ type }) => type === 'withheld');
    expect(hidden.every(({ view, entity }) => Object.keys(view).length === 0 && entity.id === '')).toBe(true);
  });

  test('tells each hearer as much live, and more when he is given more', async () => {
    const { elder } = world.ground;
    const stream = streamOf('elder', elder.elderId);
    const who = 'family with pay alone';
    const [socket, whole] = [await world.system.socket(tokenOf(who)), await world.system.socket(tokenOf('family'))];
    const heard: Record<'less' | 'more', FeedEntry[]> = { less: [], more: [] };
    socket.on('feed:entry', (entry) => heard.less.push(entry));
    whole.on('feed:entry', (entry) => heard.more.push(entry));
    for (const one of [socket, whole]) await one.emitWithAck('feed:join', { stream });
    const report = () =>
      world.system.request('post', `/api/v1/lines/${world.things.laterLine}/cancel`, tokenOf('family'));
    await report().send({ reason: 'changed_mind', feeSeenFen: 9999 }).expect(200);
    const of = (entries: FeedEntry[]) => entries.find(({ type }) => type === 'line_cancelled');
    await eventually(
      () => of(heard.more),
      (seen) => seen !== undefined,
    );
    const { n } = of(heard.more) ?? { n: 0 };
    const same = () => heard.less.find((entry) => entry.n === n);
    expect(await eventually(same, (seen) => seen !== undefined)).toMatchObject({ type: 'withheld', view: {} });

    const path = `/api/v1/elders/${elder.elderId}/family/${world.cast.get(who)?.personId}`;
    await world.system
      .request('put', path, tokenOf('elder'))
      .send({ rights: ['pay', 'visits'] })
      .expect(200);
    const joined = async () => socket.emitWithAck('feed:join', { stream, after: n - 1 });
    const again = await eventually(
      joined,
      (answer) => answer.ok && !('reset' in answer) && answer.entries[0]?.type === 'line_cancelled',
    );
    expect(again).toMatchObject({ entries: expect.arrayContaining([expect.objectContaining({ n })]) });
  });
});
