import type { Point } from '@nuanlin/shared';
import type { Spot } from './snapshot.ts';

const METRES_PER_DEGREE = 111_195; // of latitude, IUGG mean radius

/** WGS-84 to metres around the first point; exact enough (0.1 %) for the extent of a city. */
export function onPlane(points: readonly Point[]): Spot[] {
  const origin = points[0] ?? { lon: 0, lat: 0 };
  const shrink = Math.cos((origin.lat * Math.PI) / 180);
  return points.map(({ lon, lat }) => ({
    x: (lon - origin.lon) * METRES_PER_DEGREE * shrink,
    y: (lat - origin.lat) * METRES_PER_DEGREE,
  }));
}
