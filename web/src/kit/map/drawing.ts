import type { Basemap, Point } from '@nuanlin/shared';

/** A place on the flat world of web maps (Web Mercator): x to the east and y to the south, both from 0 to 1. */
export type Flat = readonly [x: number, y: number];

export interface Box {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

type Kind = Basemap['features'][number]['properties']['kind'];

/** A feature of the map, flattened once, so that drawing a tile is only scaling. */
export interface Shape {
  readonly kind: Kind;
  readonly name: string;
  /** Of a street, 1 the widest. */
  readonly rank: number;
  readonly type: 'Point' | 'LineString' | 'Polygon';
  readonly rings: readonly (readonly Flat[])[];
  readonly box: Box;
}

/** Web Mercator (EPSG:3857) on the unit square. */
export function flat({ lon, lat }: Point): Flat {
  const sin = Math.sin((lat * Math.PI) / 180);
  return [lon / 360 + 0.5, 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)];
}

/** The map's shapes in the order in which they are drawn: ground first, wide streets over narrow ones. */
export function shapesOf(map: Basemap): Shape[] {
  return map.features.map(shapeOf).toSorted((a, b) => LAYER[a.kind] - LAYER[b.kind] || b.rank - a.rank);
}

const LAYER: Record<Kind, number> = { compound: 0, green: 1, river: 2, building: 3, bridge: 4, street: 5, place: 6 };

function shapeOf({ properties, geometry }: Basemap['features'][number]): Shape {
  const { kind, name, rank = 3 } = properties;
  const rings = ringsOf(geometry).map((ring) => ring.map(([lon, lat]) => flat({ lon, lat })));
  return { kind, name, rank, type: geometry.type, rings, box: boxOf(rings.flat()) };
}

function ringsOf(geometry: Basemap['features'][number]['geometry']): readonly (readonly [number, number])[][] {
  switch (geometry.type) {
    case 'Point':
      return [[geometry.coordinates]];
    case 'LineString':
      return [geometry.coordinates];
    case 'Polygon':
      return geometry.coordinates;
  }
}

export function boxOf(places: readonly Flat[]): Box {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of places) {
    minX = Math.min(minX, x);
    minY = Math.min(minY, y);
    maxX = Math.max(maxX, x);
    maxY = Math.max(maxY, y);
  }
  return { minX, minY, maxX, maxY };
}

export const meet = (a: Box, b: Box): boolean =>
  a.minX <= b.maxX && b.minX <= a.maxX && a.minY <= b.maxY && b.minY <= a.maxY;
