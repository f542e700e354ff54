import { describe, expect, test } from '@jest/globals';
import { onALine, visit, worker } from './examples.ts';
import type { RouteProblem } from './problem.ts';
import { MalformedRoutes, validate } from './validate.ts';

const good = onALine(4, { visits: [visit('a', 1), visit('b', 2), visit('c', 3)] });
const rows = (cell: number) => [
  [0, cell],
  [1, 0],
];
const crew = { kind: 'crew', minGap: 0, maxGap: 0 } as const;

const cases: [string, Partial<RouteProblem>][] = [
  ['travel.minutes[0][1]', { travel: { minutes: rows(-1), distance: rows(1) } }],
  ['travel.distance[0][1]', { travel: { minutes: rows(1), distance: rows(Infinity) } }],
  ['workers[0].shift.to', { workers: [worker('w', { shift: { from: 9, to: 8 } })] }],
  ['workers[0].start', { workers: [worker('w', { start: 4 })] }],
  ['workers[0].end', { workers: [worker('w', { end: -1 })] }],
  ['workers[0].capacity', { workers: [worker('w', { capacity: NaN })] }],
  ['workers[1].id', { workers: [worker('w'), worker('w')] }],
  [
    'workers[0].breaks[1].from',
    {
      workers: [
        worker('w', {
          breaks: [
            { from: 5, to: 9 },
            { from: 8, to: 10 },
          ],
        }),
      ],
    },
  ],
  ['visits[0].window.to', { visits: [visit('a', 1, { window: { from: 2, to: 1, late: 'priced' } })] }],
  ['visits[0].minutes', { visits: [visit('a', 1, { minutes: Infinity })] }],
  ['visits[0].load', { visits: [visit('a', 1, { load: -1 })] }],
  ['visits[1].id', { visits: [visit('a', 1), visit('a', 2)] }],
  ['links[0].second', { links: [{ ...crew, first: 'a', second: 'x' }] }],
  [
    'links[0].delivery',
    {
      visits: [visit('a', 1, { load: 2 }), visit('b', 2)],
      links: [{ kind: 'delivery', pickup: 'a', delivery: 'b', maxAge: 30 }],
    },
  ],
  ['links[0].maxGap', { links: [{ ...crew, first: 'a', second: 'b', minGap: 5 }] }],
  [
    'links[1]',
    {
      links: [
        { ...crew, first: 'a', second: 'b' },
        { ...crew, first: 'b', second: 'c' },
      ],
    },
  ],
  ['weights.distance', { weights: { distance: -1, tardiness: 0, greatestTardiness: 0 } }],
];

describe('a malformed problem names its field', () => {
  test('a good one passes', () => expect(() => validate(good)).not.toThrow());

  test.each(cases)('%s', (field, changes) => {
    const fault = catching(() => validate({ ...good, ...changes }));
    expect(fault).toBeInstanceOf(MalformedRoutes);
    expect(fault).toMatchObject({ code: 'MALFORMED_ROUTES', field });
  });
});

function catching(act: () => void): unknown {
  try {
    act();
    return null;
  } catch (fault) {
    return fault;
  }
}
