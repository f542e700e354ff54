import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { onALine, randomVisits, visit, worker } from './examples.ts';
import { planRoutes } from './plan.ts';
import type { Route } from './problem.ts';
import { timetable } from './timetable.ts';

const starts = (routes: readonly Route[]) =>
  Object.fromEntries(routes.flatMap(({ stops }) => stops.map((stop) => [stop.visit, stop.start])));

describe('the timetable of work in a given order', () => {
  test('waits for windows, for the way and for rest', () => {
    const rests = worker('w1', { breaks: [{ from: 30, to: 40 }] });
    const late = { from: 12, to: 1000, late: 'never' } as const;
    const problem = onALine(9, { visits: [visit('a', 2, { window: late }), visit('b', 6)], workers: [rests] });
    expect(starts(timetable(problem, [{ worker: 'w1', visits: ['a', 'b'] }]))).toEqual({ a: 12, b: 40 });
  });

  test('lets a crew wait for whoever comes later, and what follows it', () => {
    const problem = onALine(9, {
      visits: [visit('a1', 1), visit('a2', 1), visit('b', 8), visit('c', 2)],
      workers: [worker('w1'), worker('w2')],
      links: [{ kind: 'crew', first: 'a1', second: 'a2', minGap: 0, maxGap: 0 }],
    });
    const routes = timetable(problem, [
      { worker: 'w1', visits: ['a1', 'c'] },
      { worker: 'w2', visits: ['b', 'a2'] },
    ]);
    expect(starts(routes)).toEqual({ b: 8, a2: 25, a1: 25, c: 36 });
  });

  test('ends when two crews wait for each other', () => {
    const crew = (first: string, second: string) => ({ kind: 'crew', first, second, minGap: 0, maxGap: 0 }) as const;
    const problem = onALine(3, {
      visits: [visit('a1', 1), visit('a2', 1), visit('b1', 2), visit('b2', 2)],
      workers: [worker('w1'), worker('w2')],
      links: [crew('a1', 'a2'), crew('b1', 'b2')],
    });
    const routes = timetable(problem, [
      { worker: 'w1', visits: ['a1', 'b1'] },
      { worker: 'w2', visits: ['b2', 'a2'] },
    ]);
    expect(routes.map(({ stops }) => stops.length)).toEqual([2, 2]);
  });

  test('gives a plan of the search the times that it has', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 1, max: 20 }), (seed, size) => {
        const visits = randomVisits(seed, size);
        const problem = { ...visits, links: visits.links.filter(({ kind }) => kind === 'crew') };
        const { routes } = planRoutes(problem, seed, ({ iterations }) => iterations / 100);
        const again = timetable(
          problem,
          routes.map((route) => ({ worker: route.worker, visits: route.stops.map((stop) => stop.visit) })),
        );
        const before = starts(routes);
        for (const [id, start] of Object.entries(starts(again))) expect(start).toBeCloseTo(before[id] ?? 0, 6);
      }),
      { numRuns: 50 },
    );
  });
});
