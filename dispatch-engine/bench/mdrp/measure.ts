import { restaurantOf, travelMinutes, type Courier, type Day, type Order } from './instance.ts';
import type { Solution } from './solution.ts';

/** What the table of the benchmark asks of one day. Minutes and dollars. */
export interface Measures {
  readonly orders: number;
  readonly undelivered: number;
  /** Of these, the orders that no courier could have brought in time even if the whole day were hers. */
  readonly unavoidable: number;
  /** Mean click-to-door, an undelivered order counting as the longest, and its bound. */
  readonly clickToDoor: number;
  readonly bound: number;
  readonly excess: number;
  /** The same over a bound that also knows the couriers' shifts and starts. */
  readonly excessOverShifts: number;
  readonly costPerOrder: number;
  readonly costRatio: number;
}

export function measure(day: Day, { deliveries }: Solution): Measures {
  const drops = new Map(deliveries.map(({ order, drop }) => [order, drop]));
  let [clickToDoor, bound, shifts, unavoidable] = [0, 0, 0, 0];
  for (const order of day.orders) {
    const drop = drops.get(order.id);
    clickToDoor += drop === undefined ? day.longest : drop - order.placed;
    bound += Math.min(day.longest, earliestDrop(day, order, order.ready) - order.placed);
    const byShifts = earliestOfShifts(day, order) - order.placed;
    shifts += Math.min(day.longest, byShifts);
    if (byShifts > day.longest) unavoidable++;
  }
  const n = day.orders.length;
  const cost = pay(
    day,
    deliveries.map(({ courier }) => courier),
  );
  return {
    orders: n,
    undelivered: n - drops.size,
    unavoidable,
    clickToDoor: clickToDoor / n,
    bound: bound / n,
    excess: (clickToDoor - bound) / n,
    excessOverShifts: (clickToDoor - shifts) / n,
    costPerOrder: cost / n,
    costRatio: cost / Math.max(day.payPerOrder * drops.size, guaranteed(day)),
  };
}

const earliestDrop = (day: Day, order: Order, pickup: number): number =>
  pickup + day.pickupHalf + travelMinutes(restaurantOf(day, order), order, day.speed) + day.dropHalf;

/**
 * No courier drops the order sooner: she leaves her start no earlier than her shift, and by the triangle inequality (which
 * rounding up to minutes keeps) no detour over other doors brings her to the restaurant sooner than the straight way.
 */
function earliestOfShifts(day: Day, order: Order): number {
  let earliest = Infinity;
  for (const courier of day.couriers) {
    const pickup = earliestPickup(day, order, courier);
    if (pickup <= courier.off) earliest = Math.min(earliest, earliestDrop(day, order, pickup));
  }
  return earliest;
}

function earliestPickup(day: Day, order: Order, courier: Courier): number {
  const way = travelMinutes(courier, restaurantOf(day, order), day.speed);
  return Math.max(order.ready, order.placed + day.pickupHalf, courier.on + way + day.pickupHalf);
}

/** Each courier is paid by the order or by the hour of her shift, whichever is more. */
function pay(day: Day, couriers: readonly string[]): number {
  const orders = new Map<string, number>();
  for (const id of couriers) orders.set(id, (orders.get(id) ?? 0) + 1);
  let cost = 0;
  for (const { id, on, off } of day.couriers) {
    cost += Math.max(day.payPerOrder * (orders.get(id) ?? 0), (day.payPerHour * (off - on)) / 60);
  }
  return cost;
}

function guaranteed({ couriers, payPerHour }: Day): number {
  let sum = 0;
  for (const { on, off } of couriers) sum += (payPerHour * (off - on)) / 60;
  return sum;
}
