import { describe, expect, test } from '@jest/globals';
import { instant, plusMinutes, writeId, type Id, type IdKind, type Instant, type TicketView } from '@nuanlin/shared';
import { tapsOf, type Stove } from './kitchen.ts';

const noon: Instant = instant.parse('2026-06-18T03:30:00.000Z');
const idOf = <K extends IdKind>(kind: K, n: number): Id<K> =>
  writeId(
    kind,
    0,
    Uint8Array.from({ length: 16 }, (_, i) => (i === 15 ? n : 0)),
  );

const ticket = (n: number, changes: Partial<TicketView> = {}): TicketView => ({
  id: idOf('ticket', n),
  version: 1,
  state: 'queued',
  number: n,
  lineId: idOf('line', n),
  way: 'delivery',
  texture: 'regular',
  dishes: [],
  window: { from: noon, to: plusMinutes(noon, 60) },
  queuedAt: noon,
  readyAt: null,
  expectedAt: null,
  calledAt: null,
  ...changes,
});
const stove = (startedAt: Instant | null = null): Stove => ({ startedAt: () => startedAt, chanceOf: () => 0.5 });

describe('a kitchen', () => {
  test('starts the oldest numbers, as many as it has hands', () => {
    const tickets = [9, 8, 7, 6, 5, 4, 3, 2, 1].map((n) => ticket(n));
    const { taps } = tapsOf(tickets, stove(), noon);
    expect(taps).toEqual([1, 2, 3, 4, 5, 6].map((n) => ({ ticketId: idOf('ticket', n), tap: 'start' })));
    const busy = tickets.map((one, i) => (i > 4 ? { ...one, state: 'preparing' as const } : one));
    expect(tapsOf(busy, stove(noon), noon).taps).toHaveLength(2);
  });

  test('puts a box out when it is cooked', () => {
    const cooking = [ticket(1, { state: 'preparing' })];
    expect(tapsOf(cooking, stove(noon), noon)).toEqual({ taps: [], lookAt: plusMinutes(noon, 6) });
    expect(tapsOf(cooking, stove(noon), plusMinutes(noon, 6)).taps).toMatchObject([{ tap: 'ready' }]);
  });

  test('leaves a box to its courier, who says himself that he has it', () => {
    const out = [ticket(1, { state: 'ready', readyAt: plusMinutes(noon, -40) })];
    expect(tapsOf(out, stove(), noon).taps).toEqual([]);
  });

  test('calls a guest and gives him his meal when he has come', () => {
    const out = ticket(1, { state: 'ready', way: 'dine_in', readyAt: noon });
    expect(tapsOf([out], stove(), noon).taps).toMatchObject([{ tap: 'call' }]);
    const called = [{ ...out, calledAt: noon }];
    expect(tapsOf(called, stove(), plusMinutes(noon, 1)).taps).toEqual([]);
    expect(tapsOf(called, stove(), plusMinutes(noon, 5)).taps).toMatchObject([{ tap: 'handOver' }]);
  });

  test('leaves alone what has left or is not to be cooked', () => {
    const over = (['planned', 'handed_over', 'cancelled'] as const).map((state, n) => ticket(n + 1, { state }));
    expect(tapsOf(over, stove(), noon).taps).toEqual([]);
  });
});
