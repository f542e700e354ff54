import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { guestNumber, streamOf, type BoardView, type FeedEntry, type Quote } from '@nuanlin/shared';
import { DAY } from '../rights/ground.ts';
import { eventually } from '../support/system.ts';
import { startQuarter, type Quarter } from './quarter.ts';

/** The kitchen's board as it is read and heard. */
let quarter: Quarter;
beforeAll(async () => {
  quarter = await startQuarter();
});
afterAll(() => quarter.stop());

const board = (query = '') =>
  quarter.call<BoardView>('get', `/canteens/${quarter.ground.canteen.id}/board${query}`, quarter.kitchen.token);
const eats = async (way: string, change: object = {}) => {
  const elder = await quarter.moveIn();
  await quarter.order(elder.child, elder.elderId, [quarter.meal({ way, ...change })]);
  return elder;
};

test('shows the meal that runs, and after it the next, unless another is asked for', async () => {
  const shown = async (time: string, query?: string) => {
    await quarter.at(time);
    const { day, period, running, periods } = await board(query);
    expect(periods).toEqual(['lunch', 'dinner']);
    return [day === DAY, period, running.period];
  };
  expect(await shown('08:00')).toEqual([true, 'lunch', 'lunch']);
  expect(await shown('11:55')).toEqual([true, 'lunch', 'lunch']);
  expect(await shown('12:20')).toEqual([true, 'dinner', 'dinner']);
  expect(await shown('12:20', `?day=${DAY}&period=lunch`)).toEqual([true, 'lunch', 'dinner']);
});

test('gives each counter a series of numbers of its own, and tells how much is left with each ticket', async () => {
  await quarter.at('10:00');
  const socket = await quarter.system.socket(quarter.kitchen.token);
  const heard: FeedEntry[] = [];
  socket.on('feed:entry', (entry) => heard.push(entry));
  await socket.emitWithAck('feed:join', { stream: streamOf('canteen', quarter.ground.canteen.id) });
  for (const way of ['dine_in', 'delivery', 'dine_in', 'pickup']) await eats(way);
  const { tickets } = await eventually(board, (seen) => seen.tickets.length === 4);
  const numbers = tickets.map(({ way, number }) => guestNumber(way, number ?? 0));
  expect(numbers.toSorted((a, b) => a.localeCompare(b))).toEqual(['A001', 'A002', 'B001', 'C001']);

  const dishId = quarter.ground.dish.id;
  const queued = await eventually(
    () => heard.filter(({ type }) => type === 'ticket_queued'),
    (all) => all.length === 4,
  );
  expect(queued.at(-1)?.view).toMatchObject({ day: DAY, period: 'lunch', left: [{ dishId, left: 46 }] });
});

test('a dish that has run out is off the board, the feed and every basket at once', async () => {
  await quarter.at('10:00');
  const { canteen, dish } = quarter.ground;
  const dinner = { period: 'dinner' };
  const elder = await quarter.moveIn();
  const wanted = { elderId: elder.elderId, lines: [quarter.meal(dinner)], way: 'settle_later' };
  const quote = await quarter.call<Quote>('post', '/orders/quote', elder.child, wanted);
  const socket = await quarter.system.socket(quarter.kitchen.token);
  const heard: FeedEntry[] = [];
  socket.on('feed:entry', (entry) => heard.push(entry));
  await socket.emitWithAck('feed:join', { stream: streamOf('canteen', canteen.id) });

  const sold = { dishId: dish.id, day: DAY, period: 'dinner' };
  const { counts } = await quarter.call<BoardView>(
    'post',
    `/canteens/${canteen.id}/sold-out`,
    quarter.kitchen.token,
    sold,
  );
  expect(counts.find(({ dishId }) => dishId === dish.id)).toMatchObject({ left: 0 });
  expect(await quarter.refusal('/orders', elder.child, { ...wanted, quotedFen: quote.totalFen })).toBe('SOLD_OUT');
  await eventually(
    () => heard.find(({ type }) => type === 'dish_sold_out')?.view,
    (view) => JSON.stringify(view?.['left']) === JSON.stringify([{ dishId: dish.id, left: 0 }]),
  );
});
