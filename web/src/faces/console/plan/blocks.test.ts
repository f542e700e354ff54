import { describe, expect, test } from '@jest/globals';
import {
  plusMinutes,
  writeId,
  type IdKind,
  type Instant,
  type PlanDay,
  type PlannedWork,
  type PlanView,
  type ServiceDay,
} from '@nuanlin/shared';
import { axisOf, hoursOn, leftOver, placeOn, rowsOf, snapped } from './blocks.ts';

const idOf = <K extends IdKind>(kind: K, n: number) =>
  writeId(
    kind,
    0,
    Uint8Array.from({ length: 16 }, () => n),
  );
const T = '2026-06-18T01:10:00.000Z' as Instant;
const work = (n: number, change: Partial<PlannedWork> = {}): PlannedWork => ({
  seatId: idOf('seat', n),
  jobId: idOf('job', n),
  itemCode: 'cleaning',
  role: 'lead',
  elderName: '试验老人',
  room: '柳荫里 3-2-502',
  at: { lon: 120, lat: 30 },
  window: { from: T, to: plusMinutes(T, 120) },
  minutes: 120,
  inForce: null,
  begun: false,
  ...change,
});
const worker = (n: number): PlanDay['workers'][number] => ({
  id: idOf('person', n),
  name: `人员${n}`,
  kind: 'staff',
  shift: { from: T, to: plusMinutes(T, 480) },
  busy: [],
  absent: false,
});
const day: PlanDay = {
  asOf: {},
  works: [work(1), work(2, { inForce: { workerId: idOf('person', 2), startAt: T }, begun: true })],
  workers: [worker(1), worker(2)],
  kitchen: null,
  plan: null,
};
const stop = { travelMinutes: 4, boxes: 0, pinned: true };
const plan: PlanView = {
  id: idOf('plan', 1),
  version: 3,
  state: 'proposed',
  subject: {
    kind: 'visits',
    districtId: idOf('district', 1),
    operatorId: idOf('operator', 1),
    day: '2026-06-18' as ServiceDay,
  },
  readAt: T,
  seconds: 5,
  progress: null,
  stopping: false,
  estimated: false,
  cost: 4,
  works: [work(1), work(3)],
  workers: day.workers,
  routes: [
    {
      workerId: idOf('person', 1),
      leaveAt: T,
      endAt: plusMinutes(T, 130),
      travelMinutes: 4,
      boxes: 0,
      stops: [{ ...stop, seatId: idOf('seat', 1), startAt: plusMinutes(T, 10), endAt: plusMinutes(T, 130) }],
      loading: [],
    },
  ],
  undone: [{ seatId: idOf('seat', 3), reason: 'NO_ROOM' }],
  changes: [],
  edits: [],
  applied: { runs: 0, written: 0, lost: 0 },
};

describe('the board of a day', () => {
  test('shows what is in force while there is no plan', () => {
    const rows = rowsOf(day, null);
    expect(rows.map(({ worker, blocks }) => [worker.id, blocks.length])).toEqual([
      [idOf('person', 2), 1],
      [idOf('person', 1), 0],
    ]);
    expect(leftOver(day, null)).toMatchObject([{ work: { seatId: idOf('seat', 1) }, reason: null }]);
  });

  test('shows the plan, and what has begun where it is', () => {
    const blocks = rowsOf(day, plan).flatMap((row) => row.blocks);
    expect(blocks.map(({ workerId, moves, pinned }) => [workerId, moves, pinned])).toEqual(
      expect.arrayContaining([
        [idOf('person', 1), true, true],
        [idOf('person', 2), false, false],
      ]),
    );
    expect(leftOver(day, plan)).toMatchObject([{ work: { seatId: idOf('seat', 3) }, reason: 'NO_ROOM' }]);
  });

  test('shows the day as it is again when the plan is applied or failed', () => {
    expect(rowsOf(day, { ...plan, state: 'failed' })).toEqual(rowsOf(day, null));
  });
});

describe('the hours of the board', () => {
  test('are whole ones around all work', () => {
    const axis = axisOf(rowsOf(day, plan), day.works);
    expect(axis?.from).toBe('2026-06-18T00:00:00.000Z');
    expect(axis && hoursOn(axis).at(-1)).toBe('2026-06-18T06:00:00.000Z');
    expect(axis && placeOn(axis, '2026-06-18T03:00:00.000Z' as Instant)).toBe(50);
  });

  test('are none where there is no work', () => expect(axisOf([], [])).toBeNull());

  test('move a visit by steps of five minutes', () => {
    expect(snapped(T, 7)).toBe('2026-06-18T01:15:00.000Z');
    expect(snapped('2026-06-18T01:12:30.000Z' as Instant, -60)).toBe('2026-06-18T00:15:00.000Z');
  });
});
