import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import {
  asFen,
  at,
  type Instant,
  type ItemId,
  type JobState,
  type LineChoice,
  type LineView,
  type ServiceDay,
  type TimeOfDay,
  type VisitView,
} from '@nuanlin/shared';
import { Events } from '../../src/platform/events.ts';
import { newId } from '../../src/platform/ids.ts';
import { eventually } from '../support/system.ts';
import { startStreet, type Street } from './street.ts';

const day = '2026-06-18' as ServiceDay;
const clock = (time: string): Instant => at(day, time as TimeOfDay, 'Asia/Shanghai');

let street: Street;
let items: Record<'cleaning' | 'escort' | 'otherCleaning', ItemId>;
beforeAll(async () => {
  street = await startStreet();
  const other = newId('operator');
  street.serving.push(other);
  const [escort] = await street.catalog.createItems(street.operatorPath, [{ code: 'escort_outing' }]);
  const [otherCleaning] = await street.catalog.createItems([other], [{ code: 'cleaning', priceFen: asFen(9000) }]);
  const [cleaning] = street.items;
  if (!escort || !otherCleaning || !cleaning) throw new Error('three items');
  items = { cleaning: cleaning.id, escort: escort.id, otherCleaning: otherCleaning.id };
});
afterAll(() => street.stop());
beforeEach(async () => {
  await street.system.platform.clockControl?.set(clock('08:00'));
});

const call = async (method: 'get' | 'post', path: string, token: string, body?: object) => {
  const request = street.system.request(method, `/api/v1${path}`, token).set('accept-language', 'en');
  const { status, body: answer } = await (body ? request.send(body) : request);
  return { status, answer: answer as Record<string, unknown> & { lines: LineView[] } };
};
const visit = (itemId: ItemId, payWith: 'money' | 'credit' = 'money', minutes = 120) => ({
  kind: 'service' as const,
  itemId,
  variant: null,
  start: clock('14:00'),
  minutes,
  payWith,
});
type Said = Parameters<Street['system']['platform']['events']['add']>[0];
const say = (said: Said) => {
  const { events, transactions } = street.system.platform;
  return transactions.run((session) => events.add(said, session));
};
const jobOf = ({ id, elderId, window }: LineView, itemCode = 'cleaning') => ({
  jobId: newId('job'),
  districtId: newId('district'),
  source: { kind: 'line' as const, lineId: id },
  itemCode,
  window,
  version: 1,
  elderId,
  areaPath: street.areaPath,
  operatorPath: street.operatorPath,
});

/** A visit that was ordered and agreed to. */
async function agreed(wanted = visit(items.cleaning), way = 'hold', neighbour = street.moveIn()) {
  const { elder, child, own } = neighbour;
  const { answer: quote } = await call('post', '/orders/quote', own, { elderId: elder.elderId, lines: [wanted], way });
  const by = wanted.payWith === 'credit' ? own : child;
  const { answer } = await call('post', '/orders', by, {
    elderId: elder.elderId,
    lines: [wanted],
    way,
    quotedFen: quote['totalFen'],
  });
  const [placed] = answer.lines;
  if (!placed) throw new Error('one line');
  const now = async (): Promise<LineView> => {
    const [line] = (await call('get', `/orders/${placed.orderId}`, child)).answer.lines;
    if (!line) throw new Error('one line');
    return line;
  };
  if (placed.yes === 'waiting') await call('post', `/lines/${placed.id}/answer`, own, { yes: true, by: 'tap' });
  const line = await eventually(now, ({ state }) => state === 'confirmed');
  return { ...neighbour, by, line, now, path: `/lines/${line.id}` };
}

/** A visit that nobody had taken by its decision time. */
async function undecided(...asked: Parameters<typeof agreed>) {
  const agreedOn = await agreed(...asked);
  await say({ type: 'decision_time_passed', facts: jobOf(agreedOn.line) });
  await eventually(agreedOn.now, ({ askedAt }) => askedAt !== null);
  const choices = async () =>
    (await call('get', `${agreedOn.path}/choices`, agreedOn.by)).answer['choices'] as LineChoice[];
  const choice = async <C extends LineChoice['choice']>(wanted: C) => {
    const found = (await choices()).find((one): one is Extract<LineChoice, { choice: C }> => one.choice === wanted);
    if (!found) throw new Error(`no choice ${wanted}`);
    return found;
  };
  const choose = async (body: object) => (await call('post', `${agreedOn.path}/choose`, agreedOn.by, body)).answer;
  return { ...agreedOn, choices, choice, choose };
}

const paymentsOf = async ({ orderId }: LineView, token: string) =>
  (await call('get', `/payments?orderId=${orderId}`, token)).answer['payments'] as {
    state: string;
    amountFen: number;
    refundedFen: number;
  }[];
