import { describe, expect, test } from '@jest/globals';
import { fromMs, writeId, type Id, type PersonId } from '@nuanlin/shared';
import type { Available } from './asks.ts';
import { openingsOf } from './openings.ts';

const HOUR = 60;
const minute = (n: number) => fromMs(n * 60_000);
const window = (from: number, to: number) => ({ from: minute(from), to: minute(to) });
const [base, bath, walk] = [
  { lon: 112, lat: 33 },
  { lon: 112.01, lat: 33 },
  { lon: 112.02, lat: 33 },
];
const run = (n: number): Id<'run'> => writeId('run', n, new Uint8Array(16));

const busy = (n: number, from: number, to: number, at: typeof base): Available['busy'][number] => ({
  runId: run(n),
  window: window(from, to),
  begins: { at, by: minute(from + 10) },
  endsAt: at,
});

const staff = (differs: Partial<Available>): Available => ({
  id: 'somebody' as PersonId,
  name: '',
  kind: 'staff',
  sex: 'female',
  operatorPath: [],
  skills: [],
  certificates: [],
  papers: [],
  vehicle: 'bicycle',
  capacity: 1,
  online: true,
  shifts: [window(8 * HOUR, 16 * HOUR), window(32 * HOUR, 40 * HOUR)],
  place: base,
  busy: [],
  ...differs,
});

const spans = (worker: Available, now: number) =>
  openingsOf(worker, now).map(({ free, then }) => [free.at, free.place, then?.at ?? null]);

describe('the openings of a worker', () => {
  test('are each shift that is to come or under way, and none that is over', () => {
    expect(spans(staff({}), 10 * HOUR)).toEqual([
      [10 * HOUR, base, null],
      [32 * HOUR, base, null],
    ]);
    expect(spans(staff({}), 20 * HOUR)).toEqual([[32 * HOUR, base, null]]);
    expect(spans(staff({ place: null }), 10 * HOUR)).toEqual([]);
  });

  test('lie before, between and after what was accepted', () => {
    const taken = [busy(2, 34 * HOUR, 36 * HOUR, walk), busy(1, 12 * HOUR, 13 * HOUR, bath)];
    expect(spans(staff({ busy: taken }), 10 * HOUR)).toEqual([
      [10 * HOUR, base, 12 * HOUR + 10],
      [13 * HOUR, bath, null],
      [32 * HOUR, base, 34 * HOUR + 10],
      [36 * HOUR, walk, null],
    ]);
  });

  test('begin where work under way ends, also when it lasts longer than it was meant to', () => {
    expect(spans(staff({ busy: [busy(1, 9 * HOUR, 11 * HOUR, bath)] }), 10 * HOUR)[0]).toEqual([11 * HOUR, bath, null]);
    expect(spans(staff({ busy: [busy(1, 7 * HOUR, 9 * HOUR, bath)] }), 10 * HOUR)[0]).toEqual([10 * HOUR, bath, null]);
  });

  test('keep their names while time goes by', () => {
    const keys = (now: number) =>
      openingsOf(staff({ busy: [busy(1, 12 * HOUR, 13 * HOUR, bath)] }), now).map(({ key }) => key);
    expect(keys(9 * HOUR)).toEqual(keys(11 * HOUR));
    expect(new Set(keys(9 * HOUR)).size).toBe(3);
  });
});
