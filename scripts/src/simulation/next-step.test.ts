import { describe, expect, test } from '@jest/globals';
import {
  type Id,
  instant,
  jobView,
  plusMinutes,
  runView,
  writeId,
  type IdKind,
  type Instant,
  type JobView,
  type RunView,
  type SeatState,
} from '@nuanlin/shared';
import { nextStep, type Situation } from './next-step.ts';
import type { StopPlan } from './stop-plan.ts';

const noon: Instant = instant.parse('2026-06-18T03:30:00.000Z');
const idOf = <K extends IdKind>(kind: K, n: number): Id<K> =>
  writeId(
    kind,
    0,
    Uint8Array.from({ length: 16 }, (_, i) => (i === 15 ? n : 0)),
  );
const canteen = { lon: 102.4, lat: 39.7 };
const door = { lon: 102.41, lat: 39.71 };
const market = { lon: 102.42, lat: 39.72 };
const base = { lon: 102.39, lat: 39.69 };

const plan: StopPlan = {
  ending: { how: 'done', receiver: 'elder' },
  observation: 'fine',
  doorMinutes: 2,
  pace: 1,
  accuracyM: 12,
  showsCode: false,
  confirmation: 'signature',
  measured: 0,
};

const run = (itemCode: string, seatState: SeatState, changes: Partial<RunView> = {}): RunView =>
  runView.parse({
    id: idOf('run', 1),
    version: 1,
    state: seatState === 'assigned' || seatState === 'held' ? 'accepted' : 'departed',
    workerId: idOf('person', 1),
    workerName: '李',
    collectedAt: null,
    pickup:
      itemCode === 'meal'
        ? { canteenId: idOf('canteen', 1), name: text, at: canteen, readyAt: plusMinutes(noon, 20) }
        : null,
    stops: [
      {
        jobId: idOf('job', 1),
        seatId: idOf('seat', 1),
        itemCode,
        compound: '柳荫里',
        building: '3',
        floor: 5,
        lift: false,
        window: { from: plusMinutes(noon, 30), to: plusMinutes(noon, 90) },
        promisedAt: plusMinutes(noon, 30),
        asks: [],
        at: door,
        seatState,
        elderName: '陈国栋',
        room: '3-2-502',
      },
    ],
    ...changes,
  });
const text = '柳荫社区食堂';

const job = (checklist: JobView['checklist'], states: readonly SeatState[] = ['arrived']): JobView =>
  jobView.parse({
    id: idOf('job', 1),
    version: 1,
    state: 'arrived',
    itemCode: 'bath_home',
    title: { 'zh-CN': '', en: '' },
    window: { from: plusMinutes(noon, 30), to: plusMinutes(noon, 90) },
    minutes: 60,
    elder: null,
    place: { compound: '', floor: null, lift: true, at: door },
    pickup: null,
    seats: states.map((state, n) => ({
      id: idOf('seat', n + 1),
      number: n + 1,
      role: 'lead',
      state,
      version: 1,
      worker: null,
      runId: null,
      departedAt: null,
      arrivedAt: null,
      startedAt: state === 'working' ? plusMinutes(noon, 30) : null,
      endedAt: null,
      failure: null,
    })),
    checklist,
    evidence: [],
  });

const check = (step: string, answer: JobView['checklist'][number]['answer']): JobView['checklist'][number] => ({
  step,
  name: { 'zh-CN': '', en: '' },
  phase: step.endsWith('_after') ? 'after' : 'before',
  blocks: true,
  asks: 'reading',
  unit: 'mmHg',
  answer,
});

/** Ten minutes from anywhere to anywhere. */
const step = (changes: Partial<Situation> & Pick<Situation, 'run'>) =>
  nextStep({
    now: noon,
    place: base,
    since: plusMinutes(noon, -60),
    job: null,
    plan: () => plan,
    errand: null,
    minutesTo: () => 10,
    ...changes,
  });

