import type { Random } from '../random.ts';
import { gentleBend } from './bend.ts';
import { cutAcross, cutThrough, type Block } from './blocks.ts';
import { along, area, centre, distance, inside, minus, pieces, plus, unit, type Ring, type Vec } from './geometry.ts';
import { Network, type StreetClass } from './network.ts';
import { atHeight, embankment, layRiver, TOWN, waterOf } from './river.ts';
import { streetNames } from './street-names.ts';

/** Streets, water and blocks before anything is built. */
export interface Town {
  readonly network: Network;
  readonly river: { readonly name: string; readonly water: Ring };
  /** Blocks of two to five hectares between the larger streets. */
  readonly quarters: readonly Block[];
}

const BRIDGES = [
  { height: 0.34, name: '人民桥', west: '人民西路', east: '人民东路' },
  { height: 0.69, name: '清和桥', west: '清和西路', east: '清和东路' },
] as const;

/** Square metres above which a block is cut by a street of the class; the last one's cut is the smallest. */
const CUTS: readonly (readonly [number, StreetClass])[] = [
  [330_000, 'secondary'],
  [95_000, 'tertiary'],
  [0, 'residential'],
];

/** Lays the streets of a town on both sides of a river: avenues over two bridges first, then ever smaller cuts. */
export function layTown(random: Random): Town {
  const network = new Network();
  const nameOf = streetNames(random.fork('street names'));
  const river = layRiver(random.fork('river'));
  const water = waterOf(river, random.fork('banks'));

  const west = half(network, embankment(river, -1), 0, '西', random.fork('west'));
  const east = half(network, embankment(river, 1), TOWN.width, '东', random.fork('east'));
  let blocks: Block[] = [west.block, east.block];

  const lay = (through: Vec, direction: Vec, street: StreetClass, name: string) => {
    const block = blocks.find((candidate) => inside(network.vecs(network.unfoldRing(candidate)), through));
    if (block === undefined) throw new RangeError(`${name} starts outside the town`);
    const cut = cutThrough(network, network.unfoldRing(block), through, direction, street, random);
    if (cut === undefined) throw new RangeError(`${name} does not fit`);
    network.streets.push({ name, class: street, bridge: false, line: cut.line });
    blocks = [...blocks.filter((other) => other !== block), ...cut.parts];
  };

  for (const { height, name, west: westName, east: eastName } of BRIDGES) {
    const [a, b] = [nodeAtHeight(network, west.bank, height), nodeAtHeight(network, east.bank, height)];
    network.streets.push({ name, class: 'primary', bridge: true, line: [a, b] });
    for (const [head, edge, road] of [
      [a, 0, westName],
      [b, TOWN.width, eastName],
    ] as const) {
      const from = network.at(head);
      const to = { x: edge, y: from.y + random.between(-110, 110) };
      lay(plus(along(from, to, 0.3), { x: 0, y: 2 }), unit(minus(to, from)), 'primary', road);
    }
  }

  const avenue = TOWN.width * random.between(0.27, 0.31);
  for (const [height, name] of [
    [0.16, '解放南路'],
    [0.5, '解放中路'],
    [0.86, '解放北路'],
  ] as const)
    lay({ x: avenue + random.between(-12, 12), y: TOWN.height * height }, { x: 0, y: 1 }, 'primary', name);

  const quarters: Block[] = [];
  const divide = (block: Block) => {
    const ring = network.unfoldRing(block);
    const size = area(network.vecs(ring));
    const street = CUTS.find(([above]) => size > above)?.[1] ?? 'residential';
    const cut = size > random.between(27_000, 50_000) ? cutAcross(network, ring, street, random) : undefined;
    if (cut === undefined) {
      quarters.push(block);
      return;
    }
    network.streets.push({ name: nameOf(street), class: street, bridge: false, line: cut.line });
    cut.parts.forEach(divide);
  };
  blocks.forEach(divide);

  const bend = gentleBend(random.fork('bend'));
  network.bend(bend);
  return { network, river: { name: river.name, water: water.map(bend) }, quarters };
}

