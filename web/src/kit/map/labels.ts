import { meet, type Box, type Flat, type Shape } from './drawing.ts';

/** A name in its place at one zoom; all measures in pixels of the whole world at that zoom. */
export interface Label {
  readonly words: string;
  readonly x: number;
  readonly y: number;
  /** Radians; a street's name runs along it. */
  readonly turn: number;
  readonly size: number;
  readonly kind: Shape['kind'];
  readonly box: Box;
}

/** From which zoom a kind is named, how large, and who goes first where two would meet. */
const STYLES: Record<Shape['kind'], { from: number; size: number; first: number }> = {
  place: { from: 12, size: 16, first: 0 },
  compound: { from: 15, size: 14, first: 1 },
  river: { from: 14, size: 14, first: 2 },
  green: { from: 16, size: 13, first: 3 },
  bridge: { from: 17, size: 12, first: 4 },
  street: { from: 15, size: 12, first: 5 },
  building: { from: 18, size: 12, first: 6 },
};

/** Space that stays free around every name. */
const GAP = 6;
/** The width of a letter of the Latin script beside a Chinese one, which is as wide as high. */
const LATIN = 0.56;

/**
 * Places names so that none covers another, the more important first. The same shapes and zoom give the same names, so
 * that every tile of the map draws its part of them.
 */
export function placeLabels(shapes: readonly Shape[], zoom: number): Label[] {
  const world = 256 * 2 ** zoom;
  const placed: Label[] = [];
  const wanted = shapes
    .filter(({ kind, name }) => name !== '' && zoom >= STYLES[kind].from)
    .toSorted((a, b) => STYLES[a.kind].first - STYLES[b.kind].first || a.rank - b.rank);
  for (const shape of wanted) {
    const label = labelOf(shape, world);
    if (label && !placed.some((other) => meet(other.box, label.box))) placed.push(label);
  }
  return placed;
}

function labelOf(shape: Shape, world: number): Label | null {
  const { size } = STYLES[shape.kind];
  const width = widthOf(shape.name, size);
  const { at, turn, room } = seatOf(shape, world);
  if (shape.type === 'LineString' && width > room) return null;
  const [x, y] = [at[0] * world, at[1] * world];
  const halfX = (Math.abs(Math.cos(turn)) * width + Math.abs(Math.sin(turn)) * size) / 2 + GAP;
  const halfY = (Math.abs(Math.sin(turn)) * width + Math.abs(Math.cos(turn)) * size) / 2 + GAP;
  const box = { minX: x - halfX, minY: y - halfY, maxX: x + halfX, maxY: y + halfY };
  return { words: shape.name, x, y, turn, size, kind: shape.kind, box };
}

export const widthOf = (words: string, size: number): number =>
  Array.from(words).reduce((sum, sign) => sum + (sign < '\u2e80' ? LATIN : 1) * size, 0);

/** Where a name sits: in the middle of an area, or along the longest straight piece of a line. */
function seatOf({ type, rings, box }: Shape, world: number): { at: Flat; turn: number; room: number } {
  if (type !== 'LineString')
    return { at: [(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2], turn: 0, room: Infinity };
  const line = rings[0] ?? [];
  let seat: { at: Flat; turn: number; room: number } = { at: [box.minX, box.minY], turn: 0, room: 0 };
  line.forEach(([x, y], place) => {
    const [toX, toY] = line[place + 1] ?? [x, y];
    const room = Math.hypot(toX - x, toY - y) * world;
    if (room <= seat.room) return;
    const turn = Math.atan2(toY - y, toX - x);
    const upright = Math.abs(turn) > Math.PI / 2 ? turn - Math.sign(turn) * Math.PI : turn;
    seat = { at: [(x + toX) / 2, (y + toY) / 2], turn: upright, room };
  });
  return seat;
}