const isVisited = (line: LineView, state: JobState, workers: VisitView['workers'] = []) =>
  street.visits.set(line.id, { jobId: newId('job'), state, runId: null, workers });
const changesOf = (line: LineView) => Events.find({ type: 'line_changed', 'facts.lineId': line.id }).lean();

describe('nobody has taken the work by its decision time', () => {
  test('and until then there is nothing to choose', async () => {
    const { path, child } = await agreed();
    expect((await call('get', `${path}/choices`, child)).answer).toMatchObject({ code: 'NO_ANSWER_NEEDED' });
    const cancelling = await call('post', `${path}/choose`, child, { choice: 'cancel' });
    expect(cancelling.answer).toMatchObject({ code: 'NO_ANSWER_NEEDED' });
  });

  test('another time: the line goes on, with its yes and its price, and is asked about no more', async () => {
    const { line, choice, choose, now } = await undecided();
    const { to, totalFen } = await choice('other_time');
    const start = clock('16:00');
    const changed = await choose({ choice: 'other_time', to: { ...to, start }, quotedFen: totalFen });
    expect(changed).toMatchObject({
      state: 'confirmed',
      yes: 'given',
      window: { from: start },
      totalFen: line.totalFen,
      askedAt: null,
    });
    expect(await changesOf(line)).toMatchObject([{ facts: { confirmed: true, was: { window: line.window } } }]);
    expect(await choose({ choice: 'cancel' })).toMatchObject({ code: 'NO_ANSWER_NEEDED' });
    expect((await now()).state).toBe('confirmed');
  });

  test.each(['hold', 'pay_now'])(
    'another provider of the same service, whose price is paid anew by %s',
    async (way) => {
      const { line, child, choice, choose } = await undecided(visit(items.cleaning), way);
      const { to, totalFen, provider } = await choice('other_provider');
      expect([to.itemId, totalFen, provider]).toEqual([items.otherCleaning, 9000, '试验机构']);
      const taken = { choice: 'other_provider', to, quotedFen: totalFen };
      expect(await choose({ ...taken, quotedFen: 8000 })).toMatchObject({ code: 'PRICE_CHANGED' });
      const another = { ...taken, to: { ...to, itemId: items.escort }, quotedFen: 4000 };
      expect(await choose(another)).toMatchObject({ code: 'INVALID_INPUT' });
      expect(await choose(taken)).toMatchObject({
        state: 'confirmed',
        yes: 'given',
        work: { itemId: items.otherCleaning },
        totalFen: 9000,
      });
      const [changed] = await changesOf(line);
      expect(changed?.facts).toMatchObject({ operatorPath: [street.serving[1]] });
      const standing = async () =>
        (await paymentsOf(line, child)).filter(({ state }) => state === 'authorized' || state === 'captured');
      await eventually(
        async () => (await standing()).map(({ amountFen, refundedFen }) => amountFen - refundedFen),
        (sums) => sums.filter((sum) => sum > 0).join() === '9000',
      );
    },
  );

  test('a paid worker instead of a volunteer: the credit comes back', async () => {
    const neighbour = street.moveIn();
    const done = { seatId: newId('seat'), seatNumber: 1, seatVersion: 5, workerKind: 'volunteer' as const };
    const work = jobOf(
      { id: newId('line'), elderId: newId('elder'), window: { from: clock('08:00'), to: clock('09:00') } } as LineView,
      'companionship',
    );
    await say({
      type: 'seat_done',
      facts: {
        ...work,
        ...done,
        workerId: neighbour.elder.personId,
        runId: null,
        minutes: 60,
        observation: null,
        receiver: null,
        waitedMinutes: 0,
      },
    });
    const account = async () => (await call('get', '/timebank/me', neighbour.own)).answer;
    await eventually(account, (seen) => seen['balanceMinutes'] === 60);
    const { choice, choose } = await undecided(visit(items.escort, 'credit', 60), 'settle_later', neighbour);
    expect(await account()).toMatchObject({ heldMinutes: 60 });
    const { to, totalFen } = await choice('paid');
    expect(await choose({ choice: 'paid', to, quotedFen: totalFen })).toMatchObject({
      state: 'confirmed',
      work: { payWith: 'money' },
      totalFen: 4000,
      creditMinutes: 0,
    });
    await eventually(account, (seen) => seen['balanceMinutes'] === 60 && seen['heldMinutes'] === 0);
  });

  test('cancelling: however late, all money comes back', async () => {
    const { line, child, path, choice, choose } = await undecided(visit(items.cleaning), 'pay_now');
    await street.system.platform.clockControl?.set(clock('13:30'));
    expect((await call('get', `${path}/cancel-terms`, child)).answer).toMatchObject({ feeFen: 0, refundFen: 8000 });
    expect(await choice('cancel')).toMatchObject({ refundFen: 8000 });
    expect(await choose({ choice: 'cancel' })).toMatchObject({
      state: 'cancelled',
      ended: { reason: 'no_capacity', feeFen: 0 },
    });
    await eventually(
      () => paymentsOf(line, child),
      ([one]) => one?.refundedFen === 8000,
    );
  });

  test('unless somebody has taken it meanwhile: then nothing is chosen, and the rules’ fee holds again', async () => {
    const { line, child, path, choose, now } = await undecided();
    isVisited(line, 'assigned');
    await street.system.platform.clockControl?.set(clock('13:30'));
    expect(await choose({ choice: 'cancel' })).toMatchObject({ code: 'NO_ANSWER_NEEDED' });
    const { answer } = await call('get', `${path}/cancel-terms`, child);
    expect(answer['feeFen']).toBeGreaterThan(0);
    expect((await now()).state).toBe('confirmed');
  });
});

