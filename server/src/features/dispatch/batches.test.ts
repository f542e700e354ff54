import { describe, expect, test } from '@jest/globals';
import type { Job as EngineJob, Worker } from '@nuanlin/dispatch-engine';
import fc from 'fast-check';
import { inRuns, type Box } from './batches.ts';

const meal = (
  id: string,
  building: string,
  { floor = 1, load = 1, run = 'lunch' }: { floor?: number; load?: number; run?: string | null } = {},
): Box => ({
  job: {
    id,
    seats: [{ id: `${id}/1`, role: 'lead', skills: ['delivery'], sex: null, takenBy: null, pinnedTo: null }],
    pickup: { place: 0, before: 1, after: 1 },
    door: { place: 1, before: 1, after: 1 },
    since: 0,
    ready: 0,
    window: { from: 0, to: 60 },
    latest: 120,
    notBefore: Number.NEGATIVE_INFINITY,
    load,
    risk: 0,
    run,
    elder: { id: `elder of ${id}`, knows: [], blocks: [] },
  },
  place: { at: { lon: 120, lat: 30 }, compound: '柳荫里', building, floor, lift: false },
});

const courier = (capacity: number, differs: Partial<Worker> = {}): Worker => ({
  id: `courier of ${capacity}`,
  person: `courier of ${capacity}`,
  kind: 'courier',
  sex: 'female',
  free: { place: 0, at: 0 },
  then: null,
  shift: { from: 0, to: 480 },
  pause: null,
  skills: ['delivery'],
  capacity,
  vehicle: 'ebike',
  history: { accepted: 0, rejected: 0 },
  today: { minutes: 0, income: 0, guaranteed: 0 },
  refused: [],
  asked: false,
  ...differs,
});

const meals = (building: string, count: number): Box[] =>
  Array.from({ length: count }, (_, n) => meal(`${building}-${String(n).padStart(3, '0')}`, building, { floor: n }));

const runsOf = (jobs: readonly EngineJob[]): Map<string, EngineJob[]> => {
  const runs = new Map<string, EngineJob[]>();
  for (const job of jobs) runs.set(job.run ?? job.id, [...(runs.get(job.run ?? job.id) ?? []), job]);
  return runs;
};
const loadsOf = (jobs: readonly EngineJob[]): number[] =>
  [...runsOf(jobs).values()].map((run) => run.reduce((sum, { load }) => sum + load, 0));

describe('booked meals that leave together', () => {
  test('stay one run while a vehicle takes them', () => {
    expect([...runsOf(inRuns(meals('3', 20), [courier(20)], 0)).keys()]).toEqual(['lunch']);
  });

  test('above a vehicle’s capacity leave in the fewest runs, evenly', () => {
    expect(loadsOf(inRuns(meals('3', 43), [courier(20)], 0)).toSorted((a, b) => a - b)).toEqual([14, 14, 15]);
  });

  test('go building after building, 2 before 10', () => {
    const boxes = [...meals('10', 5), ...meals('2', 5)];
    const runs = [...runsOf(inRuns(boxes, [courier(5)], 0)).values()];
    expect(runs.map((run) => new Set(run.map(({ id }) => id.split('-')[0])))).toEqual([
      new Set(['10']),
      new Set(['2']),
    ]);
    expect(inRuns(boxes, [courier(5)], 0).find(({ id }) => id === '2-000')?.run).toBe('lunch 1');
  });

  test('keep the meals of one door in one run', () => {
    const couples = Array.from({ length: 6 }, (_, n) => [
      meal(`a${n}`, '3', { floor: n }),
      meal(`b${n}`, '3', { floor: n }),
    ]);
    for (const run of runsOf(inRuns(couples.flat(), [courier(5)], 0)).values()) expect(run.length % 2).toBe(0);
  });

  test('are cut for who could leave at once and has not refused them', () => {
    const boxes = meals('3', 30);
    const car = courier(60);
    const bike = courier(15);
    expect(loadsOf(inRuns(boxes, [car, bike], 0))).toEqual([30]);
    for (const away of [{ asked: true }, { free: { place: 0, at: 40 } }, { refused: ['3-007'] }]) {
      expect(loadsOf(inRuns(boxes, [{ ...car, ...away }, bike], 0))).toEqual([15, 15]);
    }
    expect(loadsOf(inRuns(boxes, [{ ...car, asked: true }], 0))).toEqual([30]);
    expect(loadsOf(inRuns(boxes, [{ ...car, skills: [] }], 0))).toEqual([30]);
  });

  test('leave alone what goes singly', () => {
    const single = meal('x', '3', { run: null, load: 9 });
    expect(inRuns([single], [courier(5)], 0)).toEqual([single.job]);
  });

  test('whatever they are: each leaves once, in its order, and none above what a vehicle takes', () => {
    const box = fc.record({ building: fc.constantFrom('1', '2', '10'), floor: fc.integer({ min: 1, max: 4 }) });
    fc.assert(
      fc.property(fc.array(box, { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (drawn, capacity) => {
        const boxes = drawn.map(({ building, floor }, n) => meal(`${n}`, building, { floor }));
        const jobs = inRuns(boxes, [courier(capacity)], 0);
        expect(jobs.map(({ id }) => id)).toEqual(boxes.map(({ job }) => job.id));
        expect(Math.max(0, ...loadsOf(jobs))).toBeLessThanOrEqual(capacity);
      }),
    );
  });
});
