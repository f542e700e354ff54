import mongoose from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  plusDays,
  type BasketProblem,
  type ElderId,
  type ElderRecord,
  type FamilyRight,
  type LineView,
  type PersonId,
  type QuotedLine,
} from '@nuanlin/shared';
import { join } from '../../src/compose.ts';
import { startSystem, type TestSystem } from '../support/system.ts';
import { noOutside } from '../support/outside.ts';
import { elderRecord, signIn, type Joined } from '../people/town.ts';
import { clockAt, DAY, layGround, type Ground } from '../rights/ground.ts';

/** What a basket is held against, on the whole product: every problem with its code and its facts. */
const API = '/api/v1';
let system: TestSystem;
let joined: Joined;
let ground: Ground;
let elderId: ElderId;
let child: string;
let elder: string;

beforeAll(async () => {
  system = await startSystem((platform) => {
    joined = join(platform, noOutside);
    return joined.composition;
  });
  ground = await layGround(joined);
});
afterAll(() => system.stop());
/** Each test has an elder of its own, for whom nothing is ordered yet. */
beforeEach(async () => {
  await system.platform.clockControl?.set(clockAt('08:00'));
  const registered = await register();
  elderId = registered.elderId;
  child = await relative('陈静');
  elder = await joined.identity.openSession(registered.personId);
});
async function register(changes: Partial<ElderRecord> = {}): Promise<{ elderId: ElderId; personId: PersonId }> {
  const { community, district } = ground.town.near;
  const home = { areaId: community.id, districtId: district.id };
  const [registered] = await joined.elders.registerAll([elderRecord(home, { identityNumber: null, ...changes })]);
  if (!registered) throw new Error('an elder was registered');
  return registered;
}

const ALL: FamilyRight[] = ['order', 'pay', 'visits', 'health', 'position'];
async function relative(name: string, of = elderId): Promise<string> {
  const { personId, token } = await signIn(joined, system.platform, name);
  await joined.elders.linkFamily(of, { personId, relation: 'daughter', role: 'family' }, ALL);
  return token;
}
const desk = async (role: 'dispatcher' | 'care_advisor') => {
  const { id: over, name: overName } = ground.town.near.street;
  return (await signIn(joined, system.platform, '何芳', { role, over, overName })).token;
};
const agreeToAll = () =>
  joined.elders.enterConsents([elderId], ['entering_home', 'bathing', 'health_data', 'going_out']);

const meal = (change: object = {}) => ({
  kind: 'meal',
  canteenId: ground.canteen.id,
  day: DAY,
  period: 'lunch',
  way: 'pickup',
  dishes: [{ dishId: ground.dish.id, portions: 1 }],
  ...change,
});
const visit = (item: keyof Ground['items'], time: string, change: object = {}) => ({
  kind: 'service',
  itemId: ground.items[item].id,
  variant: null,
  start: clockAt(time),
  minutes: 60,
  payWith: 'money',
  ...change,
});
const post = (path: string, token: string, body: object = {}) =>
  system
    .request('post', API + path, token)
    .set('accept-language', 'en')
    .send(body);
const quote = async (lines: object[], token = child, of = elderId) =>
  (await post('/orders/quote', token, { elderId: of, lines, way: 'settle_later' }).expect(200)).body;
const problems = async (line: object, token = child): Promise<BasketProblem[]> => {
  const { lines } = await quote([line], token);
  return (lines as QuotedLine[]).flatMap(({ problems }) => problems);
};
/** Places at the price that is shown. */
const place = async (lines: object[], token = child, of = elderId) => {
  const { totalFen } = await quote(lines, token, of);
  return post('/orders', token, { elderId: of, lines, way: 'settle_later', quotedFen: totalFen });
};
const lineOf = async (line: object, token = child, of = elderId): Promise<LineView> => {
  const { status, body } = await place([line], token, of);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body.lines[0];
};

