import type { Basemap, Point } from '@nuanlin/shared';

/** A few streets by a river, made up, to look at the map with. */
const [WEST, SOUTH] = [120.15, 30.27];
const at = (east: number, north: number): [number, number] => [WEST + east * 0.0001, SOUTH + north * 0.0001];
const bend = (east: number, north: number): [number, number] =>
  at(east + 3 * Math.sin(north / 7 + east / 19), north + 3 * Math.sin(east / 9));

type Feature = Basemap['features'][number];

const street = (name: string, rank: number, ...places: [number, number][]): Feature => ({
  type: 'Feature',
  properties: { kind: 'street', name, rank },
  geometry: { type: 'LineString', coordinates: places.map(([east, north]) => bend(east, north)) },
});

const area = (
  kind: 'river' | 'green' | 'compound' | 'building',
  name: string,
  ...ring: [number, number][]
): Feature => ({
  type: 'Feature',
  properties: { kind, name },
  geometry: {
    type: 'Polygon',
    coordinates: [[...ring, ...ring.slice(0, 1)].map(([east, north]) => bend(east, north))],
  },
});

const steps = [0, 20, 40, 60, 80, 100, 120, 140, 160];
const across = (north: number): [number, number][] => steps.map((east) => [east, north]);
const along = (east: number): [number, number][] => [0, 20, 40, 60, 80, 100].map((north) => [east, north]);

const buildings = steps.slice(0, -1).flatMap((east, column) =>
  [44, 52, 64, 72, 84, 92].map((north, row) => {
    const width = 8 + ((column + row) % 3) * 2;
    return area(
      'building',
      `${row * 8 + column + 1}`,
      [east + 5, north],
      [east + 5 + width, north],
      [east + 5 + width, north + 3],
      [east + 5, north + 3],
    );
  }),
);

export const sampleMap: Basemap = {
  type: 'FeatureCollection',
  features: [
    area('compound', '柳荫里', [2, 42], [58, 42], [58, 58], [2, 58]),
    area('compound', '河东里', [82, 62], [138, 62], [138, 78], [82, 78]),
    area('green', '柳荫公园', [62, 82], [98, 82], [98, 98], [62, 98]),
    area('river', '清水河', [-20, 8], [40, 12], [90, 6], [180, 14], [180, 26], [90, 18], [40, 24], [-20, 20]),
    ...buildings,
    street('柳荫路', 1, ...across(40)),
    street('河东大街', 2, ...across(80)),
    street('', 4, ...across(60)),
    street('', 5, ...across(100)),
    street('桂香街', 2, ...along(60)),
    street('', 3, ...along(20)),
    street('清和路', 1, ...along(120)),
    street('', 4, ...along(80)),
    street('', 5, ...along(100)),
    street('', 4, ...along(140)),
    {
      type: 'Feature',
      properties: { kind: 'place', name: '柳荫街道' },
      geometry: { type: 'Point', coordinates: bend(75, 66) },
    },
  ],
};

export const sampleAt = (east: number, north: number): Point => {
  const [lon, lat] = bend(east, north);
  return { lon, lat };
};
