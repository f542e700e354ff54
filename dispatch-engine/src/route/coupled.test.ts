import { describe, expect, test } from '@jest/globals';
import { onALine, randomVisits, visit, worker } from './examples.ts';
import { planRoutes } from './plan.ts';
import type { CrewLink, RoutePlan } from './problem.ts';
import type { SearchState } from './walk.ts';

const steps =
  (count: number) =>
  ({ iterations }: SearchState) =>
    iterations / count;
const startOf = ({ routes }: RoutePlan, id: string) =>
  routes.flatMap(({ stops }) => stops).find((stop) => stop.visit === id)?.start;
const crew = (first: string, second: string, minGap: number, maxGap: number): CrewLink => {
  return { kind: 'crew', first, second, minGap, maxGap };
};
const two = [worker('w1'), worker('w2')];
const late = (from: number, to: number) => ({ from, to, late: 'priced' }) as const;

describe('coupled routes', () => {
  test('two workers who work side by side begin together', () => {
    const visits = [visit('a1', 5), visit('a2', 5), visit('b', 2, { window: late(0, 10) })];
    const plan = planRoutes(onALine(9, { visits, workers: two, links: [crew('a1', 'a2', 0, 0)] }), 1, steps(100));
    expect(plan.undone).toEqual([]);
    expect(startOf(plan, 'a1')).toBe(startOf(plan, 'a2'));
  });

  test('the second of a sequence waits, and the first waits for a second who comes late', () => {
    const visits = [visit('clean', 3), visit('nurse', 3, { window: { from: 200, to: 300, late: 'never' } })];
    const plan = planRoutes(
      onALine(9, { visits, workers: two, links: [crew('clean', 'nurse', 30, 60)] }),
      1,
      steps(100),
    );
    expect([startOf(plan, 'clean'), startOf(plan, 'nurse')]).toEqual([140, 200]);
  });

  test('two crews in crossed order do not wait for each other for ever', () => {
    const pinned = (id: string, place: number, pinnedTo: string) => visit(id, place, { pinnedTo });
    const visits = [pinned('a1', 1, 'w1'), pinned('a2', 1, 'w2'), pinned('b1', 2, 'w1'), pinned('b2', 2, 'w2')];
    const links = [crew('a1', 'a2', 0, 0), crew('b1', 'b2', 0, 0)];
    const plan = planRoutes(onALine(9, { visits, workers: two, links }), 1, steps(300));
    expect(plan.undone).toEqual([]);
    expect(startOf(plan, 'a1')).toBe(startOf(plan, 'a2'));
    expect(startOf(plan, 'b1')).toBe(startOf(plan, 'b2'));
  });

  test('tardiness costs its minutes and the greatest counts once more', () => {
    const visits = [visit('a', 4, { window: late(0, 1) }), visit('b', 4, { window: late(0, 10) })];
    const weights = { distance: 1, tardiness: 2, greatestTardiness: 10 };
    expect(planRoutes(onALine(9, { visits, weights }), 1, steps(100)).cost).toBe(8 + 2 * (3 + 4) + 10 * 4);
  });

  test('neither way nor service runs through a break', () => {
    const workers = [
      worker('w1', {
        breaks: [
          { from: 2, to: 32 },
          { from: 40, to: 50 },
        ],
      }),
    ];
    const plan = planRoutes(onALine(9, { visits: [visit('a', 4)], workers }), 1, steps(20));
    expect(startOf(plan, 'a')).toBe(50);
  });

  test('hot food is fetched no earlier than it can be handed over in time', () => {
    const visits = [
      visit('cook', 2, { minutes: 1 }),
      visit('door', 4, { window: { from: 100, to: 120, late: 'never' } }),
    ];
    const links = [{ kind: 'delivery', pickup: 'cook', delivery: 'door', maxAge: 20 }] as const;
    const plan = planRoutes(onALine(9, { visits, links }), 1, steps(20));
    expect([startOf(plan, 'cook'), startOf(plan, 'door')]).toEqual([79, 100]);
  });

  test('follows the same way through solutions for a seed', () => {
    const best: number[] = [];
    planRoutes(randomVisits(7, 30), 1, (state) => {
      best[Math.floor(state.iterations / 100)] ??= Math.round(state.best * 1000) / 1000;
      return steps(1000)(state);
    });
    expect(best).toEqual([
      58678.546, 58387.784, 58387.784, 58387.784, 58383.588, 58359.406, 58359.406, 58359.406, 58359.406, 58359.406,
      58359.406,
    ]);
  });
});