/** Cuts a quarter of old town into small blocks by lanes. */
export function layLanes(
  network: Network,
  quarter: Block,
  nameOf: (street: StreetClass) => string,
  random: Random,
): Block[] {
  const ring = network.unfoldRing(quarter);
  const size = area(network.vecs(ring));
  const cut = size > random.between(5_500, 11_000) ? cutAcross(network, ring, 'living_street', random) : undefined;
  if (cut === undefined) return [quarter];
  network.streets.push({ name: nameOf('living_street'), class: 'living_street', bridge: false, line: cut.line });
  return cut.parts.flatMap((part) => layLanes(network, part, nameOf, random));
}

/** One side of the river: a ring of roads with the riverside street, and the block they enclose. */
function half(network: Network, bank: readonly Vec[], edge: number, side: '西' | '东', random: Random) {
  const [bankSouth, bankNorth] = [bank[0], bank.at(-1)];
  if (bankSouth === undefined || bankNorth === undefined) throw new RangeError('a bank needs a line');
  const inward = edge === 0 ? 1 : -1;
  const corner = (y: number, up: 1 | -1): [Vec, Vec] => {
    const [long, short] = [random.between(60, 210), random.between(50, 190)];
    return [
      { x: edge + inward * long, y },
      { x: edge, y: y + up * short },
    ];
  };
  const [southA, southB] = corner(0, 1);
  const [northA, northB] = corner(TOWN.height, -1);
  const road = (...turns: [Vec, Vec, ...Vec[]]) =>
    pieces(turns)
      .flatMap(([from, to], i) => [...(i > 0 ? [from] : []), ...stepped(from, to, random)])
      .map((place) => network.add(place));
  const river = bank.map((place) => network.add(place));
  const [riverSouth = 0, riverNorth = 0] = [river[0], river.at(-1)];
  const [south, north] = [network.add(southB), network.add(northB)];
  const southRoad = [riverSouth, ...road(bankSouth, southA, southB), south];
  const edgeRoad = [south, ...road(southB, northB), north];
  const northRoad = [north, ...road(northB, northA, bankNorth), riverNorth];
  for (const [name, line] of [
    [`环城南路${side}段`, southRoad],
    [`环城${side}路`, edgeRoad],
    [`环城北路${side}段`, northRoad],
  ] as const)
    network.streets.push({ name, class: 'primary', bridge: false, line });
  network.streets.push({ name: `滨河${side}路`, class: 'secondary', bridge: false, line: river });
  const clockwise = [...southRoad, ...edgeRoad.slice(1), ...northRoad.slice(1), ...river.slice(1, -1).toReversed()];
  return { block: side === '西' ? clockwise.toReversed() : clockwise, bank: river };
}

/** Places between two ends of a road, a little off the straight line. */
function stepped(from: Vec, to: Vec, random: Random): Vec[] {
  const count = Math.max(1, Math.round(distance(from, to) / 130));
  return Array.from({ length: count - 1 }, (_, i) =>
    plus(along(from, to, (i + 1 + random.between(-0.15, 0.15)) / count), {
      x: random.between(-11, 11),
      y: random.between(-11, 11),
    }),
  );
}

function nodeAtHeight(network: Network, line: readonly number[], share: number): number {
  const wanted = atHeight(network.vecs(line), TOWN.height * share);
  const nearest = line.toSorted(
    (a, b) => Math.abs(network.at(a).y - wanted.y) - Math.abs(network.at(b).y - wanted.y),
  )[0];
  if (nearest === undefined) throw new RangeError('a bank needs a line');
  return nearest;
}

/** The middle of a block. */
export const middleOf = (network: Network, block: Block): Vec => centre(network.vecs(network.unfoldRing(block)));
