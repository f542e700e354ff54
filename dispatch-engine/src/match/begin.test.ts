import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { job, snapshot, worker } from '../problem/examples.ts';
import { boardOf } from '../problem/index.ts';
import { madeSnapshot } from '../problem/made.ts';
import { assignIdle, idleEdges } from './begin.ts';
import { fieldOf } from './field.ts';
import { emptyPlan } from './plan.ts';
import { planOf } from './tentative.ts';
import { unitsOf } from './unit.ts';

const planned = (from: ReturnType<typeof madeSnapshot>) => {
  const board = boardOf(from);
  return emptyPlan(fieldOf(board, unitsOf(board), new Set()));
};

test('idle workers get a unit each, at the cost of the edges they were given by', () => {
  let given = 0;
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const plan = planned(madeSnapshot(seed));
      const { units, candidates, edges } = idleEdges(plan);
      const before = plan.cost;
      assignIdle(plan);
      let rise = 0;
      units.forEach((u, row) => {
        const number = plan.workerOf[u] ?? -1;
        if (number < 0) return;
        given++;
        const e = candidates.findIndex(
          (c, k) => k >= (edges.starts[row] ?? 0) && plan.field.candidates.number[c] === number,
        );
        rise += (edges.costs[e] ?? 0) - (edges.undone[row] ?? 0);
      });
      expect(plan.cost - before).toBeCloseTo(rise, 6);
      const routes = plan.routes.filter((route) => route !== null);
      expect(routes.every(({ runs }) => runs.length === 1 && runs[0]?.units.length === 1)).toBe(true);
    }),
    { numRuns: 60 },
  );
  expect(given).toBeGreaterThan(60);
});

test('where greed would give the only worker of the second job to the first, both are done', () => {
  const seats = [{ id: 's', role: 'lead', skills: ['bathing'], sex: null, takenBy: null, pinnedTo: null }];
  const plan = planned(
    snapshot({
      jobs: [job('any', 5), job('bath', 5, { seats })],
      workers: [worker('bather', 5, { skills: ['bathing'] }), worker('far', 9)],
    }),
  );
  assignIdle(plan);
  const of = (id: string) => plan.workerOf[plan.field.units.findIndex(({ jobs }) => jobs[0]?.id === id)];
  expect([of('any'), of('bath')]).toEqual([1, 0]);
});

test('much work is planned no dearer than by the exact assignment of one unit to a worker', () => {
  const jobs = Array.from({ length: 320 }, (_, i) => job(`j${i}`, i % 20, { latest: 60 + (i % 40) }));
  const workers = Array.from({ length: 200 }, (_, i) => worker(`w${i}`, (i * 7) % 20));
  const much = snapshot({ jobs, workers });
  const exact = planned(much);
  assignIdle(exact);
  expect(planOf(boardOf(much), new Set()).cost).toBeLessThanOrEqual(exact.cost + 1e-6);
});
