import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  plusMinutes,
  type BoardView,
  type CashDue,
  type Concern,
  type ElderRecord,
  type RunView,
} from '@nuanlin/shared';
import { eventually } from '../support/system.ts';
import { elderRecord } from '../people/town.ts';
import { startQuarter, type Hand, type Quarter } from './quarter.ts';

/** A booked noon from the orders of the morning to what the courier has earned and counted (D4). */
let quarter: Quarter;
let courier: Hand;
let run: RunView;
const elders: Awaited<ReturnType<Quarter['moveIn']>>[] = [];
const orders: string[] = [];

/** Somebody of 柳荫里, building and floor as told. */
const at = (building: string, floor: number): Partial<ElderRecord> => {
  const { near } = quarter.ground.town;
  const [home] = elderRecord({ areaId: near.community.id, districtId: near.district.id }).residences;
  if (!home) throw new Error('lives somewhere');
  return { residences: [{ ...home, building, floor, room: `${floor}01` }] };
};
const board = () =>
  quarter.call<BoardView>('get', `/canteens/${quarter.ground.canteen.id}/board`, quarter.kitchen.token);
const statesOf = async (): Promise<string[]> =>
  (await board()).tickets.map(({ state }) => state).toSorted((a, b) => a.localeCompare(b));
const handOver = (n: number, receiver: string, observation: string) =>
  quarter.system
    .request('post', `/api/v1/seats/${run.stops[n]?.seatId}/hand-over`, courier.token)
    .send({ receiver, observation, checkIn: { method: 'staff_note', words: '在门口' } });
/** Whose stop it is. */
const elderAt = (n: number) => {
  const { elderName } = run.stops[n] ?? {};
  const found = elders[Number(elderName?.at(-1))];
  if (!found) throw new Error(`nobody at stop ${n}`);
  return found;
};

beforeAll(async () => {
  quarter = await startQuarter();
  for (const [n, [building, floor]] of (
    [
      ['3', 5],
      ['10', 1],
      ['3', 2],
      ['3', 5],
    ] as const
  ).entries()) {
    const elder = await quarter.moveIn({ name: `老人${n}`, ...at(building, floor) });
    elders.push(elder);
    const { id, lines } = await quarter.order(elder.child, elder.elderId, [quarter.meal()]);
    expect(lines[0]).toMatchObject({ state: 'confirmed', work: { onDemand: false } });
    orders.push(id);
  }
  courier = await quarter.hire('courier', '赵强');
});
afterAll(() => quarter.stop());