describe('doubles', () => {
  beforeEach(agreeToAll);

  test('a second meal of the period is stopped with who ordered what and when, also by another child', async () => {
    await lineOf(meal());
    const other = await relative('陈伟');
    const wanted = { who: '陈静', what: { 'zh-CN': '白切鸡套餐' }, when: `${DAY} 10:50` };
    expect(await problems(meal(), other)).toMatchObject([{ code: 'DOUBLE_MEAL', data: wanted, stops: true }]);
    const refused = await place([meal()], other);
    expect(refused.body).toMatchObject({
      status: 409,
      code: 'DOUBLE_MEAL',
      data: wanted,
      title: `陈静 has ordered this meal already (Chicken, ${DAY} 10:50)`,
    });
    expect(await problems(meal({ period: 'dinner' }), other)).toEqual([]);
  });

  test('two lunches of one basket are doubles too, and name who is ordering', async () => {
    const { lines, placeable } = await quote([meal(), meal()]);
    expect(placeable).toBe(false);
    expect(lines[1].problems).toMatchObject([{ code: 'DOUBLE_MEAL', data: { who: '陈静' } }]);
  });

  test('visits at one time are stopped; one after the other they are not', async () => {
    await lineOf(visit('cleaning', '14:00'));
    expect(await problems(visit('companionship', '15:00'))).toMatchObject([
      { code: 'OVERLAPPING_VISIT', data: { who: '陈静', what: { 'zh-CN': '助洁' }, when: `${DAY} 14:00` } },
    ]);
    expect(await problems(visit('companionship', '16:00'))).toEqual([]);
  });

  test('what was cancelled stands in nobody’s way', async () => {
    const { id } = await lineOf(meal());
    await post(`/lines/${id}/cancel`, child, { reason: 'changed_mind', feeSeenFen: 0 }).expect(200);
    expect(await problems(meal())).toEqual([]);
  });
});

describe('a bath and a meal', () => {
  beforeEach(agreeToAll);

  test.each([
    ['while the meal is due', '11:00', true],
    ['59 minutes after the meal period', '12:49', true],
    ['60 minutes after it', '12:50', false],
    ['over before it begins', '09:15', false],
  ])('a bath %s', async (_, time, stops) => {
    await lineOf(meal());
    const bath = visit('bath', time, { minutes: 90 });
    expect((await problems(bath)).map(({ code }) => code)).toEqual(stops ? ['BATH_AFTER_MEAL'] : []);
    expect((await place([bath])).status).toBe(stops ? 409 : 200);
  });

  test('whichever of the two comes first', async () => {
    await lineOf(visit('bath', '12:00', { minutes: 90 }));
    expect(await problems(meal())).toMatchObject([{ code: 'BATH_AFTER_MEAL', stops: true }]);
  });
});

describe('the kitchen', () => {
  test('takes orders until the cut-off, then on demand, then no more', async () => {
    const taken = async (time: string) => {
      await system.platform.clockControl?.set(clockAt(time));
      const { lines } = await quote([meal()]);
      return [lines[0].work.onDemand, lines[0].problems.map(({ code }: BasketProblem) => code)];
    };
    expect(await taken('08:59')).toEqual([false, []]);
    expect(await taken('09:01')).toEqual([true, []]);
    expect(await taken('11:19')).toEqual([true, []]);
    expect(await taken('11:21')).toEqual([false, ['CUT_OFF_PAST']]);
    expect((await place([meal()])).body).toMatchObject({ code: 'CUT_OFF_PAST', data: { at: '09:00' } });
  });

  test('that has run out of a dish says so, and offers what suits', async () => {
    const kitchen = await signIn(joined, system.platform, '孙丽', {
      role: 'canteen_staff',
      over: ground.kitchen.id,
      overName: '食堂',
    });
    const dinner = { period: 'dinner' };
    const dishes = [{ dishId: ground.peanut.id, portions: 1 }];
    await post(`/canteens/${ground.canteen.id}/sold-out`, kitchen.token, {
      dishId: ground.dish.id,
      day: DAY,
      period: 'dinner',
    }).expect(200);
    const neighbours = await relative('王芳', ground.neighbour.elderId);
    const { lines } = await quote([meal(dinner)], neighbours, ground.neighbour.elderId);
    expect(lines[0].problems).toMatchObject([
      { code: 'SOLD_OUT', data: { dish: { 'zh-CN': '白切鸡套餐' }, left: 0 }, alternative: null },
    ]);
    expect((await place([meal(dinner)])).body).toMatchObject({ code: 'SOLD_OUT' });
    expect((await problems(meal({ ...dinner, dishes }))).map(({ code }) => code)).toEqual(['DIET_CLASH']);
  });

  test('does not cook what is not on the menu, nor for another street', async () => {
    const tomorrow = meal({ day: plusDays(DAY, 1) });
    expect((await place([tomorrow])).body.code).toBe('NOT_ON_MENU');
    const far = await relative('孙明', ground.stranger.elderId);
    await post('/orders/quote', far, {
      elderId: ground.stranger.elderId,
      lines: [meal()],
      way: 'settle_later',
    }).expect(404, /NOT_FOUND/);
  });
});

