import type { Random } from '../random.ts';
import type { Block } from './blocks.ts';
import { compactness, layCompound, STYLES, type Compound } from './compounds.ts';
import { courtyards } from './courtyards.ts';
import { area, centre, distance, frameOf, rectangle, wellInside, type Ring, type Vec } from './geometry.ts';
import type { Network } from './network.ts';
import { COMPOUNDS, GROUNDS, PLACES, type CompoundName, type PlaceKey, type PlaceKind } from './places.ts';
import { TOWN } from './river.ts';
import { streetNames } from './street-names.ts';
import { layLanes, layTown } from './town.ts';

export interface Place {
  readonly key: PlaceKey;
  readonly name: string;
  readonly kind: PlaceKind;
  readonly outline: Ring;
}

export interface Grounds {
  readonly name: string;
  readonly kind: (typeof GROUNDS)[number]['kind'];
  readonly outline: Ring;
  readonly buildings: readonly Ring[];
  readonly pond: Ring | undefined;
}

/** Everything that stands still: streets, water, compounds, greens, houses. */
export interface Ground {
  readonly network: Network;
  readonly river: { readonly name: string; readonly water: Ring };
  readonly compounds: readonly (Compound & { readonly name: CompoundName })[];
  readonly grounds: readonly Grounds[];
  readonly places: readonly Place[];
  readonly houses: readonly Ring[];
}

/** Builds the town: streets, then whole quarters for compounds and greens, then lanes and houses in what is left. */
export function layGround(random: Random): Ground {
  const { network, river, quarters } = layTown(random.fork('town'));
  const free = new Set(quarters);
  const shape = (block: Block) => network.vecs(network.unfoldRing(block));

  const claim = (wish: readonly [number, number], hectares: number): Block => {
    const wanted = { x: wish[0] * TOWN.width, y: wish[1] * TOWN.height };
    const [best] = [...free]
      .map((block) => ({ block, cost: unfitness(shape(block), wanted, hectares) }))
      .toSorted((a, b) => a.cost - b.cost);
    if (best === undefined) throw new RangeError('no quarter is free');
    free.delete(best.block);
    return best.block;
  };

  const chosen = COMPOUNDS.map((wish) => ({ ...wish, block: claim(wish.at, 3.6) }));
  const grounds = GROUNDS.map((wish) => ({ ...wish, block: claim(wish.at, 2.8) }));

  const nameOf = streetNames(random.fork('lane names'));
  const lanes = random.fork('lanes');
  const leaves = [...free].flatMap((quarter) => layLanes(network, quarter, nameOf, lanes));

  const compounds = chosen.map(({ block, name, style }) => ({
    ...layCompound(network, block, name, STYLES[style], random.fork(name)),
    name,
  }));
  const houses = leaves.flatMap((leaf) => courtyards(shape(leaf), lanes));
  const places = signs(houses, compounds);
  const signed = new Set(places.map(({ outline }) => outline));
  return {
    network,
    river,
    compounds,
    grounds: grounds.map(({ name, kind, block }) => layGrounds(name, kind, shape(block), random.fork(name))),
    places,
    houses: houses.filter((outline) => !signed.has(outline)),
  };
}

/** Metres away from the wish, and metres' worth of a wrong size or a crooked shape. */
function unfitness(ring: Ring, wanted: Vec, hectares: number): number {
  const size = area(ring) / 10_000;
  return (
    distance(centre(ring), wanted) + 220 * Math.max(0, hectares - size) + 2500 * Math.max(0, 0.82 - compactness(ring))
  );
}

/** Hangs each sign over the nearest house that has none and is large enough. */
function signs(houses: readonly Ring[], compounds: Ground['compounds']): Place[] {
  const large = houses.filter((house) => area(house) > 150).map((outline) => ({ outline, at: centre(outline) }));
  const taken = new Set<Ring>();
  return PLACES.map(({ key, name, kind, near }) => {
    const compound = compounds.find((candidate) => candidate.name === near);
    if (compound === undefined) throw new RangeError(`no compound ${near}`);
    const from = centre(compound.outline);
    const [house] = large
      .filter(({ outline }) => !taken.has(outline))
      .toSorted((a, b) => distance(a.at, from) - distance(b.at, from));
    if (house === undefined) throw new RangeError(`no house for ${name}`);
    taken.add(house.outline);
    return { key, name, kind, outline: house.outline };
  });
}

function layGrounds(name: string, kind: Grounds['kind'], outline: Ring, random: Random): Grounds {
  const frame = frameOf(outline);
  const middle = { u: frame.width / 2, v: frame.height / 2 };
  if (kind === 'park') {
    const around = centre(outline);
    const reach = Math.min(frame.width, frame.height) * 0.24;
    const pond = Array.from({ length: 14 }, (_, i) => {
      const angle = (2 * Math.PI * i) / 14;
      const radius = reach * random.between(0.75, 1.15);
      return { x: around.x + 1.35 * radius * Math.cos(angle), y: around.y + radius * Math.sin(angle) };
    });
    return { name, kind, outline, buildings: [], pond };
  }
  const blocks = [
    rectangle(frame, middle.u - 42, middle.v - 9, 84, 20),
    rectangle(frame, middle.u - 42, middle.v + 30, 60, 16),
    rectangle(frame, middle.u - 30, middle.v - 48, 70, 15),
    rectangle(frame, middle.u + 52, middle.v - 40, 16, 60),
  ];
  return {
    name,
    kind,
    outline,
    buildings: blocks.filter((ring) => ring.every((p) => wellInside(outline, p, 6))),
    pond: undefined,
  };
}
