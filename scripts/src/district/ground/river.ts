import type { Random } from '../random.ts';
import { along, leftOf, minus, pieces, plus, times, unit, type Ring, type Vec } from './geometry.ts';

/** The town's extent on the drawing board, in metres, before it is bent. */
export const TOWN = { width: 2560, height: 2080 } as const;

const RIVER = { width: 52, embankment: 24, step: 48, beyond: 260 } as const;

export interface River {
  readonly name: string;
  /** Centre line from south to north, running out of town at both ends. */
  readonly line: readonly Vec[];
}

/** A river from south to north, east of the middle, in two lazy bows. */
export function layRiver(random: Random): River {
  const middle = TOWN.width * random.between(0.6, 0.64);
  const bow = random.between(70, 105);
  const phase = random.between(0, 2 * Math.PI);
  const count = Math.ceil((TOWN.height + 2 * RIVER.beyond) / RIVER.step);
  const line = Array.from({ length: count + 1 }, (_, i) => {
    const y = -RIVER.beyond + i * RIVER.step;
    const swing =
      bow * Math.sin((2 * Math.PI * y) / 1750 + phase) +
      0.3 * bow * Math.sin((2 * Math.PI * y) / 610 + 2 * phase) +
      random.between(-2, 2);
    return { x: middle + swing, y };
  });
  return { name: '柳溪河', line };
}

/** The water's surface, as wide as the river is at each place. */
export function waterOf({ line }: River, random: Random): Ring {
  const widths = line.map(() => (RIVER.width / 2) * random.between(0.94, 1.07));
  const bank = (side: 1 | -1) => line.map((p, i) => offset(line, p, i, side * (widths[i] ?? RIVER.width / 2)));
  return [...bank(-1), ...bank(1).toReversed()];
}

/** The line of a riverside street within the town, from south to north: west (−1) or east (1) of the water. */
export function embankment({ line }: River, side: -1 | 1): Vec[] {
  const bank = line.map((p, i) => offset(line, p, i, side * -1 * (RIVER.width / 2 + RIVER.embankment)));
  return [atHeight(bank, 0), ...bank.filter(({ y }) => y > 30 && y < TOWN.height - 30), atHeight(bank, TOWN.height)];
}

function offset(line: readonly Vec[], place: Vec, i: number, metres: number): Vec {
  const [before, after] = [line[i - 1] ?? place, line[i + 1] ?? place];
  return plus(place, times(leftOf(unit(minus(after, before))), metres));
}

/** Where a line that runs north reaches a height. */
export function atHeight(line: readonly Vec[], y: number): Vec {
  const piece = pieces(line).find(([a, b]) => a.y <= y && b.y >= y);
  if (piece === undefined) throw new RangeError(`the line does not reach ${y} m`);
  const [a, b] = piece;
  return along(a, b, (y - a.y) / (b.y - a.y));
}
