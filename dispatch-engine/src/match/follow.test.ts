import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { boardOf } from '../problem/index.ts';
import { madeSnapshot } from '../problem/made.ts';
import { walkCost } from './cost.ts';
import { startOf } from './field.ts';
import { follow, OUT_AT, OUT_LATENESS, OUT_LEAVE, OUT_PLACE } from './follow.ts';
import { walk } from './walk.ts';
import { worksOf } from './works.ts';

test('a walk in numbers is the walk', () => {
  let possible = 0;
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 4 }), (seed, many) => {
      const snapshot = madeSnapshot(seed);
      const board = boardOf(snapshot);
      const jobs = snapshot.jobs.slice(0, many);
      const works = worksOf(jobs);
      for (const worker of snapshot.workers) {
        const number = board.numberOf.get(worker.id) ?? -1;
        jobs.forEach((_, i) => (works.scratch[i] = i));
        const place = worker.free.place;
        const cost = follow(board, works, number, jobs.length, place, startOf(board, number), Infinity);
        const walked = walk(board, worker, jobs, worker.free);
        if (!walked) {
          expect(cost).toBe(Infinity);
          continue;
        }
        possible++;
        expect(cost).toBe(walkCost(board, walked));
        expect([OUT_AT, OUT_PLACE, OUT_LEAVE, OUT_LATENESS].map((i) => works.out[i])).toEqual([
          walked.at,
          walked.place,
          walked.leave,
          walked.lateness,
        ]);
      }
    }),
  );
  expect(possible).toBeGreaterThan(20);
});

test('no job loses more to the others of its run than the detour', () => {
  const snapshot = madeSnapshot(1);
  const meal = (id: string, door: number) => ({
    ...(snapshot.jobs[0] ?? missing()),
    id,
    pickup: { place: 0, before: 0, after: 0 },
    door: { place: door, before: 0, after: 0 },
    ready: 0,
    window: { from: 0, to: 10 },
    latest: Infinity,
    load: 0,
  });
  const ways = { estimated: false, minutes: (a: number, b: number) => 5 * Math.abs(a - b) };
  const worker = { ...(snapshot.workers[0] ?? missing()), pause: null, shift: { from: 0, to: 900 } };
  const board = boardOf({ ...snapshot, now: 0, jobs: [], workers: [worker], travel: ways });
  const works = worksOf([meal('a', 1), meal('b', 3)]);
  const cost = (order: readonly number[], detour: number) => {
    works.scratch.set(order);
    return follow(board, works, 0, 2, 0, 0, detour);
  };
  expect(cost([0, 1], 0)).toBeLessThan(Infinity); // on the way
  expect(cost([1, 0], 19)).toBe(Infinity); // a at 15 + 10 instead of 5
  expect(cost([1, 0], 20)).toBeLessThan(Infinity);
});

function missing(): never {
  throw new Error('the made snapshot is empty');
}
