import type { Random } from '../random.ts';
import { frameOf, inFrame, inside, type Frame, type Ring } from './geometry.ts';

const CELL = { width: 27, depth: 22 } as const;
const LANE_TO_WALL = 4;

/** Fills a small block of the old town with low houses: courtyards open to one side and plain roofs. */
export function courtyards(ring: Ring, random: Random): Ring[] {
  const frame = frameOf(ring);
  const [columns, rows] = [Math.floor(frame.width / CELL.width), Math.floor(frame.height / CELL.depth)];
  const [width, depth] = [frame.width / columns, frame.height / rows];
  return Array.from({ length: columns * rows }, (_, i) => ({
    u: (i % columns) * width,
    v: Math.floor(i / columns) * depth,
  }))
    .filter(() => random.chance(0.86))
    .map(({ u, v }) =>
      house(frame, u + LANE_TO_WALL, v + LANE_TO_WALL, width - LANE_TO_WALL, depth - LANE_TO_WALL, random),
    )
    .filter((outline) => outline.every((corner) => inside(ring, corner)));
}

function house(frame: Frame, u: number, v: number, width: number, depth: number, random: Random): Ring {
  const [w, d] = [width * random.between(0.66, 0.92), depth * random.between(0.66, 0.92)];
  const [left, low] = [u + random.between(0, width - w), v + random.between(0, depth - d)];
  const [right, high] = [left + w, low + d];
  const at = (...corners: [number, number][]) => corners.map(([x, y]) => inFrame(frame, x, y));
  if (!random.chance(0.42)) return at([left, low], [right, low], [right, high], [left, high]);
  const wing = Math.min(w, d) * 0.32;
  const [innerLeft, innerRight, yard] = [left + wing, right - wing, high - wing];
  return random.chance(0.5)
    ? at(
        [left, low],
        [innerLeft, low],
        [innerLeft, yard],
        [innerRight, yard],
        [innerRight, low],
        [right, low],
        [right, high],
        [left, high],
      )
    : at([left, low], [right, low], [right, high], [innerRight, high], [innerRight, low + wing], [left, low + wing]);
}
