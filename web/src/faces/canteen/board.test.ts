import { describe, expect, test } from '@jest/globals';
import { feedEntry, fromMs, streamOf, writeId, type BoardView, type FeedEntry } from '@nuanlin/shared';
import { afterEntry, columnOf, plannedOf } from './board.ts';
import { callsOf } from './calls.ts';
import { promiseOf } from './promise.ts';

const of = (n: number) => Uint8Array.from({ length: 16 }, () => n);
const canteenId = writeId('canteen', 0, of(1));
const window = { from: fromMs(0), to: fromMs(3_600_000) };
const empty: BoardView = {
  asOf: {},
  canteenId,
  name: { 'zh-CN': '试验食堂', en: 'Trial' },
  day: '2026-06-18' as BoardView['day'],
  period: 'lunch',
  window,
  periods: ['lunch'],
  running: { day: '2026-06-18' as BoardView['day'], period: 'lunch', until: window.to },
  tickets: [],
  counts: [],
};

const rice = writeId('dish', 0, of(9));
const heard = (type: string, version: number, view: object): FeedEntry =>
  feedEntry.parse({
    stream: streamOf('canteen', canteenId),
    n: version,
    type,
    entity: { kind: 'ticket', id: canteenId },
    version,
    at: fromMs(0),
    view: { day: '2026-06-18', period: 'lunch', left: [], ...view },
  });

const ticketView = (n: number, state: string, version: number, more: object = {}) => ({
  id: writeId('ticket', 0, of(n)),
  version,
  state,
  number: n,
  lineId: writeId('line', 0, of(n)),
  way: 'delivery',
  texture: 'soft',
  dishes: [{ dishId: rice, name: { 'zh-CN': '米饭', en: 'Rice' }, portions: 2 }],
  window,
  queuedAt: null,
  expectedAt: null,
  readyAt: null,
  calledAt: null,
  ...more,
});
const ticket = (n: number, state: string, version: number, more: object = {}): FeedEntry =>
  heard(`ticket_${state}`, version, ticketView(n, state, version, more));
const numbers = (tickets: readonly { number: number | null }[]) => tickets.map(({ number }) => number);

describe('the board', () => {
  test('moves a ticket along and keeps the order of numbers', () => {
    const board = [ticket(2, 'queued', 1), ticket(1, 'queued', 1), ticket(2, 'preparing', 2)].reduce(afterEntry, empty);
    expect(numbers(columnOf(board, 'queued'))).toEqual([1]);
    expect(numbers(columnOf(board, 'preparing'))).toEqual([2]);
  });

  test('serves first who came first, and shows last handed over first', () => {
    const at = (minute: number) => ({ queuedAt: fromMs(minute * 60_000) });
    const board = [ticket(1, 'queued', 1, at(9)), ticket(3, 'queued', 1, at(2)), ticket(2, 'queued', 1, at(2))];
    expect(numbers(columnOf(board.reduce(afterEntry, empty), 'queued'))).toEqual([2, 3, 1]);
    const gone = [ticket(1, 'handed_over', 1, at(9)), ticket(3, 'handed_over', 1, at(2))];
    expect(numbers(columnOf(gone.reduce(afterEntry, empty), 'handed_over'))).toEqual([1, 3]);
  });

  test('drops another meal’s tickets', () => {
    expect(afterEntry(empty, ticket(1, 'queued', 1, { day: '2026-06-19' }))).toBe(empty);
    expect(afterEntry(empty, ticket(1, 'queued', 1, { period: 'dinner' }))).toBe(empty);
  });

  test('drops what is not newer', () => {
    const board = afterEntry(empty, ticket(1, 'ready', 3));
    expect(afterEntry(board, ticket(1, 'queued', 2)).tickets).toBe(board.tickets);
  });

  test('counts portions ordered, made and left by what it hears', () => {
    const name = { 'zh-CN': '米饭', en: 'Rice' };
    const menu: BoardView = { ...empty, counts: [{ dishId: rice, name, ordered: 0, made: 0, left: 20 }] };
    const left = (n: number) => ({ left: [{ dishId: rice, left: n }] });
    const after = [
      ticket(1, 'queued', 1, left(18)),
      ticket(2, 'planned', 1, left(16)),
      ticket(1, 'ready', 3, left(16)),
      ticket(3, 'queued', 1, left(14)),
      ticket(3, 'cancelled', 2, left(16)),
    ].reduce(afterEntry, menu);
    expect(after.counts).toEqual([{ dishId: rice, name, ordered: 4, made: 2, left: 16 }]);
    expect(plannedOf(after)).toBe(1);
    const out = afterEntry(after, heard('dish_sold_out', 1, left(0)));
    expect(out.counts).toEqual([{ dishId: rice, name, ordered: 4, made: 2, left: 0 }]);
  });
});

describe('the big screen', () => {
  const at = (minute: number) => fromMs(minute * 60_000);
  const board = [
    ticket(1, 'ready', 3, { way: 'dine_in', calledAt: at(1) }),
    ticket(2, 'ready', 3, { way: 'pickup', calledAt: at(2) }),
    ticket(3, 'ready', 3, { way: 'pickup' }),
    ticket(4, 'preparing', 3, { way: 'dine_in' }),
    ticket(5, 'queued', 3, { way: 'dine_in' }),
    ticket(6, 'ready', 3),
    ticket(7, 'handed_over', 3),
    ticket(8, 'planned', 3),
  ].reduce(afterEntry, empty);

  test('shows who was called last, then who was called before and has not come', () => {
    const calls = callsOf(board);
    expect(calls.now?.number).toBe(2);
    expect(numbers(calls.before)).toEqual([1]);
    expect(numbers(calls.ready)).toEqual([3]);
    expect(numbers(calls.making)).toEqual([4, 5]);
    expect(calls.boxes).toEqual({ all: 3, ready: 1, gone: 1 });
  });

  test('keeps a number until it is handed over', () => {
    const fetched = afterEntry(board, ticket(2, 'handed_over', 4, { way: 'pickup', calledAt: at(2) }));
    expect(callsOf(fetched).now?.number).toBe(1);
    const called = afterEntry(board, ticket(1, 'ready', 4, { way: 'dine_in', calledAt: at(3) }));
    expect(callsOf(called).now?.number).toBe(1);
  });
});

test('a press promises minutes after the promise that stands, else after now', () => {
  const now = fromMs(0);
  expect(promiseOf(null, now, 5)).toBe(fromMs(300_000));
  expect(promiseOf(fromMs(600_000), now, 5)).toBe(fromMs(900_000));
  expect(promiseOf(fromMs(600_000), fromMs(660_000), 10)).toBe(fromMs(1_260_000));
});
