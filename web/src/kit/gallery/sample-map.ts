import { packLine, type Basemap, type Point } from '@nuanlin/shared';

/** A few streets by a river, made up, to look at the map with. */
const ORIGIN: Point = { lon: 120.15, lat: 30.27 };
const at = (east: number, north: number): Point => ({
  lon: ORIGIN.lon + east * 0.0001,
  lat: ORIGIN.lat + north * 0.0001,
});

/** The sample's own grid, bent so that nothing runs straight. */
export const sampleAt = (east: number, north: number): Point =>
  at(east + 3 * Math.sin(north / 7 + east / 19), north + 3 * Math.sin(east / 9));

type Feature = Basemap['features'][number];
type Kind = Feature['kind'];

const feature = (kind: Kind, name: string, rank: number, places: [number, number][]): Feature => ({
  kind,
  name,
  rank,
  lines: [
    packLine(
      ORIGIN,
      places.map(([east, north]) => sampleAt(east, north)),
    ),
  ],
});

const street = (name: string, rank: number, ...places: [number, number][]) => feature('street', name, rank, places);
const area = (kind: Kind, name: string, ...ring: [number, number][]) => feature(kind, name, 0, ring);

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
  origin: ORIGIN,
  southWest: at(-20, 0),
  northEast: at(180, 104),
  features: [
    area('compound', '柳荫里', [2, 42], [58, 42], [58, 58], [2, 58]),
    area('compound', '河东里', [82, 62], [138, 62], [138, 78], [82, 78]),
    area('green', '柳荫公园', [62, 82], [98, 82], [98, 98], [62, 98]),
    area('river', '清水河', [-20, 8], [40, 12], [90, 6], [180, 14], [180, 26], [90, 18], [40, 24], [-20, 20]),
    ...buildings,
    street('', 5, ...across(100)),
    street('', 5, ...along(100)),
    street('', 4, ...across(60)),
    street('', 4, ...along(80)),
    street('', 4, ...along(140)),
    street('', 3, ...along(20)),
    street('河东大街', 2, ...across(80)),
    street('桂香街', 2, ...along(60)),
    street('柳荫路', 1, ...across(40)),
    street('清和路', 1, ...along(120)),
    feature('place', '柳荫街道', 0, [[75, 66]]),
  ],
};
