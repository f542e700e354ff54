/** Who could take what at which cost, row by row: the edges of row `i` are `starts[i] … starts[i + 1]`. */
export interface Edges {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly costs: Float64Array;
  /** Columns there are. */
  readonly width: number;
  /** What each row costs when it gets no column. */
  readonly undone: Float64Array;
}

/**
 * The cheapest assignment of rows to columns, each at most once: shortest augmenting paths over the sparse edges with dual
 * prices (Jonker and Volgenant 1987), exact, for any shape of the problem. Time is near linear while columns abound, for then
 * a path ends after a few steps.
 * @returns the column of each row, -1 where leaving it undone is cheaper
 */
export function assign({ starts, columns, costs, width, undone }: Edges): Int32Array {
  const rows = undone.length;
  const columnOf = new Int32Array(rows).fill(-1);
  const rowOf = new Int32Array(width).fill(-1);
  const u = new Float64Array(rows);
  const v = new Float64Array(width);
  const distance = new Float64Array(width);
  const from = new Int32Array(width);
  const seen = new Int32Array(width).fill(-1);
  const done = new Int32Array(width).fill(-1);
  const heap = heapOf(distance);

  const waiting: number[] = [];
  for (let row = 0; row < rows; row++) {
    let least = at(undone, row);
    let column = -1;
    for (let e = at(starts, row); e < at(starts, row + 1); e++) {
      if (at(costs, e) < least) [least, column] = [at(costs, e), at(columns, e)];
    }
    u[row] = least;
    if (column < 0) continue;
    if (at(rowOf, column) < 0) {
      rowOf[column] = row;
      columnOf[row] = column;
    } else waiting.push(row);
  }

  for (const source of waiting) augment(source);
  return columnOf;

  function augment(source: number): void {
    heap.clear();
    const settled: number[] = [];
    let row = source;
    let base = 0;
    let end = -1;
    let length = Infinity;
    let given = source; // the row that goes without, when that is the cheapest end
    for (;;) {
      const without = base + at(undone, row) - at(u, row);
      if (without < length) [length, given, end] = [without, row, -1];
      for (let e = at(starts, row); e < at(starts, row + 1); e++) {
        const column = at(columns, e);
        if (at(done, column) === source) continue;
        const reached = base + at(costs, e) - at(u, row) - at(v, column);
        if (at(seen, column) === source && reached >= at(distance, column)) continue;
        seen[column] = source;
        distance[column] = reached;
        from[column] = row;
        heap.push(column);
      }
      let next = heap.pop();
      while (next >= 0 && at(done, next) === source) next = heap.pop();
      if (next < 0 || at(distance, next) >= length) break;
      if (at(rowOf, next) < 0) {
        [length, end] = [at(distance, next), next];
        break;
      }
      done[next] = source;
      settled.push(next);
      base = at(distance, next);
      row = at(rowOf, next);
    }
    u[source] = at(u, source) + length;
    for (const column of settled) {
      const slack = length - at(distance, column);
      v[column] = at(v, column) - slack;
      u[at(rowOf, column)] = at(u, at(rowOf, column)) + slack;
    }
    let column = end;
    if (end < 0) {
      column = at(columnOf, given);
      columnOf[given] = -1;
      if (given === source) return;
    }
    while (column >= 0) {
      const giver = at(from, column);
      const before = at(columnOf, giver);
      columnOf[giver] = column;
      rowOf[column] = giver;
      if (giver === source) return;
      column = before;
    }
  }
}

/** Every index is within its list by construction. */
const at = (list: Int32Array | Float64Array, i: number): number => list[i] ?? 0;

/** A binary heap of columns by distance; a column may be in it twice, the older entry is skipped when it comes up. */
function heapOf(distance: Float64Array) {
  const columns: number[] = [];
  const keys: number[] = [];
  const key = (i: number) => keys[i] ?? Infinity;

  function swap(i: number, j: number): void {
    [columns[i], columns[j]] = [columns[j] ?? 0, columns[i] ?? 0];
    [keys[i], keys[j]] = [key(j), key(i)];
  }

  return {
    clear(): void {
      columns.length = 0;
      keys.length = 0;
    },
    push(column: number): void {
      let i = columns.length;
      columns.push(column);
      keys.push(at(distance, column));
      for (let up = (i - 1) >> 1; i > 0 && key(i) < key(up); i = up, up = (i - 1) >> 1) swap(i, up);
    },
    /** The nearest column, or -1. */
    pop(): number {
      const first = columns[0];
      if (first === undefined) return -1;
      swap(0, columns.length - 1);
      columns.pop();
      keys.pop();
      for (let i = 0; ; ) {
        const left = 2 * i + 1;
        const least = key(left + 1) < key(left) ? left + 1 : left;
        if (!(key(least) < key(i))) break;
        swap(i, least);
        i = least;
      }
      return first;
    },
  };
}
