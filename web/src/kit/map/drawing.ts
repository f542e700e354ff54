import { unpackLine, type Basemap, type Point } from '@nuanlin/shared';

/** A place on the flat world of web maps (Web Mercator): x to the east and y to the south, both from 0 to 1. */
export type Flat = readonly [x: number, y: number];

export interface Box {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

type Kind = Basemap['features'][number]['kind'];

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
export const shapesOf = ({ origin, features }: Basemap): Shape[] =>
  features.flatMap(({ kind, name, rank, lines }) =>
    lines.map((line) => {
      const places = unpackLine(origin, line).map(flat);
      const type = kind === 'place' ? 'Point' : kind === 'street' || kind === 'bridge' ? 'LineString' : 'Polygon';
      const ring = type === 'Polygon' ? [...places, ...places.slice(0, 1)] : places;
      return { kind, name, rank, type, rings: [ring], box: boxOf(ring) };
    }),
  );

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