describe('a visit', () => {
  beforeEach(agreeToAll);

  test.each([
    ['in the past', () => visit('cleaning', '07:30'), 'WINDOW_PAST'],
    ['in a variant that there is not', () => visit('cleaning', '14:00', { variant: 'windows' }), 'ITEM_NOT_OFFERED'],
    ['for credit that it does not take', () => visit('cleaning', '14:00', { payWith: 'credit' }), 'ITEM_NOT_OFFERED'],
    ['for credit that is not there', () => visit('companionship', '14:00', { payWith: 'credit' }), 'CREDIT_TOO_LOW'],
  ])('%s is refused', async (_, wanted, code) => {
    const refused = await place([wanted()]);
    expect([refused.status, refused.body.code]).toEqual([409, code]);
  });

  test('of an operator that does not serve the street is refused', async () => {
    const far = await relative('孙明', ground.stranger.elderId);
    const refused = await place([visit('cleaning', '14:00')], far, ground.stranger.elderId);
    expect(refused.body.code).toBe('ITEM_NOT_OFFERED');
  });

  test('is not changed into another item: the elder’s yes was to this one', async () => {
    const { id } = await lineOf(visit('cleaning', '14:00'));
    const refused = await post(`/lines/${id}/change`, child, { to: visit('bath', '14:00'), quotedFen: 26800 });
    expect(refused.body).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'to.itemId' }] });
  });
});

test('nothing is ordered for an absence, with its days', async () => {
  const [from, to] = [clockAt('09:00'), clockAt('20:00')];
  await post(`/elders/${elderId}/absences`, child, { reason: 'hospital', from, to }).expect(200);
  expect(await problems(meal())).toMatchObject([{ code: 'ELDER_ABSENT', data: { from, to }, stops: true }]);
  expect((await place([meal()])).body).toMatchObject({ code: 'ELDER_ABSENT', data: { from, to } });
});

