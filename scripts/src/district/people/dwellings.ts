import type { Point } from '@nuanlin/shared';
import type { DistrictBuilding, DistrictCompound } from '../compounds.ts';
import type { Random } from '../random.ts';

/** A flat: where its door is and how one gets up. */
export interface Dwelling {
  readonly compound: string;
  readonly building: number;
  readonly unit: number;
  readonly floor: number;
  readonly door: number;
  readonly lift: boolean;
  /** Division code of its grid. */
  readonly area: string;
  readonly at: Point;
}

/** 502 is door 2 on floor 5. */
export const roomNumber = ({ floor, door }: Dwelling): string => `${floor}${String(door).padStart(2, '0')}`;

/** 柳荫里 3-2-502, as people write it. */
export const addressOf = (dwelling: Dwelling): string =>
  `${dwelling.compound} ${dwelling.building}-${dwelling.unit}-${roomNumber(dwelling)}`;

const flatsOf = (compound: DistrictCompound, building: DistrictBuilding): Dwelling[] =>
  building.units.flatMap(({ number: unit, at }) =>
    Array.from({ length: building.floors * building.doorsPerFloor }, (_, i) => ({
      compound: compound.name,
      building: building.number,
      unit,
      floor: Math.floor(i / building.doorsPerFloor) + 1,
      door: (i % building.doorsPerFloor) + 1,
      lift: building.lift,
      area: building.area,
      at,
    })),
  );

/** Hands out flats: named ones, and by chance others, each once; every compound gets its turn. */
export class Dwellings {
  private readonly byCompound: Dwelling[][];
  private turn = 0;

  constructor(compounds: readonly DistrictCompound[], random: Random) {
    this.byCompound = compounds.map((compound) => {
      const flats = compound.buildings.flatMap((building) => flatsOf(compound, building));
      return random.sample(flats, flats.length);
    });
  }

  /** @throws RangeError when there is no such flat, or it is taken */
  take(address: string): Dwelling {
    for (const flats of this.byCompound) {
      const place = flats.findIndex((flat) => addressOf(flat) === address);
      const [flat] = place < 0 ? [] : flats.splice(place, 1);
      if (flat !== undefined) return flat;
    }
    throw new RangeError(`${address} is not free`);
  }

  /** @throws RangeError when all are taken */
  takeAny(): Dwelling {
    for (const _ of this.byCompound) {
      const flat = this.byCompound[this.turn++ % this.byCompound.length]?.pop();
      if (flat !== undefined) return flat;
    }
    throw new RangeError('no flat is free');
  }
}
