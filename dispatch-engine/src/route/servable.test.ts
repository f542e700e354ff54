import { describe, expect, test } from '@jest/globals';
import { onALine, visit, worker } from './examples.ts';
import { planRoutes } from './plan.ts';
import type { Link, Visit } from './problem.ts';

const once = ({ iterations }: { iterations: number }) => iterations / 20;
const crew = (first: string, second: string): Link => ({ kind: 'crew', first, second, minGap: 0, maxGap: 30 });
const late = { from: 0, to: 2, late: 'never' } as const;

const cases: [string, Visit[], Link[], unknown[]][] = [
  ['no travel times', [visit('a', 9)], [], [{ visit: 'a', reason: 'NO_TRAVEL_TIMES' }]],
  ['a window nobody reaches', [visit('a', 3, { window: late })], [], [{ visit: 'a', reason: 'WINDOW_UNREACHABLE' }]],
  [
    'a visit longer than the shift',
    [visit('a', 3, { minutes: 995 })],
    [],
    [{ visit: 'a', reason: 'WINDOW_UNREACHABLE' }],
  ],
  ['a skill nobody has', [visit('a', 1, { skills: ['bath'] })], [], [{ visit: 'a', reason: 'SKILL_MISSING' }]],
  ['a pin on a stranger', [visit('a', 1, { pinnedTo: 'x' })], [], [{ visit: 'a', reason: 'NOBODY_ALLOWED' }]],
  ['more than a worker carries', [visit('a', 1, { load: 11 })], [], [{ visit: 'a', reason: 'TOO_HEAVY' }]],
  [
    'a sequence that bites its tail',
    [visit('a', 1), visit('b', 2), visit('c', 3)],
    [crew('a', 'b'), crew('b', 'a')],
    [
      { visit: 'a', reason: 'CYCLIC_SEQUENCE' },
      { visit: 'b', reason: 'CYCLIC_SEQUENCE' },
    ],
  ],
  [
    'a partner who cannot be served',
    [visit('a', 1), visit('b', 2, { skills: ['bath'] })],
    [crew('a', 'b')],
    [
      { visit: 'b', reason: 'SKILL_MISSING' },
      { visit: 'a', reason: 'PARTNER_UNDONE' },
    ],
  ],
];

describe('what nobody can do is reported, and the rest is planned', () => {
  test.each(cases)('%s', (_, visits, links, undone) => {
    const problem = onALine(5, { visits: [...visits, visit('well', 4)], links, workers: [worker('w1'), worker('w2')] });
    const plan = planRoutes(problem, 1, once);
    expect(plan.undone).toEqual(undone);
    expect(plan.routes.flatMap(({ stops }) => stops.map((stop) => stop.visit))).toContain('well');
  });
});
