import { describe, expect, test } from '@jest/globals';
import { fromMs, writeId, type JobRow } from '@nuanlin/shared';
import { byUrgency, countsOf, inList, isLate, needsHand } from './lists.ts';

const moment = (minute: number) => fromMs(minute * 60_000);
const bytes = Uint8Array.from({ length: 16 }, () => 1);
const row = (differs: Partial<JobRow> = {}): JobRow => ({
  id: writeId('job', 0, bytes),
  version: 1,
  state: 'open',
  itemCode: 'meal',
  elderId: writeId('elder', 0, bytes),
  elderName: '试验老人',
  room: '柳荫里 3-2-502',
  at: { lon: 112, lat: 33 },
  window: { from: moment(60), to: moment(90) },
  decisionAt: moment(40),
  workers: [],
  freeSeatIds: [writeId('seat', 0, bytes)],
  seats: 1,
  asked: [],
  held: null,
  impossible: null,
  ...differs,
});
const taken: Pick<JobRow, 'freeSeatIds' | 'state'> = { freeSeatIds: [], state: 'assigned' };

describe('what waits for a hand', () => {
  test.each([
    ['a free seat before its decision time', row(), 30, false],
    ['a free seat at its decision time', row(), 40, true],
    ['a seat that nobody may have', row({ impossible: { code: 'SKILL_MISSING', data: {} } }), 0, true],
    ['a taken seat past its decision time', row(taken), 50, false],
  ])('%s', (_, one, minute, expected) => {
    expect(needsHand(one, moment(minute))).toBe(expected);
    expect(inList('act', one, moment(minute))).toBe(expected);
  });
});

test('late is who does not stand at the door when the window is over', () => {
  expect(isLate(row(taken), moment(91))).toBe(true);
  expect(isLate(row({ ...taken, state: 'working' }), moment(91))).toBe(false);
  expect(isLate(row(taken), moment(89))).toBe(false);
});

test('a hand that is wanted comes first, what is late next, then the clock', () => {
  const soon = row({ ...taken, room: 'soon', window: { from: moment(50), to: moment(200) } });
  const late = row({ ...taken, room: 'late', window: { from: moment(60), to: moment(80) } });
  const act = row({ room: 'act', window: { from: moment(95), to: moment(200) } });
  expect([soon, late, act].toSorted(byUrgency(moment(90))).map(({ room }) => room)).toEqual(['act', 'late', 'soon']);
});

test('the figures count each kind of standing', () => {
  const asked = { id: 'o' } as unknown as JobRow['asked'][number];
  const jobs = [row(), row(taken), row({ asked: [asked] }), row({ decisionAt: moment(5) })];
  expect(countsOf(jobs, moment(20))).toEqual({ going: 1, asked: 1, near: 2, act: 1 });
});
