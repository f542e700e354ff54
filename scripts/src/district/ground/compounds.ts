import type { Random } from '../random.ts';
import type { Block } from './blocks.ts';
import {
  centre,
  crossing,
  distance,
  frameAlong,
  frameOf,
  inFrame,
  minus,
  plus,
  rectangle,
  sides,
  times,
  unit,
  wellInside,
  type Frame,
  type Ring,
  type Vec,
} from './geometry.ts';
import type { Network } from './network.ts';

/** How a compound is built: slabs of the eighties without a lift, or towers with one. */
export interface Style {
  readonly floors: readonly number[];
  readonly lift: boolean;
  readonly doorsPerFloor: number;
  readonly unitWidth: number;
  readonly units: readonly number[];
  readonly depth: number;
  /** Metres from one row's front to the next, so that the sun reaches the ground floor at midwinter. */
  readonly pitch: number;
}

export const STYLES = {
  walk_up: { floors: [6], lift: false, doorsPerFloor: 2, unitWidth: 14, units: [2, 3, 3, 4], depth: 11, pitch: 31 },
  low: { floors: [4, 5], lift: false, doorsPerFloor: 3, unitWidth: 16, units: [2, 2, 3], depth: 10, pitch: 27 },
  tower: { floors: [11, 15, 18], lift: true, doorsPerFloor: 4, unitWidth: 24, units: [1, 1, 2], depth: 17, pitch: 45 },
} as const satisfies Record<string, Style>;

export interface Building {
  readonly number: number;
  readonly outline: Ring;
  readonly floors: number;
  readonly lift: boolean;
  readonly doorsPerFloor: number;
  /** The street node before each unit's door; unit 1 stands first. */
  readonly entrances: readonly number[];
}

export interface Compound {
  readonly name: string;
  readonly outline: Ring;
  readonly buildings: readonly Building[];
}

const LANE_TO_WALL = 5;
const SPINE_HALF = 6;
const FENCE_TO_WALL = 6;
const GAP = 9;

/**
 * Fills a quarter with rows of houses facing south, a drive before each row, one drive across all rows, and gates to
 * the streets at its ends.
 */
export function layCompound(network: Network, block: Block, name: string, style: Style, random: Random): Compound {
  const outline = network.vecs(network.unfoldRing(block));
  const frame = facingSouth(outline);
  const spine = frame.width * random.between(0.38, 0.62);
  const rows = houseRows(frame, outline, spine, style, random);

  const crossings: number[] = [];
  let number = 0;
  const buildings = rows.flatMap(({ v, houses }) => {
    const onSpine = network.add(inFrame(frame, spine, v));
    crossings.push(onSpine);
    const built = houses.map(({ u, units }) => {
      number += 1;
      return {
        number,
        outline: rectangle(frame, u, v + LANE_TO_WALL, units * style.unitWidth, style.depth),
        floors: random.pick(style.floors),
        lift: style.lift,
        doorsPerFloor: style.doorsPerFloor,
        entrances: Array.from({ length: units }, (_, i) =>
          network.add(inFrame(frame, u + (i + 0.5) * style.unitWidth, v + random.between(-0.4, 0.4))),
        ),
      };
    });
    const eastward = [onSpine, ...built.flatMap(({ entrances }) => entrances)].toSorted(
      (a, b) => reach(frame, network.at(a)) - reach(frame, network.at(b)),
    );
    network.streets.push({ name: '', class: 'service', bridge: false, line: eastward });
    return built;
  });

  const ends = [
    gateFrom(network, block, crossings[0], times(frame.up, -1)),
    gateFrom(network, block, crossings.at(-1), frame.up),
  ];
  network.streets.push({
    name: `${name}内路`,
    class: 'service',
    bridge: false,
    line: [...ends.slice(0, 1), ...crossings, ...ends.slice(1)].filter((node) => node !== undefined),
  });
  return { name, outline, buildings };
}

/** The quarter's own frame, turned so that rows run from west to east. */
function facingSouth(outline: Ring): Frame {
  const { across, up } = frameOf(outline);
  const eastward = Math.abs(across.x) > Math.abs(up.x) ? across : up;
  return frameAlong(outline, eastward.x > 0 ? eastward : times(eastward, -1));
}

const reach = (frame: Frame, p: Vec): number =>
  minus(p, frame.from).x * frame.across.x + minus(p, frame.from).y * frame.across.y;

interface Row {
  readonly v: number;
  readonly houses: readonly { readonly u: number; readonly units: number }[];
}

function houseRows(frame: Frame, outline: Ring, spine: number, style: Style, random: Random): Row[] {
  const rows: Row[] = [];
  for (let v = 10; v + LANE_TO_WALL + style.depth < frame.height; v += style.pitch) {
    const houses: { u: number; units: number }[] = [];
    for (let u = 5; u < frame.width; ) {
      const units = random.pick(style.units);
      const width = units * style.unitWidth;
      const onSpine = u < spine + SPINE_HALF && u + width > spine - SPINE_HALF;
      if (!onSpine && stands(frame, outline, u, v, width, style.depth)) {
        houses.push({ u, units });
        u += width + GAP;
      } else u += 3;
    }
    if (houses.length > 0 && wellInside(outline, inFrame(frame, spine, v), 2)) rows.push({ v, houses });
  }
  return rows;
}

/** True when the house and the drive before it keep off the fence. */
function stands(frame: Frame, outline: Ring, u: number, v: number, width: number, depth: number): boolean {
  const corners = [...rectangle(frame, u, v, width, LANE_TO_WALL + depth), inFrame(frame, u + width / 2, v + depth)];
  return corners.every((corner) => wellInside(outline, corner, FENCE_TO_WALL));
}

/** Opens a gate where the straight way on from a node meets the compound's edge. */
function gateFrom(network: Network, block: Block, node: number | undefined, direction: Vec): number | undefined {
  if (node === undefined) return undefined;
  const from = network.at(node);
  const ring = network.unfoldRing(block);
  const hits = ring.flatMap((a, i) => {
    const b = ring[(i + 1) % ring.length] ?? a;
    const place = crossing(from, plus(from, times(unit(direction), 400)), network.at(a), network.at(b));
    return place === undefined ? [] : [{ a, b, place }];
  });
  const nearest = hits.toSorted((p, q) => distance(p.place, from) - distance(q.place, from))[0];
  return nearest === undefined ? undefined : network.putOn(nearest.a, nearest.b, nearest.place, 7);
}

/** How much of its frame a ring fills: 1 for a rectangle. */
export const compactness = (ring: Ring): number => {
  const { width, height } = frameOf(ring);
  const surface = Math.abs(sides(ring).reduce((sum, [a, b]) => sum + a.x * b.y - b.x * a.y, 0) / 2);
  return (surface / (width * height)) * Math.min(1, (1.6 * height) / width);
};

export const middle = (building: Building): Vec => centre(building.outline);
