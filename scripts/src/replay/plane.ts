import type { Point } from '@nuanlin/shared';
import type { Day, Spot } from './day.ts';

/** Metres of a degree on a globe of the mean radius by which the product measures distances (IUGG). */
const METRES_A_DEGREE = (6_371_008.8 * Math.PI) / 180;

/**
 * Where the places of an instance lie on the globe: around the crossing of equator and prime meridian, where a degree of
 * longitude is one of latitude and nobody lives. Over 20 km a distance is then off by less than a decimetre.
 */
export function onGlobe({ orders, couriers, restaurants }: Day): (spot: Spot) => Point {
  const spots = [...orders, ...couriers, ...restaurants.values()];
  const middle = (of: (spot: Spot) => number) => (Math.min(...spots.map(of)) + Math.max(...spots.map(of))) / 2;
  const centre = { x: middle(({ x }) => x), y: middle(({ y }) => y) };
  return ({ x, y }) => ({ lon: (x - centre.x) / METRES_A_DEGREE, lat: (y - centre.y) / METRES_A_DEGREE });
}
