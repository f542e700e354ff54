import { describe, expect, test } from '@jest/globals';
import { checkHomeCare } from './check.ts';
import type { HomeCare, HomeCareSolution, Location } from './instance.ts';

const instance: HomeCare = {
  patients: [
    { id: 'p1', time_window: [0, 5], required_caregivers: [{ service: 's1', duration: 10 }] },
    {
      id: 'p2',
      time_window: [20, 40],
      required_caregivers: [
        { service: 's1', duration: 10 },
        { service: 's2', duration: 10 },
      ],
      synchronization: { type: 'sequential', distance: [5, 10] },
    },
  ],
  caregivers: [
    { id: 'c1', abilities: ['s1'] },
    { id: 'c2', abilities: ['s1', 's2'] },
  ],
  distances: [
    [0, 6, 3],
    [6, 0, 4],
    [3, 4, 0],
  ],
};
const at = (patient: string, service: string, start: number, end = start + 10): Location => {
  return { patient, service, arrival_time: start, departure_time: end };
};
const solution = (first: Location[], second: Location[]): HomeCareSolution => ({
  routes: [
    { caregiver_id: 'c1', locations: first },
    { caregiver_id: 'c2', locations: second },
  ],
});

describe('the checker of home care solutions', () => {
  test('accepts a valid one and counts its cost', () => {
    const valid = solution([at('p1', 's1', 6), at('p2', 's1', 20)], [at('p2', 's2', 25)]);
    expect(checkHomeCare(instance, valid)).toMatchObject({
      faults: [],
      distance: 19,
      tardiness: 1,
      greatestTardiness: 1,
      cost: 7,
    });
  });

  const broken: [string, HomeCareSolution][] = [
    ['c2 has not one route', { routes: [{ caregiver_id: 'c1', locations: [] }] }],
    ['p1 gets s1 0 times', solution([at('p2', 's1', 20)], [at('p2', 's2', 25)])],
    ['p2 gets s2 0 times', solution([at('p1', 's1', 6), at('p2', 's1', 20)], [])],
    ['p1 gets s1 2 times', solution([at('p1', 's1', 6), at('p2', 's1', 20)], [at('p1', 's1', 6), at('p2', 's2', 25)])],
    ['before she can be', solution([at('p1', 's1', 5), at('p2', 's1', 20)], [at('p2', 's2', 25)])],
    ['p2 starts too early', solution([at('p2', 's1', 19), at('p1', 's1', 40)], [at('p2', 's2', 25)])],
    ['ends at the wrong time', solution([at('p1', 's1', 6, 15), at('p2', 's1', 20)], [at('p2', 's2', 25)])],
    ['c1 cannot do s2', solution([at('p1', 's1', 6), at('p2', 's2', 25)], [at('p2', 's1', 20)])],
    ['p2 has 11 between', solution([at('p1', 's1', 6), at('p2', 's1', 20)], [at('p2', 's2', 31)])],
    ['one caregiver for both', solution([at('p1', 's1', 6)], [at('p2', 's1', 20), at('p2', 's2', 30)])],
    ['p1 needs no s2', solution([at('p1', 's1', 6), at('p2', 's1', 20)], [at('p2', 's2', 25), at('p1', 's2', 40)])],
  ];
  test.each(broken)('refuses: %s', (fault, wrong) => {
    expect(checkHomeCare(instance, wrong).faults.join('; ')).toContain(fault);
  });
});
