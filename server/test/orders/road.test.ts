import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  asCreditMinutes,
  asFen,
  at,
  streamOf,
  type AgendaView,
  type Instant,
  type LineView,
  type PersonId,
  type ServiceDay,
  type TimeOfDay,
} from '@nuanlin/shared';
import { unscoped } from '../../src/platform/access/scope.ts';
import { Events } from '../../src/platform/events.ts';
import { newId } from '../../src/platform/ids.ts';
import { ledger } from '../../src/platform/ledger.ts';
import { eventually } from '../support/system.ts';
import { startStreet, type Street } from './street.ts';

const day = '2026-06-18' as ServiceDay;
const clock = (time: string): Instant => at(day, time as TimeOfDay, 'Asia/Shanghai');

let street: Street;
beforeAll(async () => {
  street = await startStreet();
  await street.publish(day, 40);
});
afterAll(() => street.stop());
beforeEach(async () => {
  await street.system.platform.clockControl?.set(clock('08:00'));
});

const meal = (dishId: string = street.chicken.id, change: object = {}) => ({
  kind: 'meal',
  canteenId: street.canteen.id,
  day,
  period: 'lunch',
  way: 'pickup',
  dishes: [{ dishId, portions: 1 }],
  ...change,
});
const cleaning = (time: string) => ({
  kind: 'service',
  itemId: street.items[0]?.id,
  variant: null,
  start: clock(time),
  minutes: 120,
  payWith: 'money',
});
const call = async (method: 'get' | 'post', path: string, token: string, body?: object) => {
  const request = street.system.request(method, `/api/v1${path}`, token).set('accept-language', 'en');
  const { status, body: answer } = await (body ? request.send(body) : request);
  return { status, answer: answer as Record<string, unknown> & { lines: LineView[] } };
};
const order = async (token: string, elderId: string, lines: object[], way = 'settle_later', quotedFen?: number) => {
  const { answer } = await call('post', '/orders/quote', token, { elderId, lines, way });
  const shown = quotedFen ?? (answer['totalFen'] as number);
  return call('post', '/orders', token, { elderId, lines, way, quotedFen: shown });
};
const line = async (token: string, orderId: unknown, n = 0): Promise<LineView> => {
  const { answer } = await call('get', `/orders/${String(orderId)}`, token);
  const found = answer.lines[n];
  if (!found) throw new Error(`no line ${n}`);
  return found;
};
const becomes = (token: string, orderId: unknown, state: string, n = 0) =>
  eventually(
    () => line(token, orderId, n),
    (seen) => seen.state === state,
  );
const payments = async (token: string, orderId: unknown) =>
  (await call('get', `/payments?orderId=${String(orderId)}`, token)).answer['payments'] as {
    state: string;
    capturedFen: number;
    refundedFen: number;
    id: string;
  }[];

