import { z } from 'zod';
import { point, type Point } from '../kernel/points.ts';

/**
 * A packed line: whole millionths of a degree, longitude and latitude by turns; the first two count from the map's
 * origin, every later pair from the one before. A third of the size of plain coordinates, and exact to a decimetre.
 */
const packedLine = z.array(z.int());
export type PackedLine = z.infer<typeof packedLine>;

/** In the order of drawing. Streets and bridges are lines, places points, the rest surfaces (rings not closed). */
export const BASEMAP_KINDS = ['compound', 'green', 'river', 'building', 'street', 'bridge', 'place'] as const;

/** One thing on the map, or several of the same name, kind and rank. */
const basemapFeature = z.object({
  kind: z.enum(BASEMAP_KINDS),
  /** Empty for what has none. */
  name: z.string(),
  /** Of a street: 1 is drawn widest, 6 is a drive. Of everything else: 0. */
  rank: z.int().min(0).max(6),
  lines: z.array(packedLine),
});
export type BasemapFeature = z.infer<typeof basemapFeature>;

/** The map under everything, drawn by us from the street network. Features stand in the order in which to draw them. */
export const basemap = z.object({
  origin: point,
  southWest: point,
  northEast: point,
  features: z.array(basemapFeature),
});
export type Basemap = z.infer<typeof basemap>;

const MILLION = 1_000_000;

export function packLine(origin: Point, line: readonly Point[]): PackedLine {
  let [lon, lat] = [0, 0];
  return line.flatMap((place) => {
    const next = [
      Math.round((place.lon - origin.lon) * MILLION),
      Math.round((place.lat - origin.lat) * MILLION),
    ] as const;
    const step = [next[0] - lon, next[1] - lat];
    [lon, lat] = next;
    return step;
  });
}

export function unpackLine(origin: Point, packed: PackedLine): Point[] {
  let [lon, lat] = [0, 0];
  return Array.from({ length: packed.length / 2 }, (_, i) => {
    lon += packed[2 * i] ?? 0;
    lat += packed[2 * i + 1] ?? 0;
    return { lon: origin.lon + lon / MILLION, lat: origin.lat + lat / MILLION };
  });
}