test('staff call off for a reason of the house and nothing is owed; the family cannot say so for itself', async () => {
  const { child, path } = await agreed();
  await street.system.platform.clockControl?.set(clock('13:30'));
  const [area] = street.areaPath;
  const dispatcher = street.signIn({
    personId: newId('person'),
    locale: 'zh-CN',
    grants: area ? [{ role: 'dispatcher', over: area }] : [],
  });
  const termsFor = async (reason: string, token: string) =>
    (await call('get', `${path}/cancel-terms?reason=${reason}`, token)).answer;
  expect((await termsFor('changed_mind', dispatcher))['feeFen']).toBeGreaterThan(0);
  expect(await termsFor('no_capacity', dispatcher)).toMatchObject({ feeFen: 0, refundFen: 8000 });
  expect(await termsFor('no_capacity', child)).toMatchObject({ code: 'FORBIDDEN' });
  const cancel = { reason: 'no_capacity', feeSeenFen: 0 };
  expect((await call('post', `${path}/cancel`, child, cancel)).answer).toMatchObject({ code: 'FORBIDDEN' });
  expect((await call('post', `${path}/cancel`, dispatcher, cancel)).answer).toMatchObject({
    state: 'cancelled',
    ended: { reason: 'no_capacity', feeFen: 0 },
  });
});

describe('a visit that was not fit today', () => {
  const tomorrow = at('2026-06-19' as ServiceDay, '10:00' as TimeOfDay, 'Asia/Shanghai');
  const worker = () => ({ id: newId('person'), name: '试验人员', kind: 'staff' as const, employer: null });

  test('comes again by the same crew, at the price of then', async () => {
    const { line, child, elder, now, path } = await agreed();
    const crew = [worker(), worker()];
    isVisited(
      line,
      'failed',
      crew.map((one) => ({ ...one, state: 'failed' as const })),
    );
    await say({ type: 'job_failed', facts: { ...jobOf(line), reason: 'not_today' } });
    expect(await eventually(now, ({ state }) => state === 'failed')).toMatchObject({ ended: { feeFen: 0 } });
    await dearer(9900, async () => {
      const wanted = { elderId: elder.elderId, lines: [{ ...visit(items.cleaning), start: tomorrow }], way: 'hold' };
      expect((await call('post', '/orders/quote', child, wanted)).answer['totalFen']).toBe(9900);
      const { answer } = await call('post', `${path}/rebook`, child, { start: tomorrow });
      expect(answer).toMatchObject({ totalFen: 8000, way: 'hold' });
      const [again] = answer.lines;
      expect(again).toMatchObject({ yes: 'given', window: { from: tomorrow }, prices: line.prices });
      const confirmed = await eventually(
        () => Events.findOne({ type: 'line_confirmed', 'facts.lineId': again?.id }).lean(),
        (found) => found !== null,
      );
      expect(confirmed?.facts).toMatchObject({ crew: crew.map(({ id }) => id) });
    });
  });

  test('and nothing else can be rebooked, nor for a time that has passed', async () => {
    const { line, child, now, path } = await agreed();
    const rebook = async (start: Instant) => (await call('post', `${path}/rebook`, child, { start })).answer;
    expect(await rebook(tomorrow)).toMatchObject({ code: 'NOTHING_TO_REBOOK' });
    await say({ type: 'job_failed', facts: { ...jobOf(line), reason: 'not_today' } });
    await eventually(now, ({ state }) => state === 'failed');
    expect(await rebook(clock('07:00'))).toMatchObject({ code: 'WINDOW_PAST' });
  });

  /** While something is done, the provider asks more for a cleaning. */
  async function dearer(priceFen: number, meanwhile: () => Promise<void>) {
    const prices = mongoose.connection.collection<{ _id: string; priceFen: number }>('items');
    await prices.updateOne({ _id: items.cleaning }, { $set: { priceFen } });
    await meanwhile();
    await prices.updateOne({ _id: items.cleaning }, { $set: { priceFen: 8000 } });
  }
});
