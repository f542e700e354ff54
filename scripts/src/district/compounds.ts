import type { Point } from '@nuanlin/shared';
import { centre, toPoint } from './ground/geometry.ts';
import type { Ground } from './ground/ground.ts';
import { COMPOUNDS, type CompoundName } from './ground/places.ts';
import type { AreaNode } from './organizations.ts';

export interface DistrictCompound {
  readonly name: CompoundName;
  /** Division code of its community. */
  readonly area: string;
  readonly at: Point;
  readonly buildings: readonly DistrictBuilding[];
}

export interface DistrictBuilding {
  readonly number: number;
  readonly floors: number;
  readonly lift: boolean;
  readonly doorsPerFloor: number;
  /** Division code of its grid. */
  readonly area: string;
  readonly units: readonly { readonly number: number; readonly at: Point }[];
}

/** A compound as people address it, with its place in the area tree. */
export function describeCompound(
  compound: Ground['compounds'][number],
  { network }: Ground,
  areas: readonly AreaNode[],
): DistrictCompound {
  const wish = COMPOUNDS.find(({ name }) => name === compound.name);
  const community = areas.find(({ name }) => name === wish?.community);
  if (community === undefined) throw new RangeError(`${compound.name} lies in no community`);
  const grids = areas.filter(({ parent }) => parent === community.code);
  return {
    name: compound.name,
    area: community.code,
    at: toPoint(centre(compound.outline)),
    buildings: compound.buildings.map(({ number, floors, lift, doorsPerFloor, entrances }) => ({
      number,
      floors,
      lift,
      doorsPerFloor,
      area: grids[number % grids.length]?.code ?? community.code,
      units: entrances.map((node, i) => ({ number: i + 1, at: toPoint(network.at(node)) })),
    })),
  };
}
