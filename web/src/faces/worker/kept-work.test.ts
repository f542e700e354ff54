import { expect, test } from '@jest/globals';
import {
  asFen,
  fromMs,
  writeId,
  type CashDue,
  type EarningEntry,
  type JobView,
  type RunView,
  type ServiceDay,
} from '@nuanlin/shared';
import { leftToCount } from './cash.ts';
import { daysOf } from './earnings.ts';
import { jobWith, runsWith, seatsHere } from './kept-work.ts';
import { isFetching } from './my-work.ts';

const bytes = (n: number) => Uint8Array.from({ length: 16 }, () => n);
const runId = writeId('run', 0, bytes(1));
const jobId = writeId('job', 0, bytes(1));
const seatId = (n: number) => writeId('seat', 0, bytes(n));
const kept = (name: string, input: object, refused: { code: string; words: string } | null = null) => ({
  name,
  input,
  refused,
});

const stop = (n: number): RunView['stops'][number] => ({
  jobId,
  seatId: seatId(n),
  itemCode: 'meal',
  compound: '柳荫里',
  building: '3',
  floor: 5,
  lift: false,
  window: { from: fromMs(0), to: fromMs(1) },
  promisedAt: fromMs(1),
  asks: [],
  at: null,
  seatState: 'assigned',
  elderName: '试验老人',
  room: '3-2-502',
});
const run: RunView = {
  id: runId,
  version: 1,
  state: 'accepted',
  workerId: null,
  workerName: null,
  pickup: null,
  collectedAt: null,
  stops: [stop(1), stop(2)],
};
const statesOf = (actions: Parameters<typeof runsWith>[1]) =>
  runsWith([run], actions).map(({ state, stops }) => [state, ...stops.map(({ seatState }) => seatState)]);

test('a run goes on as far as the worker went, without a network', () => {
  expect(statesOf([])).toEqual([['accepted', 'assigned', 'assigned']]);
  expect(statesOf([kept('departRun', { runId })])).toEqual([['departed', 'en_route', 'en_route']]);
  expect(
    statesOf([
      kept('departRun', { runId }),
      kept('handOver', { seatId: seatId(1) }),
      kept('fail', { seatId: seatId(2) }),
    ]),
  ).toEqual([['departed', 'done', 'failed']]);
});

test('boxes fetched without a network are with the worker since he had them', () => {
  const pickup = {
    canteenId: writeId('canteen', 0, bytes(1)),
    name: '食堂',
    readyAt: fromMs(0),
    at: { lon: 120, lat: 30 },
  };
  const fetching: RunView = { ...run, state: 'departed', pickup };
  const collect = kept('collectRun', { runId, madeAt: { deviceAt: fromMs(1000), offsetMs: 500 } });
  expect([fetching, ...runsWith([fetching], [collect])].map(isFetching)).toEqual([true, false]);
  expect(runsWith([fetching], [collect])[0]?.collectedAt).toBe(fromMs(1500));
  expect(runsWith([{ ...fetching, collectedAt: fromMs(7) }], [collect])[0]?.collectedAt).toBe(fromMs(7));
  expect(isFetching(run)).toBe(false);
});

test('cash counted without a network is not to be counted again; what was refused is', () => {
  const due = (n: number): CashDue => ({
    lineId: writeId('line', 0, bytes(n)),
    jobId,
    elderName: '试验老人',
    home: '3-2-502',
    dueFen: asFen(1100),
    handedOverAt: fromMs(0),
  });
  const count = { counted: [{ lineId: due(1).lineId, fen: 1100 }] };
  expect(leftToCount([due(1), due(2)], [kept('countCash', count)])).toEqual([due(2)]);
  const no = { code: 'PAYMENT_AMOUNT', words: '金额不对' };
  expect(leftToCount([due(1)], [kept('countCash', count, no)])).toEqual([due(1)]);
});

test('earnings are summed by their day', () => {
  const earned = (n: number, fen: number): EarningEntry => ({
    journalId: writeId('journal', 0, bytes(n)),
    at: fromMs(n * 60_000),
    fen: asFen(fen),
    itemCode: 'meal',
    parts: [],
  });
  const entries = [earned(3, 600), earned(2, 400), earned(1, 300)];
  const days = daysOf(entries, ({ at }) => (at === fromMs(60_000) ? '2026-06-17' : '2026-06-18') as ServiceDay);
  expect(days.map(({ day, fen, entries: of }) => [day, fen, of.length])).toEqual([
    ['2026-06-18', 1000, 2],
    ['2026-06-17', 300, 1],
  ]);
});

test('what the server refused, and what is about other runs, changes nothing', () => {
  const no = { code: 'SEAT_MOVED_ON', words: '状态已经变了' };
  expect(
    statesOf([kept('handOver', { seatId: seatId(1) }, no), kept('departRun', { runId: writeId('run', 0, bytes(9)) })]),
  ).toEqual([['accepted', 'assigned', 'assigned']]);
});

test('the last step of a seat counts', () => {
  const steps = ['depart', 'arrive', 'start'].map((name) => kept(name, { seatId: seatId(1) }));
  expect(seatsHere(steps)).toEqual(new Map([[seatId(1), 'working']]));
});

test('a visit shows the answers given and the step reached on this device', () => {
  const visit = {
    id: jobId,
    seats: [{ id: seatId(1), state: 'arrived' }],
    checklist: [
      { step: 'water', answer: null },
      { step: 'pulse', answer: 70 },
    ],
  } as unknown as JobView;
  const after = jobWith(visit, [
    kept('check', { seatId: seatId(1), answers: [{ step: 'water', value: 40 }] }),
    kept('check', { seatId: seatId(2), answers: [{ step: 'pulse', value: 1 }] }),
    kept('start', { seatId: seatId(1) }),
  ]);
  expect(after.seats).toMatchObject([{ state: 'working' }]);
  expect(after.checklist).toMatchObject([{ answer: 40 }, { answer: 70 }]);
});
