import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { onALine, randomDeliveries, randomVisits, visit, worker } from './examples.ts';
import { planRoutes } from './plan.ts';
import type { RoutePlan } from './problem.ts';
import { violations } from './violations.ts';
import type { SearchState } from './walk.ts';

const steps =
  (count: number) =>
  ({ iterations }: SearchState) =>
    iterations / count;
const order = ({ routes }: RoutePlan) => routes.map(({ stops }) => stops.map((stop) => stop.visit).join(' '));

describe('a plan', () => {
  test('serves a line there and back', () => {
    const problem = onALine(4, { visits: [visit('a', 1), visit('b', 2), visit('c', 3)] });
    expect(planRoutes(problem, 1, steps(100))).toMatchObject({ cost: 6, undone: [] });
  });

  test('follows the same way through solutions for a seed', () => {
    const best: number[] = [];
    planRoutes(randomDeliveries(7, 40), 1, (state) => {
      best[Math.floor(state.iterations / 200)] ??= Math.round(state.best * 1000) / 1000;
      return steps(2000)(state);
    });
    expect(best).toEqual([
      1634.249, 1157.435, 1157.435, 1150.736, 1149.141, 1149.141, 1149.141, 1149.141, 1149.141, 1149.141, 1149.141,
    ]);
  });

  test('is valid whenever it is stopped', () => {
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.integer({ min: 0, max: 25 }),
        fc.integer({ min: 1, max: 200 }),
        (seed, size, count) => {
          for (const problem of [randomDeliveries(seed, size), randomVisits(seed, size)])
            expect(violations(problem, planRoutes(problem, seed, steps(count)))).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('is valid with many visits, each tried beside its nearest only', () => {
    const problem = randomDeliveries(11, 300);
    expect(violations(problem, planRoutes(problem, 1, steps(300)))).toEqual([]);
  });

  test('does not depend on names', () => {
    const problem = randomDeliveries(3, 20);
    const renamed = {
      ...problem,
      visits: problem.visits.map((v) => ({ ...v, id: `x${v.id}` })),
      links: problem.links.map((l) =>
        l.kind === 'delivery' ? { ...l, pickup: `x${l.pickup}`, delivery: `x${l.delivery}` } : l,
      ),
    };
    const plain = planRoutes(problem, 5, steps(500));
    const other = planRoutes(renamed, 5, steps(500));
    expect(other.cost).toBe(plain.cost);
    expect(order(other).map((names) => names.replaceAll('x', ''))).toEqual(order(plain));
  });

  test('uses one worker when a second costs more than the way', () => {
    const workers = [worker('w1', { fixedCost: 50 }), worker('w2', { fixedCost: 50 })];
    const problem = onALine(9, { workers, visits: [visit('a', 1), visit('b', 8), visit('c', 4)] });
    expect(planRoutes(problem, 1, steps(200)).cost).toBe(50 + 16);
  });

  test('leaves undone what costs more than its price, and says so', () => {
    const problem = onALine(9, { visits: [visit('a', 1, { price: 5 }), visit('b', 8, { price: 5 })] });
    const plan = planRoutes(problem, 1, steps(100));
    expect(plan.undone).toEqual([{ visit: 'b', reason: 'PRICE' }]);
    expect(plan.cost).toBe(2 + 5);
  });

  test('keeps a pin and what the elder prefers', () => {
    const workers = [worker('w1'), worker('w2')];
    const visits = [
      visit('a', 1, { pinnedTo: 'w2' }),
      visit('b', 2, { preferences: [{ worker: 'w2', cost: 100 }] }),
      visit('c', 3, { forbidden: ['w1'] }),
    ];
    expect(order(planRoutes(onALine(4, { workers, visits }), 1, steps(200)))).toEqual([
      'b',
      expect.stringMatching(/a c|c a/),
    ]);
  });
});
