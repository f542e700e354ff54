import { restaurantOf, travelMinutes, type Courier, type Day, type Where } from './instance.ts';
import type { Leg, Solution } from './solution.ts';

/**
 * Follows every courier through the day by the instance's clock and says what is wrong; an empty list is a valid solution.
 * Knows nothing of how the solution was made: it reads the three files and the instance only.
 */
export function check(day: Day, solution: Solution): string[] {
  const faults: string[] = [];
  const orders = new Map(day.orders.map((order) => [order.id, order]));
  const couriers = new Map(day.couriers.map((courier) => [courier.id, courier]));
  const deliveries = new Map(solution.deliveries.map((delivery) => [delivery.order, delivery]));
  if (deliveries.size !== solution.deliveries.length) faults.push('an order has two rows in the orders file');

  const legsOf = new Map<string, Leg[]>();
  for (const leg of solution.legs) legsOf.set(leg.courier, [...(legsOf.get(leg.courier) ?? []), leg]);
  const state = new Map<string, { place: Where; name: string; free: number; leg: number }>();
  const done = new Set<string>();

  /** The next leg must lead from where the courier stands to `to` and leave no earlier than `earliest`; gives the arrival. */
  function ride(courier: Courier, to: Where, name: string, earliest: number): number {
    const at = state.get(courier.id) ?? { place: courier, name: '0', free: courier.on, leg: 0 };
    const leg: Leg | undefined = legsOf.get(courier.id)?.[at.leg];
    if (!leg) faults.push(`${courier.id}: no leg to ${name}`);
    else if (leg.from !== at.name || leg.to !== name) {
      faults.push(`${courier.id}: leg ${leg.from}→${leg.to} where ${at.name}→${name} is due`);
    } else if (!(leg.leave >= earliest) || !Number.isInteger(leg.leave)) {
      faults.push(`${courier.id}: leaves for ${name} at ${leg.leave}, not before ${earliest}`);
    }
    const arrival = (leg?.leave ?? earliest) + travelMinutes(at.place, to, day.speed);
    state.set(courier.id, { place: to, name, free: at.free, leg: at.leg + 1 });
    return arrival;
  }

  for (const { assigned, pickup, courier: courierId, orders: ids } of solution.assignments) {
    const courier = couriers.get(courierId);
    const bundle = ids.flatMap((id) => orders.get(id) ?? []);
    const [first] = bundle;
    if (!courier || !first || bundle.length !== ids.length) {
      faults.push(`an assignment names an unknown courier or order (${courierId}: ${ids.join(' ')})`);
      continue;
    }
    const free = state.get(courierId)?.free ?? courier.on;
    if (bundle.some(({ restaurant }) => restaurant !== first.restaurant))
      faults.push(`${ids.join(' ')}: two restaurants`);
    for (const { id, placed } of bundle) {
      if (assigned < placed) faults.push(`${id}: assigned at ${assigned}, placed at ${placed}`);
      if (done.has(id)) faults.push(`${id}: assigned twice`);
      done.add(id);
    }

    const kitchen = restaurantOf(day, first);
    const atKitchen = ride(courier, kitchen, first.restaurant, Math.max(assigned, courier.on, free));
    if (pickup < atKitchen + day.pickupHalf) faults.push(`${first.restaurant}: pickup at ${pickup} before service`);
    if (pickup > courier.off) faults.push(`${first.restaurant}: pickup at ${pickup} after ${courierId}'s shift`);
    for (const { id, ready } of bundle)
      if (pickup < ready) faults.push(`${id}: picked up at ${pickup}, ready at ${ready}`);

    let leave = pickup + day.pickupHalf;
    for (const order of bundle) {
      const arrival = ride(courier, order, order.id, leave);
      const delivery = deliveries.get(order.id);
      if (!delivery) {
        faults.push(`${order.id}: assigned and not in the orders file`);
        continue;
      }
      if (delivery.courier !== courierId) faults.push(`${order.id}: delivered by another courier`);
      if (delivery.placed !== order.placed || delivery.ready !== order.ready) faults.push(`${order.id}: other times`);
      if (delivery.pickup !== pickup) faults.push(`${order.id}: two pickup times`);
      if (!(delivery.drop >= arrival + day.dropHalf))
        faults.push(`${order.id}: dropped at ${delivery.drop} before service`);
      if (delivery.drop - order.placed > day.longest)
        faults.push(`${order.id}: dropped after the longest click-to-door`);
      leave = delivery.drop + day.dropHalf;
    }
    const standing = state.get(courierId);
    if (standing) state.set(courierId, { ...standing, free: leave });
  }
  for (const { id } of day.couriers) {
    if ((legsOf.get(id)?.length ?? 0) !== (state.get(id)?.leg ?? 0)) faults.push(`${id}: legs without an assignment`);
  }
  for (const id of deliveries.keys()) if (!done.has(id)) faults.push(`${id}: delivered and never assigned`);
  for (const id of legsOf.keys()) if (!couriers.has(id)) faults.push(`${id}: legs of an unknown courier`);
  return faults;
}
