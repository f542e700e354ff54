import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { assign, type Edges } from './assign.ts';

/** costs[row][column], null where there is no edge. */
type Table = readonly (readonly (number | null)[])[];

function edgesOf(table: Table, undone: readonly number[], width: number): Edges {
  const starts = [0];
  const columns: number[] = [];
  const costs: number[] = [];
  for (const row of table) {
    row.forEach((cost, column) => {
      if (cost === null) return;
      columns.push(column);
      costs.push(cost);
    });
    starts.push(columns.length);
  }
  return {
    starts: Int32Array.from(starts),
    columns: Int32Array.from(columns),
    costs: Float64Array.from(costs),
    width,
    undone: Float64Array.from(undone),
  };
}

const costOf = (table: Table, undone: readonly number[], columnOf: Int32Array): number =>
  table.reduce((sum, row, i) => sum + (row[columnOf[i] ?? -1] ?? undone[i] ?? 0), 0);

/** By trying everything. */
function optimum(table: Table, undone: readonly number[], row = 0, taken: ReadonlySet<number> = new Set()): number {
  const costs = table[row];
  if (!costs) return 0;
  let best = (undone[row] ?? 0) + optimum(table, undone, row + 1, taken);
  costs.forEach((cost, column) => {
    if (cost === null || taken.has(column)) return;
    best = Math.min(best, cost + optimum(table, undone, row + 1, new Set([...taken, column])));
  });
  return best;
}

const problem = fc
  .record({ rows: fc.integer({ min: 1, max: 4 }), width: fc.integer({ min: 1, max: 4 }) })
  .chain(({ rows, width }) =>
    fc.record({
      width: fc.constant(width),
      table: fc.array(fc.array(fc.option(fc.integer({ min: -20, max: 50 })), { minLength: width, maxLength: width }), {
        minLength: rows,
        maxLength: rows,
      }),
      undone: fc.array(fc.integer({ min: 0, max: 60 }), { minLength: rows, maxLength: rows }),
    }),
  );

describe('an assignment', () => {
  test('costs as little as any', () => {
    fc.assert(
      fc.property(problem, ({ table, undone, width }) => {
        const columnOf = assign(edgesOf(table, undone, width));
        const used = [...columnOf].filter((column) => column >= 0);
        expect(new Set(used).size).toBe(used.length);
        expect(costOf(table, undone, columnOf)).toBe(optimum(table, undone));
      }),
      { numRuns: 200 },
    );
  });

  test('never costs more with one column more', () => {
    fc.assert(
      fc.property(problem, fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 4, maxLength: 4 }), (p, extra) => {
        const wider = p.table.map((row, i) => [...row, extra[i] ?? null]);
        const before = costOf(p.table, p.undone, assign(edgesOf(p.table, p.undone, p.width)));
        expect(costOf(wider, p.undone, assign(edgesOf(wider, p.undone, p.width + 1)))).toBeLessThanOrEqual(before);
      }),
    );
  });

  test('costs the same when the columns are named otherwise', () => {
    fc.assert(
      fc.property(problem, ({ table, undone, width }) => {
        const turned = table.map((row) => row.toReversed());
        expect(costOf(turned, undone, assign(edgesOf(turned, undone, width)))).toBe(
          costOf(table, undone, assign(edgesOf(table, undone, width))),
        );
      }),
    );
  });
});
