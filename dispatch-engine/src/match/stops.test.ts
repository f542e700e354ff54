import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { job, snapshot, worker } from '../problem/examples.ts';
import { boardOf, DEFAULT_RULES, type Job } from '../problem/index.ts';
import { madeSnapshot } from '../problem/made.ts';
import { decide } from './decide.ts';
import { orderOfDoors, ordersOf } from './order.ts';
import { routeOf } from './plan.ts';
import { planOf } from './tentative.ts';

/** By swapping, so that a fault of `ordersOf` would show. */
function permutations<T>(list: T[], k = 0): T[][] {
  if (k === list.length) return [[...list]];
  return Array.from({ length: list.length - k }, (_, i) => k + i).flatMap((i) => {
    const swapped = [...list];
    swapped.splice(k, 0, ...swapped.splice(i, 1));
    return permutations(swapped, k + 1);
  });
}

const booked = (id: string, door: number): Job =>
  job(id, door, { run: 'noon', pickup: { place: 0, before: 0, after: 0 } });
const seatsOf = (jobs: readonly Job[]) => jobs.flatMap((one) => one.seats.map((seat) => ({ job: one, seat })));

test('all orders of a list', () => {
  const sorted = (orders: Iterable<readonly string[]>) => [...orders].map((order) => order.join('')).toSorted();
  expect(sorted(ordersOf(['a', 'b', 'c', 'd']))).toEqual(sorted(permutations(['a', 'b', 'c', 'd'])));
  expect([...ordersOf(['b', 'a'])][0]).toEqual(['b', 'a']);
});

describe('the doors of a booked run', () => {
  test('up to five have no shorter way', () => {
    fc.assert(
      fc.property(fc.nat(), fc.uniqueArray(fc.nat({ max: 29 }), { minLength: 2, maxLength: 5 }), (seed, doors) => {
        const { places, travel } = madeSnapshot(seed);
        const board = boardOf(snapshot({ places, travel }));
        const way = (jobs: readonly Job[]) =>
          jobs.reduce(({ sum, at }, { door }) => ({ sum: sum + travel.minutes(at, door.place, ''), at: door.place }), {
            sum: 0,
            at: 0,
          }).sum;
        const jobs = doors.map((door, i) => booked(`j${i}`, door));
        const ordered = orderOfDoors(board, seatsOf(jobs)).map((open) => open.job);
        expect(way(ordered)).toBe(Math.min(...permutations(jobs).map(way)));
      }),
    );
  });

  test('greed is not enough, and beyond five it is nearest next', () => {
    const board = boardOf(snapshot({ travel: { minutes: (a, b) => Math.abs(a - b), estimated: false } }));
    const way = (doors: readonly number[]) =>
      orderOfDoors(board, seatsOf(doors.map((door, i) => ({ ...booked(`j${i}`, door), pickup: call(8) })))).map(
        (open) => open.job.door.place,
      );
    expect(way([7, 10, 4])).toEqual([10, 7, 4]); // nearest next begins with 7 and walks 10 − 4 for it
    expect(way([7, 10, 4, 3, 2, 1])).toEqual([7, 4, 3, 2, 1, 10]);
  });
});

test('no other order of a run that the engine has put together is cheaper', () => {
  let bundles = 0;
  const rules = { ...DEFAULT_RULES, bundle: { jobs: 5, kitchens: 10_000, age: 90, detour: 60 } };
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const made = madeSnapshot(seed, rules);
      const plan = planOf(boardOf({ ...made, workers: made.workers.slice(0, 2) }), new Set());
      for (const route of plan.routes) {
        for (const [r, { units }] of route?.runs.entries() ?? []) {
          if (!route || units.length < 2) continue;
          bundles++;
          for (const order of permutations([...units])) {
            const runs = route.runs.map((run, k) => (k === r ? order : run.units));
            const other = routeOf(plan.field, route.number, runs, route.personal);
            if (other) expect(other.cost).toBeGreaterThan(route.cost - 1e-6);
          }
        }
      }
    }),
    { numRuns: 300 },
  );
  expect(bundles).toBeGreaterThan(20);
});

test('booked meals leave in the order of their doors', () => {
  const jobs = [booked('a', 3), booked('b', 1), booked('c', 2)];
  const { offers } = decide(snapshot({ jobs, workers: [worker('w', 0)] }));
  expect(offers.map(({ run }) => run.jobIds)).toEqual([['b', 'c', 'a']]);
});

const call = (place: number) => ({ place, before: 0, after: 0 });
