import { describe, expect, test } from '@jest/globals';
import { feedEntry, fromMs, streamOf, writeId, type BoardView, type FeedEntry } from '@nuanlin/shared';
import { afterEntry, columnOf } from './board.ts';

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
  tickets: [],
  counts: [],
};

const ticket = (n: number, state: string, version: number, day = '2026-06-18'): FeedEntry => {
  const id = writeId('ticket', 0, of(n));
  return feedEntry.parse({
    stream: streamOf('canteen', canteenId),
    n: version,
    type: `ticket_${state}`,
    entity: { kind: 'ticket', id },
    version,
    at: fromMs(0),
    view: {
      id,
      version,
      state,
      number: n,
      lineId: writeId('line', 0, of(n)),
      way: 'delivery',
      texture: 'soft',
      dishes: [],
      window,
      queuedAt: null,
      expectedAt: null,
      readyAt: null,
      calledAt: null,
      day,
      period: 'lunch',
    },
  });
};

describe('the board', () => {
  test('moves a ticket along and keeps the order of numbers', () => {
    const board = [ticket(2, 'queued', 1), ticket(1, 'queued', 1), ticket(2, 'preparing', 2)].reduce(afterEntry, empty);
    expect(columnOf(board, 'queued').map(({ number }) => number)).toEqual([1]);
    expect(columnOf(board, 'preparing').map(({ number }) => number)).toEqual([2]);
  });

  test('drops another meal’s tickets', () => {
    expect(afterEntry(empty, ticket(1, 'queued', 1, '2026-06-19'))).toBe(empty);
  });

  test('drops what is not newer', () => {
    const board = afterEntry(empty, ticket(1, 'ready', 3));
    expect(afterEntry(board, ticket(1, 'queued', 2))).toBe(board);
  });
});
