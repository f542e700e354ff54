import { whole } from './cells.ts';

/**
 * A grid of workers on the plane. Each cell is a doubly linked list in typed arrays, so that a worker moves in constant
 * time and a search touches only the cells around it (after the cell lists of molecular dynamics).
 */
export interface Grid {
  put(item: number, x: number, y: number): void;
  remove(item: number): void;
  /** Adds every item in the square ring of cells at this distance (0: the cell itself) to `found`. */
  ring(x: number, y: number, distance: number, found: number[]): void;
  /** Side of a cell in metres, and the ring beyond which there are no cells. */
  readonly side: number;
  readonly rings: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** @param items how many the grid may hold; a cell then holds about two of them when they are spread evenly */
export function gridOver(box: Box, items: number): Grid {
  const side = Math.max(1, Math.sqrt((Math.max(box.width, 1) * Math.max(box.height, 1) * 2) / Math.max(items, 1)));
  const columns = Math.floor(box.width / side) + 1;
  const rows = Math.floor(box.height / side) + 1;
  const heads = new Int32Array(columns * rows).fill(-1);
  const next = new Int32Array(items).fill(-1);
  const previous = new Int32Array(items).fill(-1);
  const cellOf = new Int32Array(items).fill(-1);

  const column = (x: number) => Math.min(columns - 1, Math.max(0, Math.floor((x - box.x) / side)));
  const row = (y: number) => Math.min(rows - 1, Math.max(0, Math.floor((y - box.y) / side)));

  function remove(item: number): void {
    const cell = whole(cellOf, item);
    if (cell < 0) return;
    const before = whole(previous, item);
    const after = whole(next, item);
    if (before < 0) heads[cell] = after;
    else next[before] = after;
    if (after >= 0) previous[after] = before;
    cellOf[item] = -1;
  }

  return {
    side,
    rings: Math.max(columns, rows),
    remove,
    put(item, x, y) {
      remove(item);
      const cell = row(y) * columns + column(x);
      const head = whole(heads, cell);
      next[item] = head;
      previous[item] = -1;
      if (head >= 0) previous[head] = item;
      heads[cell] = item;
      cellOf[item] = cell;
    },
    ring(x, y, distance, found) {
      const c = column(x);
      const r = row(y);
      const right = Math.min(columns - 1, c + distance);
      for (let i = Math.max(0, r - distance); i <= Math.min(rows - 1, r + distance); i++) {
        const edge = Math.abs(i - r) === distance;
        for (let j = c - distance; j <= right; j += edge || distance === 0 ? 1 : 2 * distance) {
          if (j < 0) continue;
          for (let item = whole(heads, i * columns + j); item >= 0; item = whole(next, item)) found.push(item);
        }
      }
    },
  };
}
