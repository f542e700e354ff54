import type { Point } from '@nuanlin/shared';

/** A place on the drawing board: metres east and north of the district's south-west corner. */
export interface Vec {
  readonly x: number;
  readonly y: number;
}

/** A closed line without its last point repeated. */
export type Ring = readonly Vec[];

/** Where the drawing board lies on the earth: in a desert without a street, at a latitude of northern China. */
const ORIGIN: Point = { lon: 102.41, lat: 39.79 };
const METRES_PER_DEGREE = 111_195;

export const toPoint = ({ x, y }: Vec): Point => ({
  lon: round7(ORIGIN.lon + x / (METRES_PER_DEGREE * Math.cos((ORIGIN.lat * Math.PI) / 180))),
  lat: round7(ORIGIN.lat + y / METRES_PER_DEGREE),
});

const round7 = (degrees: number) => Math.round(degrees * 1e7) / 1e7;

export const plus = (a: Vec, b: Vec): Vec => ({ x: a.x + b.x, y: a.y + b.y });
export const minus = (a: Vec, b: Vec): Vec => ({ x: a.x - b.x, y: a.y - b.y });
export const times = (a: Vec, factor: number): Vec => ({ x: a.x * factor, y: a.y * factor });
export const dot = (a: Vec, b: Vec): number => a.x * b.x + a.y * b.y;
export const cross = (a: Vec, b: Vec): number => a.x * b.y - a.y * b.x;
export const distance = (a: Vec, b: Vec): number => Math.hypot(a.x - b.x, a.y - b.y);
export const along = (a: Vec, b: Vec, share: number): Vec => plus(a, times(minus(b, a), share));
export const unit = (a: Vec): Vec => times(a, 1 / Math.hypot(a.x, a.y));
export const leftOf = (a: Vec): Vec => ({ x: -a.y, y: a.x });
export const turned = (a: Vec, angle: number): Vec => ({
  x: a.x * Math.cos(angle) - a.y * Math.sin(angle),
  y: a.x * Math.sin(angle) + a.y * Math.cos(angle),
});

/** Each side of a ring as its two ends. */
export const sides = (ring: Ring): [Vec, Vec][] => ring.flatMap((from, i) => pairs(from, ring[(i + 1) % ring.length]));

/** Each piece of an open line as its two ends. */
export const pieces = (line: readonly Vec[]): [Vec, Vec][] => line.flatMap((from, i) => pairs(from, line[i + 1]));

const pairs = (from: Vec, to: Vec | undefined): [Vec, Vec][] => (to === undefined ? [] : [[from, to]]);

/** Square metres; positive when the ring runs counter-clockwise. */
export const signedArea = (ring: Ring): number => sides(ring).reduce((sum, [a, b]) => sum + cross(a, b), 0) / 2;
export const area = (ring: Ring): number => Math.abs(signedArea(ring));

export const perimeter = (ring: Ring): number => sides(ring).reduce((sum, [a, b]) => sum + distance(a, b), 0);

/** The centre of gravity of the ring's surface. */
export function centre(ring: Ring): Vec {
  const weighted = sides(ring).reduce((sum, [a, b]) => plus(sum, times(plus(a, b), cross(a, b))), { x: 0, y: 0 });
  return times(weighted, 1 / (6 * signedArea(ring)));
}

/** Even-odd rule. */
export function inside(ring: Ring, { x, y }: Vec): boolean {
  let crossings = 0;
  for (const [a, b] of sides(ring))
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) crossings += 1;
  return crossings % 2 === 1;
}

export function distanceToPiece(p: Vec, a: Vec, b: Vec): number {
  const ab = minus(b, a);
  const share = Math.max(0, Math.min(1, dot(minus(p, a), ab) / Math.max(dot(ab, ab), 1e-9)));
  return distance(p, plus(a, times(ab, share)));
}

export const distanceToRing = (p: Vec, ring: Ring): number =>
  Math.min(...sides(ring).map(([a, b]) => distanceToPiece(p, a, b)));

/** True when the point lies in the ring and at least `margin` metres from its sides. */
export const wellInside = (ring: Ring, p: Vec, margin: number): boolean =>
  inside(ring, p) && distanceToRing(p, ring) >= margin;

/** Where the pieces a–b and c–d cross, or undefined; touching ends do not count. */
export function crossing(a: Vec, b: Vec, c: Vec, d: Vec): Vec | undefined {
  const r = minus(b, a);
  const s = minus(d, c);
  const turn = cross(r, s);
  if (Math.abs(turn) < 1e-9) return undefined;
  const onR = cross(minus(c, a), s) / turn;
  const onS = cross(minus(c, a), r) / turn;
  return onR > 1e-9 && onR < 1 - 1e-9 && onS > 1e-9 && onS < 1 - 1e-9 ? plus(a, times(r, onR)) : undefined;
}

/** A frame laid along a ring: `across` is the direction of its longer extent. */
export interface Frame {
  readonly across: Vec;
  readonly up: Vec;
  readonly from: Vec;
  readonly width: number;
  readonly height: number;
}

/** The tightest rectangle around a ring among those parallel to one of its sides. */
export function frameOf(ring: Ring): Frame {
  const frames = sides(ring)
    .filter(([a, b]) => distance(a, b) > 1)
    .map(([a, b]) => frameAlong(ring, unit(minus(b, a))));
  const tightest = frames.reduce((best, frame) =>
    frame.width * frame.height < best.width * best.height ? frame : best,
  );
  return tightest.width >= tightest.height ? tightest : frameAlong(ring, tightest.up);
}

/** The rectangle around a ring with one side in the given direction. */
export function frameAlong(ring: Ring, across: Vec): Frame {
  const up = leftOf(across);
  const us = ring.map((p) => dot(p, across));
  const vs = ring.map((p) => dot(p, up));
  const [u, v] = [Math.min(...us), Math.min(...vs)];
  return {
    across,
    up,
    from: plus(times(across, u), times(up, v)),
    width: Math.max(...us) - u,
    height: Math.max(...vs) - v,
  };
}

/** The point `u` metres across and `v` metres up in a frame. */
export const inFrame = ({ from, across, up }: Frame, u: number, v: number): Vec =>
  plus(from, plus(times(across, u), times(up, v)));

/** A rectangle in a frame, counter-clockwise. */
export const rectangle = (frame: Frame, u: number, v: number, width: number, depth: number): Ring => [
  inFrame(frame, u, v),
  inFrame(frame, u + width, v),
  inFrame(frame, u + width, v + depth),
  inFrame(frame, u, v + depth),
];