describe('a meal', () => {
  test('is left for in time to be at the kitchen when it is ready', () => {
    expect(step({ run: run('meal', 'assigned') })).toEqual({ do: 'wait', until: plusMinutes(noon, 6) });
    expect(step({ run: run('meal', 'assigned'), now: plusMinutes(noon, 6) })).toEqual({ do: 'depart' });
  });

  test('is fetched, once it is ready, and brought', () => {
    const under = run('meal', 'en_route');
    expect(step({ run: under })).toEqual({ do: 'go', to: canteen });
    expect(step({ run: under, place: canteen })).toEqual({ do: 'wait', until: plusMinutes(noon, 20) });
    expect(step({ run: under, place: canteen, now: plusMinutes(noon, 21) })).toEqual({ do: 'fetch' });
    expect(step({ run: { ...under, collectedAt: noon }, place: canteen })).toEqual({ do: 'go', to: door });
  });

  test('is handed over when the door has opened', () => {
    const there = { run: run('meal', 'en_route', { collectedAt: noon }), place: door, since: noon };
    expect(step(there)).toEqual({ do: 'wait', until: plusMinutes(noon, 2) });
    expect(step({ ...there, now: plusMinutes(noon, 2) })).toMatchObject({ do: 'hand_over', receiver: 'elder' });
  });

  test('now and then cannot be brought, for a reason', () => {
    const failing = { ...plan, ending: { how: 'failed', reason: 'elder_refused', words: '不要了' } as const };
    const there = { run: run('meal', 'en_route', { collectedAt: noon }), place: door, plan: () => failing };
    expect(step(there)).toMatchObject({ do: 'fail', reason: 'elder_refused' });
  });
});

describe('a visit', () => {
  const there = { place: door, since: noon };

  test('waits for the partner of a crew before leaving', () => {
    expect(step({ run: run('bath_home', 'held') })).toEqual({ do: 'wait', until: plusMinutes(noon, 1) });
  });

  test('rings not long before its time', () => {
    const under = run('bath_home', 'en_route');
    expect(step({ ...there, run: under })).toMatchObject({ do: 'look' });
    expect(step({ ...there, run: under, job: job([]) })).toEqual({ do: 'wait', until: plusMinutes(noon, 27) });
    expect(step({ ...there, run: under, job: job([]), now: plusMinutes(noon, 27) })).toMatchObject({ do: 'arrive' });
  });

  test('goes through what comes before the work, then begins when the whole crew is there', () => {
    const arrived = { ...there, run: run('bath_home', 'arrived'), now: plusMinutes(noon, 30) };
    const open = [check('systolic_before', null), check('systolic_after', null)];
    expect(step({ ...arrived, job: job(open) })).toMatchObject({
      do: 'check',
      answers: [{ step: 'systolic_before', value: 132 }],
    });
    const answered = [check('systolic_before', 132)];
    expect(step({ ...arrived, job: job(answered, ['arrived', 'en_route']) })).toMatchObject({ do: 'wait' });
    expect(step({ ...arrived, job: job(answered, ['arrived', 'arrived']) })).toMatchObject({ do: 'start' });
  });

  test('is not for today when the pressure is too high, and gives a partner up who does not come', () => {
    const arrived = { ...there, run: run('bath_home', 'arrived') };
    expect(step({ ...arrived, job: job([check('systolic_before', 186)]) })).toMatchObject({ reason: 'not_today' });
    const late = { ...arrived, job: job([], ['arrived', 'open']), now: plusMinutes(noon, 80) };
    expect(step(late)).toMatchObject({ do: 'fail', reason: 'worker' });
  });

  test('works its time, checks and finishes', () => {
    const working = { ...there, run: run('cleaning', 'working') };
    const open = job([check('diastolic_after', null)], ['working']);
    expect(step({ ...working, job: open })).toEqual({ do: 'wait', until: plusMinutes(noon, 90) });
    expect(step({ ...working, job: open, now: plusMinutes(noon, 90) })).toMatchObject({ do: 'check' });
    const all = job([check('diastolic_after', 78)], ['working']);
    expect(step({ ...working, job: all, now: plusMinutes(noon, 90) })).toMatchObject({ do: 'finish' });
  });

  test('leads through the town where the work lies there, and back', () => {
    const working = { ...there, run: run('errand', 'working'), job: job([], ['working']) };
    expect(step({ ...working, errand: market })).toEqual({ do: 'go', to: market });
    expect(step({ ...working, errand: market, place: market })).toEqual({ do: 'wait', until: plusMinutes(noon, 80) });
    expect(step({ ...working, errand: market, place: market, now: plusMinutes(noon, 80) })).toEqual({
      do: 'turn_back',
    });
    expect(step({ ...working, place: market })).toEqual({ do: 'go', to: door });
  });
});

test('a run whose stops have all ended, or are no longer his, is over', () => {
  for (const state of ['done', 'failed', 'cancelled', 'open'] as const) {
    expect(step({ run: run('meal', state) })).toEqual({ do: 'end' });
  }
});
