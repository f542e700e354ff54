import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { onALine, randomVisits, visit, worker } from './examples.ts';
import { planRoutes } from './plan.ts';
import type { RoutePlan, RouteProblem } from './problem.ts';
import { accepted, replanRoutes, StaleProposal, type DayUnderWay } from './replan.ts';
import { violations } from './violations.ts';
import type { SearchState } from './walk.ts';

const steps =
  (count: number) =>
  ({ iterations }: SearchState) =>
    iterations / count;
const promises = { tolerance: 10, otherWorker: 500 };
const day = (problem: RouteProblem, inForce: RoutePlan): DayUnderWay => ({ version: 3, problem, inForce, promises });
const stop = (visit: string, start: number) => ({ visit, start, end: start + 10 });

const three = [worker('w1'), worker('w2'), worker('w3')];
const visits = [visit('a', 1), visit('b', 2), visit('c', 3), visit('d', 8)];
const inForce: RoutePlan = {
  cost: 0,
  undone: [],
  routes: [
    { worker: 'w1', stops: [stop('a', 1), stop('b', 12)] },
    { worker: 'w2', stops: [stop('c', 3)] },
    { worker: 'w3', stops: [stop('d', 8)] },
  ],
};

describe('planning the rest of the day anew', () => {
  test('changes nothing when nothing has happened, though one worker could do it all more cheaply', () => {
    const { plan, changes } = replanRoutes(day(onALine(9, { visits, workers: three }), inForce), 1, steps(300));
    expect(changes).toEqual([]);
    expect(plan.routes.map(({ stops }) => stops.map((one) => one.visit))).toEqual([['a', 'b'], ['c'], ['d']]);
  });

  test('gives the work of a worker who fell ill to others, and moves nobody else', () => {
    const problem = onALine(9, { visits, workers: three.filter(({ id }) => id !== 'w2') });
    const { changes } = replanRoutes(day(problem, inForce), 1, steps(300));
    expect(changes).toMatchObject([
      { visit: 'c', before: { worker: 'w2', start: 3 }, reason: 'WORKER_GONE', because: null },
    ]);
  });

  test('holds a pin against the promise', () => {
    const pinned = visits.map((one) => (one.id === 'b' ? { ...one, pinnedTo: 'w3' } : one));
    const { changes } = replanRoutes(day(onALine(9, { visits: pinned, workers: three }), inForce), 1, steps(300));
    expect(changes).toMatchObject([{ visit: 'b', after: { worker: 'w3' }, reason: 'PINNED' }]);
  });

  test('says for which new work a visit makes room', () => {
    const urgent = visit('new', 1, { pinnedTo: 'w1', minutes: 60, window: { from: 0, to: 1, late: 'never' } });
    const problem = onALine(9, { visits: [...visits, urgent], workers: three });
    const { changes } = replanRoutes(day(problem, inForce), 1, steps(300));
    expect(changes).toContainEqual(expect.objectContaining({ visit: 'new', before: null, reason: 'NEW' }));
    expect(changes).toContainEqual(expect.objectContaining({ visit: 'a', reason: 'MAKES_ROOM', because: 'new' }));
  });

  test('says why work is left undone', () => {
    const skilled = visits.map((one) => (one.id === 'd' ? { ...one, skills: ['bath'] } : one));
    const { changes } = replanRoutes(day(onALine(9, { visits: skilled, workers: three }), inForce), 1, steps(100));
    expect(changes).toMatchObject([{ visit: 'd', after: null, reason: 'SKILL_MISSING' }]);
  });

  test('is valid and explains every difference', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 1, max: 20 }), fc.nat(5), (seed, size, ill) => {
        const problem = randomVisits(seed, size);
        const before = planRoutes(problem, seed, steps(200));
        const left = { ...problem, workers: problem.workers.filter((_, i) => i !== ill) };
        const { plan, changes } = replanRoutes(day(left, before), seed, steps(200));
        expect(violations(left, plan)).toEqual([]);
        const orphans = before.routes.filter((_, i) => i === ill).flatMap(({ stops }) => stops.map((one) => one.visit));
        expect(changes.map((change) => change.visit)).toEqual(expect.arrayContaining(orphans));
      }),
      { numRuns: 25 },
    );
  });

  test('is applied only to the version that it was made from', () => {
    const proposal = replanRoutes(day(onALine(9, { visits, workers: three }), inForce), 1, steps(10));
    expect(accepted(proposal, 3)).toBe(proposal.plan);
    expect(() => accepted(proposal, 4)).toThrow(StaleProposal);
  });
});
