import { describe, expect, test } from '@jest/globals';
import { checkDepot } from './check.ts';
import { parseDepot } from './instance.ts';
import { parseSol, writeSol } from './sol.ts';

const singles = parseDepot(
  'plane/T1.txt',
  `T1

VEHICLE
NUMBER     CAPACITY
  2         10

CUSTOMER
CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME

    0      0          0          0          0        100          0
    1      3          4          6          0         50          5
    2      6          8          4         20         40          5
    3      0         10          5          0         15          5
`,
);
const pairs = parseDepot(
  'T2.txt',
  '2\t10\t1\n0\t0\t0\t0\t0\t100\t0\t0\t0\n1\t3\t4\t6\t0\t50\t5\t0\t2\n2\t6\t8\t-6\t0\t50\t5\t1\t0\n',
);
const valid = { routes: [[1, 2], [3]], cost: 40 };

describe('the checker of one-depot solutions', () => {
  test('accepts valid solutions, written and read again', () => {
    expect(checkDepot(singles, parseSol(writeSol(valid)))).toEqual([]);
    expect(checkDepot(pairs, { routes: [[1, 2]], cost: 20 })).toEqual([]);
  });

  const broken: [string, typeof singles, typeof valid][] = [
    ['customer 3 is visited 0 times', singles, { routes: [[1, 2]], cost: 20 }],
    [
      'customer 2 is visited 2 times',
      singles,
      {
        routes: [
          [1, 2],
          [3, 2],
        ],
        cost: 40,
      },
    ],
    ['3 routes for 2 vehicles', singles, { routes: [[1], [2], [3]], cost: 50 }],
    [
      'unknown customer',
      singles,
      {
        routes: [
          [1, 2],
          [3, 9],
        ],
        cost: 40,
      },
    ],
    ['carries 15 of 10', singles, { routes: [[3, 1, 2]], cost: 40 }],
    ['where the window ends at 15', singles, { routes: [[1, 3], [2]], cost: 40 }],
    ['not 41', singles, { routes: [[1, 2], [3]], cost: 41 }],
    ['not NaN', singles, { routes: [[1, 2], [3]], cost: NaN }],
    ['delivers 2 before picking up 1', pairs, { routes: [[2, 1]], cost: 20 }],
    ['has one half of 1 → 2', pairs, { routes: [[1], [2]], cost: 30 }],
  ];
  test.each(broken)('refuses: %s', (fault, instance, solution) => {
    expect(checkDepot(instance, solution).join('; ')).toContain(fault);
  });
});
