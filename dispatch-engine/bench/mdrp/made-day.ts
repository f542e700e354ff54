import type { Day } from './instance.ts';

/** A small day made from a seed, for the tests: the public days are not ours to hand on. */
export function madeDay(seed: number, orders: number): Day {
  let state = seed >>> 0;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const whole = (limit: number) => Math.floor(random() * limit);
  const somewhere = () => ({ x: whole(8000), y: whole(8000) });
  const restaurants = new Map(Array.from({ length: 8 }, (_, i) => [`r${i + 1}`, somewhere()]));
  const couriers = Array.from({ length: Math.ceil(orders / 6) }, (_, i) => {
    const on = whole(60);
    return { id: `c${i + 1}`, ...somewhere(), on, off: on + 120 };
  });
  const placed = Array.from({ length: orders }, () => 10 + whole(120)).toSorted((a, b) => a - b);
  return {
    name: `made-${seed}`,
    speed: 320,
    pickupHalf: 2,
    dropHalf: 2,
    longest: 90,
    payPerOrder: 10,
    payPerHour: 15,
    couriers,
    restaurants,
    orders: placed.map((minute, i) => ({
      id: `o${i + 1}`,
      ...somewhere(),
      placed: minute,
      restaurant: `r${1 + whole(8)}`,
      ready: minute + 5 + whole(20),
    })),
  };
}
