import { describe, expect, test } from '@jest/globals';
import { serviceDay, writeId, type DayEntry, type FeedEntry, type LineView } from '@nuanlin/shared';
import { entriesAfter, isOpen, stageOf } from './entries.ts';
import { bytes, payerId, lineId, jobId, day, line, entry, told, visit, ticket } from './examples.ts';

const dayAfter = (entries: readonly DayEntry[], heard: FeedEntry) =>
  entriesAfter(entries, heard, (line) => line.day === day);
const empty: readonly DayEntry[] = [];

const seat = { id: writeId('seat', 0, bytes(1)), number: 1, role: 'lead', version: 1, runId: null };
const times = { departedAt: null, arrivedAt: null, startedAt: null, endedAt: null, failure: null };
const worker = { id: payerId, name: '赵强', kind: 'courier', employer: null };

describe('the day', () => {
  const two = dayAfter(dayAfter(empty, told(line(2, 1, 9))), told(line(1, 1, 3)));

  test('takes lines in, in the order of their windows', () => {
    expect(two.map((one) => one.line.id)).toEqual([lineId(1), lineId(2)]);
  });

  test('drops what is not newer, and lets go of what moved to another day', () => {
    const newer = dayAfter(two, told(line(1, 3, 5)));
    expect(dayAfter(newer, told(line(1, 2, 3)))).toBe(newer);
    const other = serviceDay.parse('2026-06-19');
    expect(dayAfter(newer, told(line(1, 4, 5, { day: other }))).map((one) => one.line.id)).toEqual([lineId(2)]);
    expect(dayAfter(two, told(line(3, 1, 5, { day: other })))).toBe(two);
  });

  test('hears of the kitchen and of who comes, and keeps both when the line changes', () => {
    const ticket = { id: writeId('ticket', 0, bytes(1)), lineId: lineId(1), state: 'preparing', number: 7 };
    const job = {
      id: jobId,
      state: 'en_route',
      lineId: lineId(1),
      seats: [{ ...seat, ...times, state: 'en_route', worker }],
    };
    const heard = dayAfter(dayAfter(two, entry('ticket', ticket.id, 1, ticket)), entry('job', jobId, 1, job));
    const after = dayAfter(heard, told(line(1, 2, 3)));
    expect(after.at(0)).toMatchObject({
      line: { version: 2 },
      ticket: { state: 'preparing', number: 7 },
      visit: { jobId, state: 'en_route', workers: [{ name: '赵强', state: 'en_route' }] },
    });
    expect(after.at(1)).toMatchObject({ ticket: null, visit: null });
  });
});

test.each<[string, Partial<LineView>, DayEntry['ticket'], DayEntry['visit']]>([
  ['cancelled', { state: 'cancelled', yes: 'waiting' }, null, visit('en_route')],
  ['fulfilled', { state: 'fulfilled' }, ticket('handed_over'), visit('completed')],
  ['asked', { state: 'placed', yes: 'waiting', paid: 'waiting' }, null, null],
  ['unpaid', { state: 'placed', paid: 'waiting' }, null, null],
  ['en_route', {}, ticket('handed_over'), visit('en_route')],
  ['preparing', {}, ticket('preparing'), visit('assigned')],
  ['assigned', {}, ticket('queued'), visit('assigned')],
  ['confirmed', {}, ticket('planned'), visit('offered')],
])('a line is %s', (stage, changes, kitchen, coming) => {
  expect(stageOf({ line: line(1, 1, 3, changes), ticket: kitchen, visit: coming })).toBe(stage);
});

test('only what has not ended can be called off', () => {
  expect(
    ['placed', 'confirmed', 'fulfilled', 'failed', 'cancelled'].map((state) =>
      isOpen({ ...line(1, 1, 3), state: state as LineView['state'] }),
    ),
  ).toEqual([true, true, false, false, false]);
});