describe('a booked noon', () => {
  test('is cooked at production time, each ticket with its number', async () => {
    await eventually(statesOf, (states) => states.join() === 'planned,planned,planned,planned');
    await quarter.at('09:49');
    expect(await statesOf()).toEqual(['planned', 'planned', 'planned', 'planned']);
    await quarter.at('09:50');
    await eventually(statesOf, (states) => states.join() === 'queued,queued,queued,queued');
    const { tickets } = await board();
    expect(tickets.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  });

  test('leaves in one run by compound, offered whole to one courier with what it pays', async () => {
    await quarter.at('10:20');
    const offer = await quarter.offered(courier);
    expect(offer.stops).toHaveLength(4);
    expect(offer.pay).toMatchObject({ kind: 'money' });
    run = await quarter.accept(courier);
    expect(new Set(run.stops.map(({ elderName }) => elderName))).toEqual(new Set(['老人0', '老人1', '老人2', '老人3']));
  });

  test('the boxes are with the courier: the kitchen’s board knows without a tap', async () => {
    await quarter.at('10:35');
    expect(await quarter.refusal(`/runs/${run.id}/collect`, courier.token)).toBe('SEAT_MOVED_ON');
    await quarter.call('post', `/runs/${run.id}/depart`, courier.token);
    const collected = await quarter.call<RunView>('post', `/runs/${run.id}/collect`, courier.token);
    expect(collected.collectedAt).not.toBeNull();
    await eventually(statesOf, (states) => states.join() === 'handed_over,handed_over,handed_over,handed_over');
    expect((await board()).counts).toContainEqual(expect.objectContaining({ ordered: 4, made: 4, left: 46 }));
  });

  test('into the elder’s own hands he was seen, by the door or a neighbour he was not', async () => {
    await quarter.at('11:00');
    expect((await handOver(0, 'doorstep', 'fine')).body).toMatchObject({ code: 'INVALID_INPUT' });
    expect((await handOver(0, 'elder', 'fine')).status).toBe(200);
    expect((await handOver(1, 'neighbour', 'fine')).status).toBe(200);
    await quarter.settled();
    expect(await quarter.toldTo(elderAt(0).child)).toContainEqual(expect.stringContaining('saw them'));
    const neighbours = await quarter.toldTo(elderAt(1).child);
    expect(neighbours).toContainEqual(expect.stringContaining('did not see them'));
    expect(neighbours.filter((words) => words.includes('saw them'))).toEqual([]);
    expect((await handOver(0, 'elder', 'fine')).body).toMatchObject({ code: 'SEAT_MOVED_ON' });
  });

  test('nobody seen opens a concern that climbs from minute to minute until somebody owns it', async () => {
    const told = { family: 3, keyholder: 8, grid_worker: 15, at_the_door: 30 };
    expect((await handOver(2, 'gatekeeper', 'nobody_seen')).status).toBe(200);
    const concerns = async (): Promise<Concern[]> =>
      (await quarter.call<{ items: Concern[] }>('get', '/concerns', quarter.dispatcher.token)).items;
    const [opened] = await eventually(concerns, (all) => all.length === 1);
    if (!opened) throw new Error('one concern');
    expect(opened).toMatchObject({ kind: 'no_answer', risk: 'urgent', state: 'open', climbed: 0 });
    for (const [n, [, minutes]] of Object.entries(told).entries()) {
      const due = plusMinutes(opened.openedAt, minutes);
      expect((await concerns())[0]).toMatchObject({ climbed: n, nextClimbAt: due });
      await quarter.system.platform.clockControl?.set(due);
      await eventually(concerns, ([one]) => one?.climbed === n + 1);
    }
    await quarter.call('post', `/concerns/${opened.id}/owner`, quarter.dispatcher.token);
    expect((await concerns())[0]).toMatchObject({ state: 'owned', ownerName: '吴敏', nextClimbAt: null });
  });

  test('is over with its last stop; each line is fulfilled, each seat has earned', async () => {
    expect((await handOver(3, 'elder', 'low')).status).toBe(200);
    await Promise.all(
      orders.map((id, n) =>
        eventually(
          () => quarter.lineOf(elders[n]?.child ?? '', id),
          ({ state }) => state === 'fulfilled',
        ),
      ),
    );
    await quarter.settled();
    const { runs } = await quarter.call<{ runs: RunView[] }>('get', '/workers/me/runs', courier.token);
    expect(runs).toEqual([]);
    const earned = await quarter.call<{
      balanceFen: number;
      dayFen: number;
      monthFen: number;
      entries: { items: { fen: number; parts: { what: string; fen: number }[] }[] };
    }>('get', '/workers/me/earnings', courier.token);
    const { items } = earned.entries;
    expect(items).toHaveLength(4);
    for (const { fen, parts } of items) {
      expect(parts.map(({ what }) => what)).toContain('stop');
      expect(parts.reduce((sum, part) => sum + part.fen, 0)).toBe(fen);
    }
    const sum = items.reduce((total, { fen }) => total + fen, 0);
    expect([earned.balanceFen, earned.dayFen, earned.monthFen]).toEqual([sum, sum, sum]);
  });

  test('was settled in cash at three doors, counted once; the fourth stays on the account', async () => {
    const cash = async () => (await quarter.call<{ due: CashDue[] }>('get', '/workers/me/cash', courier.token)).due;
    const due = await cash();
    expect(due).toHaveLength(4);
    const [owed] = due;
    if (!owed) throw new Error('four doors');
    const count = (lineId: string, fen: number) => ({ counted: [{ lineId, fen }] });
    expect(await quarter.refusal('/workers/me/cash', courier.token, count(owed.lineId, owed.dueFen + 1))).toBe(
      'PAYMENT_AMOUNT',
    );
    const stranger = await quarter.hire('courier', '钱勇');
    expect(await quarter.refusal('/workers/me/cash', stranger.token, count(owed.lineId, 1))).toBe('NOT_FOUND');

    const counted = due.map(({ lineId, dueFen }, n) => ({ lineId, fen: n === 3 ? 0 : dueFen }));
    for (const _ of ['once', 'again']) await quarter.call('post', '/workers/me/cash', courier.token, { counted });
    expect(await cash()).toEqual([]);
    expect(await quarter.refusal('/workers/me/cash', courier.token, count(owed.lineId, 0))).toBe('PAYMENT_AMOUNT');
    const states = await Promise.all(
      orders.map(async (id, n) => {
        const path = `/payments?orderId=${id}`;
        const { payments } = await quarter.call<{ payments: { state: string }[] }>('get', path, elders[n]?.child ?? '');
        return payments[0]?.state;
      }),
    );
    expect(states.toSorted((a, b) => (a ?? '').localeCompare(b ?? ''))).toEqual([
      'due',
      'settled',
      'settled',
      'settled',
    ]);
  });
});
