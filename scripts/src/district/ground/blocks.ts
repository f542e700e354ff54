import type { Random } from '../random.ts';
import {
  along,
  area,
  cross,
  crossing,
  distance,
  dot,
  frameOf,
  inFrame,
  leftOf,
  minus,
  pieces,
  plus,
  sides,
  times,
  turned,
  unit,
  type Vec,
} from './geometry.ts';
import type { Network, StreetClass } from './network.ts';

/** A piece of town with streets on all sides: the nodes of its ring, counter-clockwise. */
export type Block = readonly number[];

export interface Cut {
  readonly parts: readonly [Block, Block];
  readonly line: readonly number[];
}

/** How a street of a class may run: metres between its bends, their depth, and how near to a corner it may join. */
const MANNERS = {
  primary: { bends: 90, depth: 7, snap: 45 },
  secondary: { bends: 80, depth: 7, snap: 40 },
  tertiary: { bends: 70, depth: 6, snap: 30 },
  residential: { bends: 55, depth: 5, snap: 20 },
  living_street: { bends: 42, depth: 3.5, snap: 13 },
  service: { bends: 40, depth: 2, snap: 8 },
} as const satisfies Record<StreetClass, { bends: number; depth: number; snap: number }>;

/**
 * Lays a street through the middle of a block, more or less square to its length, now and then aslant.
 * @returns undefined when no street fits that leaves two parts of decent shape
 */
export function cutAcross(network: Network, block: Block, street: StreetClass, random: Random): Cut | undefined {
  for (let trial = 0; trial < 14; trial++) {
    const ring = network.vecs(block);
    const frame = frameOf(ring);
    const through = inFrame(frame, frame.width * random.between(0.36, 0.64), frame.height * random.between(0.4, 0.6));
    const slant = random.chance(0.12) ? random.between(-0.6, 0.6) : random.between(-0.13, 0.13);
    const cut = cutThrough(network, block, through, turned(frame.up, slant), street, random);
    if (cut !== undefined) return cut;
  }
  return undefined;
}

/** Lays a street through a point of a block in a direction, from side to side. */
export function cutThrough(
  network: Network,
  block: Block,
  through: Vec,
  direction: Vec,
  street: StreetClass,
  random: Random,
): Cut | undefined {
  const ends = endsOf(network, block, through, direction);
  if (ends === undefined) return undefined;
  const [start, end] = ends.map((hit) => ({ ...hit, place: settled(network, block, hit, MANNERS[street].snap) })) as [
    Hit,
    Hit,
  ];
  const bends = wander(start.place, end.place, street, random);
  if (!fits(network, block, [start.place, ...bends, end.place])) return undefined;

  const first = network.putOn(...start.side, start.place, 0.01);
  const grown = network.unfoldRing(block);
  const last = putOnRing(network, grown, end.place);
  const ring = network.unfoldRing(grown);
  const line = [first, ...bends.map((bend) => network.add(bend)), last];
  return { parts: [closed(ring, line), closed(ring, line.toReversed())], line };
}

interface Hit {
  readonly side: readonly [number, number];
  readonly place: Vec;
}

/** The nearest sides before and behind a point on a straight line through it. */
function endsOf(network: Network, block: Block, through: Vec, direction: Vec): [Hit, Hit] | undefined {
  const hits = block.flatMap((a, i) => {
    const b = block[(i + 1) % block.length] ?? a;
    const far = times(direction, 10_000);
    const place = crossing(minus(through, far), plus(through, far), network.at(a), network.at(b));
    if (place === undefined) return [];
    const square = Math.abs(cross(unit(minus(network.at(b), network.at(a))), unit(direction)));
    return [{ side: [a, b] as const, place, reach: dot(minus(place, through), direction), square }];
  });
  const before = hits.filter(({ reach }) => reach < 0).toSorted((a, b) => b.reach - a.reach)[0];
  const behind = hits.filter(({ reach }) => reach >= 0).toSorted((a, b) => a.reach - b.reach)[0];
  if (before === undefined || behind === undefined || before.square < 0.6 || behind.square < 0.6) return undefined;
  return [before, behind];
}