describe('consent', () => {
  const give = (kind: string, token: string, change: object = {}, of = elderId) =>
    post(`/elders/${of}/consents`, token, { kind, textVersion: '1', channel: 'tap', ...change });
  const answer = (lineId: string, token: string, yes = true) =>
    post(`/lines/${lineId}/answer`, token, { yes, by: 'tap' });
  const bath = () => visit('bath', '14:00', { minutes: 90 });
  const missing = (...kinds: string[]) =>
    kinds.map((kind) => ({ code: 'CONSENT_MISSING', data: expect.objectContaining({ kind, textVersion: '1' }) }));

  test('that is missing is named to the child, who may order all the same: the elder will be asked', async () => {
    const told = await problems(bath());
    expect(told).toMatchObject(missing('entering_home', 'bathing', 'health_data'));
    expect(told.every(({ stops }) => !stops)).toBe(true);
    const line = await lineOf(bath());
    expect(line).toMatchObject({ state: 'placed', yes: 'waiting' });

    const refused = await answer(line.id, elder);
    expect(refused.body).toMatchObject({
      status: 409,
      ...missing('entering_home')[0],
      title: '还缺少本人或监护人的同意：入户服务',
    });
    for (const kind of ['entering_home', 'bathing', 'health_data']) await give(kind, elder).expect(200);
    expect((await answer(line.id, elder).expect(200)).body).toMatchObject({ state: 'confirmed', yes: 'given' });
  });

  test('comes first for the elder who orders alone', async () => {
    expect(await problems(visit('cleaning', '14:00'), elder)).toMatchObject([
      { ...missing('entering_home')[0], stops: true },
    ]);
    expect((await place([visit('cleaning', '14:00')], elder)).body.code).toBe('CONSENT_MISSING');
    await give('entering_home', elder).expect(200);
    expect(await lineOf(visit('cleaning', '14:00'), elder)).toMatchObject({ state: 'confirmed', yes: 'given' });
  });

  test('is not the child’s to give; staff note what was signed, never a tap', async () => {
    await give('bathing', child).expect(403);
    const advisor = await desk('care_advisor');
    await give('bathing', advisor).expect(422, /channel/);
    expect((await give('bathing', advisor, { channel: 'signature' }).expect(200)).body).toMatchObject({
      byName: '陈国栋',
      relation: 'self',
      notedBy: '何芳',
    });
    expect((await give('bathing', elder).expect(200)).body).toMatchObject({ byName: '陈国栋', notedBy: null });
  });

  test('holds for the text that was read: an old text, and one withdrawn, count no more', async () => {
    await give('entering_home', elder, { textVersion: '0' }).expect(422, /textVersion/);
    const { body } = await give('entering_home', elder).expect(200);
    expect(await problems(visit('cleaning', '14:00'))).toEqual([]);
    const path = `/elders/${elderId}/consents/${body.id}/withdrawal`;
    await post(path, elder).expect(200);
    expect(await problems(visit('cleaning', '14:00'))).toMatchObject(missing('entering_home'));

    await give('entering_home', elder).expect(200);
    await mongoose.connection
      .collection('elders')
      .updateOne({ elderId }, { $set: { 'consents.$[].textVersion': '0' } });
    expect(await problems(visit('cleaning', '14:00'))).toMatchObject(missing('entering_home'));
  });

  describe('for an elder for whom a guardian decides', () => {
    const spokenFor = async (until: string | null) => {
      const of = await register({ name: '孙桂英', decides: 'guardian' });
      const { personId, token } = await signIn(joined, system.platform, '孙明');
      const papers = { kind: 'ruling', until: until as typeof DAY | null } as const;
      await joined.elders.linkFamily(of.elderId, { personId, relation: 'son', role: 'guardian', papers }, []);
      return {
        elderId: of.elderId,
        guardian: token,
        guardianId: personId,
        own: await joined.identity.openSession(of.personId),
      };
    };

    test('is the guardian’s, and so is the yes; the elder’s own tap is none', async () => {
      const { elderId, guardian, own } = await spokenFor(DAY);
      await give('entering_home', own, {}, elderId).expect(403);
      expect((await give('entering_home', guardian, {}, elderId).expect(200)).body).toMatchObject({
        relation: 'guardian',
        byName: '孙明',
      });
      const advisor = await desk('care_advisor');
      const line = await lineOf(visit('cleaning', '14:00'), advisor, elderId);
      await answer(line.id, own).expect(403);
      expect((await answer(line.id, guardian).expect(200)).body.yes).toBe('given');
    });

    test('needs papers that hold today; renewed they count again', async () => {
      const { elderId, guardian, guardianId } = await spokenFor(plusDays(DAY, -1));
      await give('entering_home', guardian, {}, elderId).expect(409, /GUARDIAN_NEEDED/);
      const advisor = await desk('care_advisor');
      await give('entering_home', advisor, { channel: 'signature' }, elderId).expect(409, /GUARDIAN_NEEDED/);
      const line = await lineOf(visit('cleaning', '14:00'), guardian, elderId);
      expect(line).toMatchObject({ yes: 'waiting' });
      await answer(line.id, guardian).expect(409, /GUARDIAN_NEEDED/);

      const papers = { kind: 'ruling', until: plusDays(DAY, 365) };
      await post(`/elders/${elderId}/guardians`, guardian, { personId: guardianId, papers }).expect(403);
      const renewed = await post(`/elders/${elderId}/guardians`, advisor, { personId: guardianId, papers }).expect(200);
      expect(renewed.body).toMatchObject({ role: 'guardian', papers });
      await give('entering_home', guardian, {}, elderId).expect(200);
      await answer(line.id, guardian).expect(200);
    });

    test('a no is heard from the elder all the same', async () => {
      const { elderId, own } = await spokenFor(DAY);
      const advisor = await desk('care_advisor');
      const line = await lineOf(visit('cleaning', '14:00'), advisor, elderId);
      expect((await answer(line.id, own, false).expect(200)).body).toMatchObject({ state: 'cancelled' });
    });
  });

  test('a child becomes guardian by papers, with the rights of one', async () => {
    const { personId, token } = await signIn(joined, system.platform, '陈伟');
    const link = { personId, relation: 'son', role: 'family' } as const;
    await joined.elders.linkFamily(elderId, link, ['visits']);
    const path = `/elders/${elderId}`;
    await post(`${path}/guardians`, await desk('care_advisor'), {
      personId,
      papers: { kind: 'kinship', until: null },
    }).expect(200);
    const { body } = await system.request('get', API + path, token).expect(200);
    expect(body.rights).toHaveLength(5);
    expect(body.family).toContainEqual(expect.objectContaining({ id: personId, role: 'guardian' }));
  });
});

describe('last of all, the kitchen', () => {
  test('that is closed, or does not serve that way, says so', async () => {
    const supervisor = await signIn(joined, system.platform, '郑海', {
      role: 'supervisor',
      over: ground.town.near.street.id,
      overName: '柳荫街道',
    });
    const value = {
      periods: [{ period: 'lunch', cutOff: '09:00', from: '10:50', to: '11:50' }],
      onDemandUntil: 30,
      undo: 10,
    };
    const rule = { node: ground.kitchen.id, value };
    await system.request('put', `${API}/rules/meal_periods`, supervisor.token).send(rule).expect(200);
    expect((await place([meal({ period: 'dinner' })])).body.code).toBe('CANTEEN_CLOSED');
    expect(await problems(meal())).toEqual([]);
  });
});