describe('an order', () => {
  test('of a meal is priced, placed, cooked, called and eaten', async () => {
    const { elder, child } = street.moveIn();
    const kitchen = street.signIn({
      personId: newId('person'),
      locale: 'zh-CN',
      grants: [{ role: 'canteen_staff', over: street.operatorPath[0] ?? newId('operator') }],
    });
    const placed = await order(child, elder.elderId, [meal()]);
    expect(placed.status).toBe(200);
    expect(placed.answer).toMatchObject({ state: 'open', totalFen: 1400 + 100 - 400 });
    expect(placed.answer.lines[0]).toMatchObject({ state: 'confirmed', yes: 'not_needed', paid: 'secured' });

    const board = () => call('get', `/canteens/${street.canteen.id}/board?day=${day}&period=lunch`, kitchen);
    const lineId = placed.answer.lines[0]?.id;
    const ticket = async () =>
      (
        (await board()).answer['tickets'] as { id: string; lineId: string; state: string; number: number | null }[]
      ).find((one) => one.lineId === lineId);
    await eventually(ticket, (seen) => seen?.state === 'planned');
    await street.system.platform.clockControl?.set(clock('09:50'));
    const queued = await eventually(ticket, (seen) => seen?.state === 'queued');
    expect(queued?.number).toBeGreaterThan(0);
    for (const step of ['start', 'ready', 'call', 'hand-over']) {
      expect((await call('post', `/tickets/${queued?.id}/${step}`, kitchen)).status).toBe(200);
    }
    expect((await call('post', `/tickets/${queued?.id}/hand-over`, kitchen)).answer).toMatchObject({
      code: 'TICKET_MOVED_ON',
    });
    await becomes(child, placed.answer['id'], 'fulfilled');
    const { answer } = await call('get', `/elders/${elder.elderId}/day?day=${day}`, child);
    expect(answer['entries']).toMatchObject([{ line: { state: 'fulfilled' }, ticket: { state: 'handed_over' } }]);
  });

  test('with meal and visit together waits for the elder’s yes with the visit alone', async () => {
    const { elder, child, own } = street.moveIn();
    const { answer } = await order(child, elder.elderId, [meal(), cleaning('14:00')]);
    expect(answer.lines.map(({ state, yes }) => [state, yes])).toEqual([
      ['confirmed', 'not_needed'],
      ['placed', 'waiting'],
    ]);
    const visit = answer.lines[1]?.id;
    expect((await call('post', `/lines/${visit}/answer`, child, { yes: true, by: 'tap' })).status).toBe(403);
    const answered = await call('post', `/lines/${visit}/answer`, own, { yes: true, by: 'tap' });
    expect(answered.answer).toMatchObject({ state: 'confirmed', yes: 'given' });
    expect((await call('post', `/lines/${visit}/answer`, own, { yes: true, by: 'tap' })).answer).toMatchObject({
      code: 'NO_ANSWER_NEEDED',
    });
    const refused = await call('post', `/lines/${visit}/answer`, own, { yes: false, by: 'tap' });
    expect(refused.answer).toMatchObject({ state: 'cancelled', ended: { reason: 'elder_refused', feeFen: 0 } });
  });

  test('that clashes with the diet is refused with an alternative, whatever is clicked', async () => {
    const { elder, child } = street.moveIn({
      diet: [{ about: { kind: 'allergen', allergen: 'peanuts' }, source: 'doctor', force: 'block' }],
    });
    const wanted = { elderId: elder.elderId, lines: [meal(street.peanut.id)], way: 'settle_later' };
    const { answer } = await call('post', '/orders/quote', child, wanted);
    expect(answer['placeable']).toBe(false);
    expect(answer.lines).toMatchObject([
      { problems: [{ code: 'DIET_CLASH', stops: true, alternative: { dishId: street.chicken.id } }] },
    ]);
    const placed = await call('post', '/orders', child, { ...wanted, quotedFen: answer['totalFen'] });
    expect([placed.status, placed.answer['code']]).toEqual([409, 'DIET_CLASH']);
  });

  test('at another price than was shown, for a second meal, or by a stranger is refused', async () => {
    const { elder, child } = street.moveIn();
    const stranger = street.moveIn();
    expect((await order(child, elder.elderId, [meal()], 'settle_later', 1)).answer).toMatchObject({
      code: 'PRICE_CHANGED',
    });
    expect((await order(child, elder.elderId, [meal()])).status).toBe(200);
    expect((await order(child, elder.elderId, [meal(street.peanut.id)])).answer).toMatchObject({ code: 'DOUBLE_MEAL' });
    expect((await order(stranger.child, elder.elderId, [meal()], 'settle_later', 1100)).answer).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('sent by two children at once is placed once', async () => {
    const { elder, child } = street.moveIn();
    const quotedFen = 1400 + 100 - 400;
    const body = { elderId: elder.elderId, lines: [meal()], way: 'settle_later', quotedFen };
    const all = await Promise.all(Array.from({ length: 6 }, () => call('post', '/orders', child, body)));
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const { status, answer } of all) if (status !== 200) expect(answer['code']).toBe('DOUBLE_MEAL');
  });
});

describe('portions', () => {
  test('never go below nothing, however many order at once', async () => {
    const scarce = '2026-06-19' as ServiceDay;
    await street.publish(scarce, 3);
    const families = Array.from({ length: 8 }, () => street.moveIn());
    const all = await Promise.all(
      families.map(({ elder, child }) =>
        call('post', '/orders', child, {
          elderId: elder.elderId,
          lines: [meal(street.chicken.id, { day: scarce })],
          way: 'settle_later',
          quotedFen: 1100,
        }),
      ),
    );
    const placed = all.filter(({ status }) => status === 200);
    expect(placed).toHaveLength(3);
    expect(new Set(all.filter(({ status }) => status !== 200).map(({ answer }) => answer['code']))).toEqual(
      new Set(['SOLD_OUT']),
    );
    const first = families[all.findIndex(({ status }) => status === 200)];
    const lineId = placed[0]?.answer.lines[0]?.id;
    await call('post', `/lines/${lineId}/cancel`, first?.child ?? '', { reason: 'changed_mind', feeSeenFen: 0 });
    const menu = await street.canteens.menu({ canteenId: street.canteen.id, day: scarce, period: 'lunch' });
    expect(menu.find(({ id }) => id === street.chicken.id)?.left).toBe(1);
  });
});

describe('the elder', () => {
  const agenda = async (token: string, elderId: string) =>
    (await call('get', `/elders/${elderId}/agenda`, token)).answer as unknown as AgendaView;

  test('sees today with everything in it, and what is open on later days', async () => {
    const { elder, own } = street.moveIn();
    const soon = '2026-06-20' as ServiceDay;
    await street.publish(soon, 5);
    const { answer } = await order(own, elder.elderId, [meal(), meal(street.chicken.id, { day: soon })]);
    const [today, later] = answer.lines.map(({ id }) => id);
    await call('post', `/lines/${today}/cancel`, own, { reason: 'changed_mind', feeSeenFen: 0 });
    const seen = await agenda(own, elder.elderId);
    expect(seen).toMatchObject({ today: day, entries: [{ line: { id: today } }, { line: { id: later } }] });
    expect(seen.asOf).toHaveProperty(streamOf('elder', elder.elderId));
    await call('post', `/lines/${later}/cancel`, own, { reason: 'changed_mind', feeSeenFen: 0 });
    expect((await agenda(own, elder.elderId)).entries.map(({ line: { id } }) => id)).toEqual([today]);
    const { answer: stranger } = await call('get', `/elders/${elder.elderId}/agenda`, street.moveIn().own);
    expect(stranger['code']).toBe('NOT_FOUND');
  });

  test('says once that the meal has not come, however often it is pressed', async () => {
    const { elder, own } = street.moveIn();
    const { answer } = await order(own, elder.elderId, [meal()]);
    const lineId = answer.lines[0]?.id ?? '';
    await street.system.platform.clockControl?.set(clock('11:55'));
    const first = (await call('post', `/lines/${lineId}/missing`, own)).answer;
    expect(first['missingAt']).toEqual(expect.stringContaining('T03:55'));
    await street.system.platform.clockControl?.set(clock('12:10'));
    const again = (await call('post', `/lines/${lineId}/missing`, own)).answer;
    expect(again['missingAt']).toBe(first['missingAt']);
    expect(await Events.countDocuments({ type: 'meal_reported_missing', 'facts.lineId': lineId })).toBe(1);
  });
});

describe('cancelling and changing', () => {
  test('costs what was shown, and no more', async () => {
    const { elder, child } = street.moveIn();
    const { answer } = await order(child, elder.elderId, [meal()]);
    const path = `/lines/${answer.lines[0]?.id}`;
    expect((await call('get', `${path}/cancel-terms`, child)).answer).toMatchObject({ feeFen: 0, refundFen: 1100 });
    await street.system.platform.clockControl?.set(clock('09:30'));
    expect((await call('get', `${path}/cancel-terms`, child)).answer).toMatchObject({ feeFen: 1100 });
    const cancel = (feeSeenFen: number) =>
      call('post', `${path}/cancel`, child, { reason: 'changed_mind', feeSeenFen });
    expect((await cancel(0)).answer).toMatchObject({ code: 'FEE_NOT_SEEN' });
    expect((await cancel(1100)).answer).toMatchObject({ state: 'cancelled', ended: { feeFen: 1100 } });
    expect((await cancel(1100)).answer).toMatchObject({ code: 'LINE_ENDED' });
  });

  test('a change keeps the line, its history and the number of portions', async () => {
    const { elder, child } = street.moveIn();
    const { answer } = await order(child, elder.elderId, [meal(street.chicken.id, { period: 'dinner' })]);
    const left = async (period: 'lunch' | 'dinner') =>
      (await street.canteens.menu({ canteenId: street.canteen.id, day, period }))[0]?.left ?? 0;
    const [lunch, dinner] = [await left('lunch'), await left('dinner')];
    const lineId = answer.lines[0]?.id;
    const sameMeal = { elderId: elder.elderId, lines: [meal(street.chicken.id, { period: 'dinner' })], way: 'hold' };
    expect((await call('post', '/orders/quote', child, sameMeal)).answer['placeable']).toBe(false);
    const instead = { ...sameMeal, instead: lineId };
    expect((await call('post', '/orders/quote', child, instead)).answer['placeable']).toBe(true);
    const changed = await call('post', `/lines/${lineId}/change`, child, { to: meal(), quotedFen: 1100 });
    expect(changed.answer).toMatchObject({ state: 'confirmed', work: { period: 'lunch' } });
    expect([await left('lunch'), await left('dinner')]).toEqual([lunch - 1, dinner + 1]);
    expect((await call('get', `/orders/${String(answer['id'])}`, child)).answer.lines).toMatchObject([
      { version: changed.answer['version'], history: [{ work: { period: 'dinner' }, totalFen: 1100 }] },
    ]);
  });

  test('nothing is changed once the kitchen has begun, though the undo after placing has not run out', async () => {
    await street.system.platform.clockControl?.set(clock('09:55'));
    const kitchen = street.signIn({
      personId: newId('person'),
      locale: 'zh-CN',
      grants: [{ role: 'canteen_staff', over: street.operatorPath[0] ?? newId('operator') }],
    });
    const board = async () =>
      (await call('get', `/canteens/${street.canteen.id}/board?day=${day}&period=lunch`, kitchen)).answer[
        'tickets'
      ] as { id: string; lineId: string; state: string }[];
    const changeTo = async (begun: boolean) => {
      const { elder, child } = street.moveIn();
      const lineId = (await order(child, elder.elderId, [meal()])).answer.lines[0]?.id;
      const tickets = await eventually(board, (seen) =>
        seen.some((one) => one.lineId === lineId && one.state === 'queued'),
      );
      if (begun) await call('post', `/tickets/${tickets.find((one) => one.lineId === lineId)?.id}/start`, kitchen);
      const to = meal(street.chicken.id, { period: 'dinner' });
      return (await call('post', `/lines/${lineId}/change`, child, { to, quotedFen: 1100 })).answer;
    };
    expect(await changeTo(false)).toMatchObject({ state: 'confirmed', work: { period: 'dinner' } });
    expect(await changeTo(true)).toMatchObject({ code: 'LINE_TOO_LATE_TO_CHANGE' });
  });
});

describe('a line follows', () => {
  type Said = Parameters<Street['system']['platform']['events']['add']>[0];
  const say = (said: Said) => {
    const { events, transactions } = street.system.platform;
    return transactions.run((session) => events.add(said, session));
  };
  /** The kitchen's handlers of an event about a line have done their work. */
  const handled = (type: string, lineId: string) =>
    eventually(
      () => Events.countDocuments({ type, 'facts.lineId': lineId, open: /^canteens/ }),
      (open) => open === 0,
    );
  const workOf = ({ id, elderId }: LineView) => ({
    jobId: newId('job'),
    districtId: newId('district'),
    source: { kind: 'line' as const, lineId: id },
    itemCode: 'meal',
    window: { from: clock('10:50'), to: clock('11:50') },
    version: 1,
    elderId,
    areaPath: street.areaPath,
    operatorPath: street.operatorPath,
  });
  const ordered = async (change: object) => {
    const { elder, child } = street.moveIn();
    const { answer } = await order(child, elder.elderId, [meal(street.chicken.id, change)]);
    const [placed] = answer.lines;
    if (!placed) throw new Error('one line');
    return { elder, child, orderId: answer['id'], placed };
  };
  const day18 = async (token: string, elderId: string) =>
    (
      (await call('get', `/elders/${elderId}/day?day=${day}`, token)).answer['entries'] as {
        line: LineView;
        ticket: { state: string } | null;
      }[]
    )[0];

  test('the courier: the box has left the kitchen, the meal is handed over', async () => {
    const { elder, child, orderId, placed } = await ordered({ way: 'delivery' });
    await eventually(
      () => day18(child, elder.elderId),
      (seen) => seen?.ticket?.state === 'planned',
    );
    await street.system.platform.clockControl?.set(clock('10:00'));
    await eventually(
      () => day18(child, elder.elderId),
      (seen) => seen?.ticket?.state === 'queued',
    );
    const { jobId, districtId, ...where } = workOf(placed);
    const stop = { jobId, lineId: placed.id, promisedAt: clock('11:00'), ...where };
    const run = { runId: newId('run'), version: 3, districtId, workerId: newId('person'), state: 'departed' as const };
    await say({ type: 'run_collected', facts: { ...run, stops: [stop] } });
    await eventually(
      () => day18(child, elder.elderId),
      (seen) => seen?.ticket?.state === 'handed_over',
    );
    expect((await line(child, orderId)).state).toBe('confirmed');
    const cancel = { reason: 'changed_mind', feeSeenFen: 5000 };
    expect((await call('post', `/lines/${placed.id}/cancel`, child, cancel)).answer).toMatchObject({
      code: 'LINE_TOO_LATE_TO_CHANGE',
    });
    await say({ type: 'job_completed', facts: workOf(placed) });
    await becomes(child, orderId, 'fulfilled');
  });

  test.each([
    ['kitchen', 0],
    ['empty_trip', 1300],
  ])('failed work: for the reason %s the payer owes %i fen', async (reason, feeFen) => {
    const { child, orderId, placed } = await ordered({ way: 'delivery' });
    await say({ type: 'job_failed', facts: { ...workOf(placed), reason } });
    expect(await becomes(child, orderId, 'failed')).toMatchObject({ ended: { reason, feeFen } });
  });

  test('an absence: what falls into it ends without a fee, the kitchen stops, the rest stays', async () => {
    const { elder, child } = street.moveIn();
    const { answer } = await order(child, elder.elderId, [meal(), meal(street.chicken.id, { period: 'dinner' })]);
    await eventually(
      () => day18(child, elder.elderId),
      (seen) => seen?.ticket?.state === 'planned',
    );
    await say({
      type: 'absence_started',
      facts: {
        elderId: elder.elderId,
        areaPath: street.areaPath,
        operatorPath: [],
        absenceId: newId('absence'),
        from: clock('08:00'),
        to: clock('14:00'),
      },
    });
    expect(await becomes(child, answer['id'], 'cancelled')).toMatchObject({ ended: { reason: 'absence', feeFen: 0 } });
    expect((await line(child, answer['id'], 1)).state).toBe('confirmed');
    await eventually(
      () => day18(child, elder.elderId),
      (seen) => seen?.ticket === null,
    );
  });

  test('whatever comes first: a meal that is cancelled before the kitchen heard of it is never cooked', async () => {
    const { elder, child, placed } = await ordered({});
    const { work } = placed;
    if (work.kind !== 'meal') throw new Error('a meal');
    const facts = {
      orderId: placed.orderId,
      lineId: newId('line'),
      version: 2,
      elderId: elder.elderId,
      areaPath: street.areaPath,
      operatorPath: street.operatorPath,
      payerId: newId('person'),
      crew: [],
      day,
      window: placed.window,
      work: { ...work, dishes: work.dishes.map(({ dishId, portions }) => ({ dishId, portions })) },
    };
    const kitchenOf = () => street.canteens.ticketsOf(unscoped('a test'), [facts.lineId, placed.id]);
    await say({
      type: 'line_cancelled',
      facts: { ...facts, version: 3, reason: 'changed_mind', feeFen: asFen(0), wasConfirmed: true },
    });
    await handled('line_cancelled', facts.lineId);
    await say({ type: 'line_confirmed', facts });
    await handled('line_confirmed', facts.lineId);
    expect((await eventually(kitchenOf, (found) => found.length > 0)).map(({ lineId }) => lineId)).toEqual([placed.id]);
    expect(await line(child, placed.orderId)).toMatchObject({ state: 'confirmed' });
  });

  test('and the family hears each step of it', async () => {
    const { elder, child } = street.moveIn();
    const socket = await street.system.socket(child);
    const heard: [string, string][] = [];
    socket.on('feed:entry', ({ entity, type }) => heard.push([entity.kind, type]));
    await socket.emitWithAck('feed:join', { stream: streamOf('elder', elder.elderId) });
    const { answer } = await order(child, elder.elderId, [meal()]);
    await eventually(
      () => heard.length,
      (count) => count >= 3,
    );
    await call('post', `/lines/${answer.lines[0]?.id}/missing`, child);
    await call('post', `/lines/${answer.lines[0]?.id}/cancel`, child, { reason: 'changed_mind', feeSeenFen: 0 });
    await eventually(
      () => heard.map(([, type]) => type).toSorted((a, b) => a.localeCompare(b)),
      (types) =>
        types.join() ===
        'line_cancelled,line_confirmed,meal_reported_missing,order_placed,ticket_cancelled,ticket_planned',
    );
  });
});

describe('paying', () => {
  const means = (personId: PersonId) => `person:${personId}`;

  test('a hold is taken once, for what was fulfilled and owed', async () => {
    const { elder, child, own } = street.moveIn();
    const { answer } = await order(child, elder.elderId, [meal(), cleaning('15:00')], 'hold');
    await becomes(child, answer['id'], 'confirmed');
    await call('post', `/lines/${answer.lines[1]?.id}/answer`, own, { yes: false, by: 'tap' });
    const cancel = { reason: 'changed_mind', feeSeenFen: 1100 };
    await street.system.platform.clockControl?.set(clock('09:30'));
    await call('post', `/lines/${answer.lines[0]?.id}/cancel`, child, cancel);
    const [payment] = await eventually(
      () => payments(child, answer['id']),
      ([one]) => one?.state === 'captured',
    );
    expect(payment).toMatchObject({ capturedFen: 1100 });
    expect(await street.sandbox.look(payment?.id ?? '')).toMatchObject({
      state: 'captured',
      captured: 1100,
      amount: 9100,
    });
  });

  test('paid at once, what was not served comes back', async () => {
    const { elder, child } = street.moveIn();
    const { answer } = await order(child, elder.elderId, [meal()], 'pay_now');
    await becomes(child, answer['id'], 'confirmed');
    await call('post', `/lines/${answer.lines[0]?.id}/cancel`, child, { reason: 'changed_mind', feeSeenFen: 0 });
    const [payment] = await eventually(
      () => payments(child, answer['id']),
      ([one]) => one?.refundedFen === 1100,
    );
    await eventually(
      () => street.sandbox.look(payment?.id ?? ''),
      (held) => held?.refunded === 1100,
    );
  });

  test('declined, the order frees everything', async () => {
    const { elder, child, childId } = street.moveIn();
    street.sandbox.behave(means(childId), { declines: 'no funds' });
    const { answer } = await order(child, elder.elderId, [meal()], 'hold');
    const ended = await becomes(child, answer['id'], 'cancelled');
    expect(ended).toMatchObject({ paid: 'failed', ended: { reason: 'not_paid' } });
    expect((await order(child, elder.elderId, [meal()])).status).toBe(200);
  });

  test('a provider that tells by webhook, twice and out of order, secures once', async () => {
    const { elder, child, childId } = street.moveIn();
    street.sandbox.behave(means(childId), { webhooks: 'twice_and_out_of_order' });
    const { answer } = await order(child, elder.elderId, [meal()], 'hold');
    expect(answer.lines[0]?.state).toBe('placed');
    const confirmed = await becomes(child, answer['id'], 'confirmed');
    expect(confirmed).toMatchObject({ paid: 'secured', version: 2 });
    const forged = await street.system
      .request('post', '/api/webhooks/payments')
      .set('x-sandbox-signature', `t=${Date.now()},v1=${'0'.repeat(64)}`)
      .send({ key: 'k' });
    expect([forged.status, (forged.body as { code: string }).code]).toEqual([400, 'SIGNATURE_WRONG']);
  });

  test('ten minutes of silence end what is not confirmed', async () => {
    const { elder, child, childId } = street.moveIn();
    street.sandbox.behave(means(childId), { webhooks: 'never' });
    const { answer } = await order(child, elder.elderId, [meal()], 'pay_now');
    await street.system.platform.clockControl?.set(clock('08:11'));
    await becomes(child, answer['id'], 'cancelled');
    expect(await payments(child, answer['id'])).toMatchObject([{ state: 'failed' }]);
  });

  test('a prepaid account pays as long as it holds enough, and gets back what was not served', async () => {
    const { elder, child, childId } = street.moveIn();
    expect((await order(child, elder.elderId, [meal()], 'prepaid')).answer).toMatchObject({ code: 'PAYMENT_DECLINED' });
    const deposit = { personId: childId, amountFen: asFen(2000), receipt: childId, areaPath: street.areaPath };
    await street.payments.openPrepaid([deposit]);
    await street.payments.openPrepaid([deposit]);
    const balance = async () => (await call('get', '/prepaid/me', child)).answer['balanceFen'];
    expect(await balance()).toBe(2000);
    const { answer } = await order(child, elder.elderId, [meal()], 'prepaid');
    expect(await balance()).toBe(900);
    await call('post', `/lines/${answer.lines[0]?.id}/cancel`, child, { reason: 'changed_mind', feeSeenFen: 0 });
    await eventually(balance, (fen) => fen === 2000);
  });
});

describe('the time bank', () => {
  const seat = (personId: PersonId) => ({
    type: 'seat_done' as const,
    facts: {
      jobId: newId('job'),
      districtId: newId('district'),
      source: { kind: 'line' as const, lineId: newId('line') },
      itemCode: 'companionship',
      window: { from: clock('09:00'), to: clock('10:00') },
      version: 1,
      elderId: newId('elder'),
      areaPath: street.areaPath,
      operatorPath: [],
      seatId: newId('seat'),
      seatNumber: 1,
      seatVersion: 5,
      workerId: personId,
      workerKind: 'volunteer' as const,
      runId: null,
      minutes: 58,
      observation: null,
      receiver: null,
      waitedMinutes: 0,
    },
  });
  const say = (event: ReturnType<typeof seat>) => {
    const { events, transactions } = street.system.platform;
    return transactions.run((session) => events.add(event, session));
  };

  test('credits a seat once and takes it back by a counter entry, once', async () => {
    const personId = newId('person');
    const volunteer = street.signIn({ personId, locale: 'zh-CN', grants: [] });
    const area = street.areaPath[0] ?? newId('area');
    const manager = (over: typeof area) =>
      street.signIn({ personId: newId('person'), locale: 'zh-CN', grants: [{ role: 'timebank_manager', over }] });
    const done = seat(personId);
    await say(done);
    await say(done);
    const account = async () => (await call('get', '/timebank/me', volunteer)).answer;
    const credited = await eventually(account, (seen) => seen['balanceMinutes'] === 60);
    const { items } = credited['entries'] as { items: { journalId: string; kind: string; minutes: number }[] };
    expect(items).toMatchObject([{ kind: 'earned', minutes: 60, itemCode: 'companionship' }]);

    const reverse = (token: string) =>
      call('post', `/timebank/journals/${items[0]?.journalId}/reversal`, token, { reason: '记错人' });
    expect((await reverse(manager(newId('area')))).status).toBe(404);
    expect((await reverse(manager(area))).answer).toMatchObject({ kind: 'reversal', minutes: -60 });
    expect((await reverse(manager(area))).answer).toMatchObject({ code: 'ALREADY_REVERSED' });
    expect(await account()).toMatchObject({ balanceMinutes: 0 });
  });

  test('credit held for a visit is not spent twice, and comes back when the elder says no', async () => {
    const { elder, own } = street.moveIn();
    await say(seat(elder.personId));
    const visit = (time: string) => ({
      kind: 'service',
      itemId: street.items[1]?.id,
      variant: null,
      start: clock(time),
      minutes: 60,
      payWith: 'credit',
    });
    const account = async () => (await call('get', '/timebank/me', own)).answer;
    await eventually(account, (seen) => seen['balanceMinutes'] === 60);
    const both = await Promise.all(
      [visit('13:00'), visit('15:00')].map((wanted) => order(own, elder.elderId, [wanted])),
    );
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(both.find(({ status }) => status === 409)?.answer).toMatchObject({
      code: 'CREDIT_TOO_LOW',
      data: { minutes: 60 },
    });
    expect(await account()).toMatchObject({ balanceMinutes: 0, heldMinutes: asCreditMinutes(60) });
    const placed = both.find(({ status }) => status === 200)?.answer;
    await call('post', `/lines/${placed?.lines[0]?.id}/answer`, own, { yes: false, by: 'tap' });
    await eventually(account, (seen) => seen['balanceMinutes'] === 60);
    expect(await ledger.balance(`credit-held/${elder.personId}`)).toBe(0);
  });
});