/** Where a street really joins: at the corner or earlier junction nearby, if there is one. */
function settled(network: Network, block: Block, hit: Hit, snap: number): Vec {
  const near = network.vecs(block).toSorted((a, b) => distance(a, hit.place) - distance(b, hit.place))[0];
  return near !== undefined && distance(near, hit.place) < snap ? near : hit.place;
}

/** Bends between two ends: small, and swinging rather than shaking. */
function wander(from: Vec, to: Vec, street: StreetClass, random: Random): Vec[] {
  const { bends, depth } = MANNERS[street];
  const count = Math.max(0, Math.round((distance(from, to) / bends) * random.between(0.75, 1.2)) - 1);
  const sideways = leftOf(unit(minus(to, from)));
  let swing = 0;
  return Array.from({ length: count }, (_, i) => {
    swing = swing * 0.6 + random.between(-depth, depth);
    const share = (i + 1 + random.between(-0.25, 0.25)) / (count + 1);
    return plus(along(from, to, share), times(sideways, swing * Math.sin(Math.PI * share)));
  });
}

function fits(network: Network, block: Block, line: readonly Vec[]): boolean {
  const ring = network.vecs(block);
  const [from, to] = [line[0], line.at(-1)];
  if (from === undefined || to === undefined || distance(from, to) < 22) return false;
  const crosses = pieces(line).some(([a, b]) => sides(ring).some(([c, d]) => touchesInside(a, b, c, d, [from, to])));
  if (crosses) return false;
  const parts = [openedAt(ring, line), openedAt(ring, line.toReversed())];
  return parts.every((part) => {
    const frame = frameOf(part);
    return area(part) > 0.28 * area(ring) && frame.height > 24 && frame.width / frame.height < 3.4;
  });
}

const touchesInside = (a: Vec, b: Vec, c: Vec, d: Vec, ends: readonly Vec[]): boolean => {
  const meeting = crossing(a, b, c, d);
  return meeting !== undefined && ends.every((end) => distance(end, meeting) > 0.5);
};

/** The part of a ring on one side of a line between two of its places; the places may lie in the middle of sides. */
function openedAt(ring: readonly Vec[], line: readonly Vec[]): Vec[] {
  const [from, to] = [line[0], line.at(-1)];
  if (from === undefined || to === undefined) return [...ring];
  const walk = sides(ring).flatMap(([a, b]) => {
    const on = [from, to].filter((end) => distance(end, a) > 0.01 && distance(end, b) > 0.01 && onSide(end, a, b));
    return [a, ...on.toSorted((p, q) => distance(p, a) - distance(q, a))];
  });
  const start = walk.findIndex((p) => distance(p, to) < 0.01);
  const turnedWalk = [...walk.slice(start), ...walk.slice(0, start)];
  const end = turnedWalk.findIndex((p) => distance(p, from) < 0.01);
  return [...turnedWalk.slice(0, end), ...line.slice(0, -1)];
}

const onSide = (p: Vec, a: Vec, b: Vec): boolean => distance(a, p) + distance(p, b) - distance(a, b) < 0.001;

/** Finds the side of a ring that a place lies on and makes it a node. */
export function putOnRing(network: Network, ring: Block, place: Vec): number {
  for (const [i, a] of ring.entries()) {
    const b = ring[(i + 1) % ring.length] ?? a;
    if (onSide(place, network.at(a), network.at(b))) return network.putOn(a, b, place, 0.01);
  }
  throw new RangeError('the place lies on no side of the ring');
}

/** Walks the ring from the line's end back to its start and closes over the line. */
function closed(ring: Block, line: readonly number[]): Block {
  const [from, to] = [line[0], line.at(-1)];
  const start = ring.findIndex((node) => node === to);
  const turnedRing = [...ring.slice(start), ...ring.slice(0, start)];
  return [
    ...turnedRing.slice(
      0,
      turnedRing.findIndex((node) => node === from),
    ),
    ...line.slice(0, -1),
  ];
}
