import {
  DEFAULT_RULES,
  type Decision,
  type Job,
  type PlannedRun,
  type Rules,
  type Snapshot,
  type Worker,
} from '../../src/index.ts';
import { restaurantOf, travelMinutes, type Day, type Order, type Where } from './instance.ts';
import type { Assignment, Delivery, Leg, Solution } from './solution.ts';

/** The public problem's rules: couriers take everything, one restaurant a bundle, drops may be after the shift. */
export const MDRP_RULES: Rules = {
  ...DEFAULT_RULES,
  weights: {
    ...DEFAULT_RULES.weights,
    travel: 0.05,
    lateness: 1,
    waiting: 0.05,
    foodAge: 0,
    overrun: 0,
    hoursDeficit: 0,
    incomeDeficit: 0.05,
    mostFairness: 8,
    away: 0.4,
    time: 0.2,
    rejection: 0,
    undone: 30,
    age: 0,
  },
  search: { radius: 100_000, most: 40, enough: 40, widest: 100_000, lookAhead: 60 },
  bundle: { jobs: 4, kitchens: 0, age: Infinity, detour: Infinity },
  overrun: Infinity,
  offerAhead: { courier: 0, staff: 0, volunteer: 0 },
};

/** Where a courier is and when free, how many orders so far. */
interface Standing {
  place: number;
  at: number;
  name: string;
  orders: number;
}

/**
 * Runs a day minute by minute. Each minute the engine sees what has been placed, nothing later; what it offers is accepted
 * and done at once as the benchmark's clock has it.
 * @param decide the engine; @param took is told the milliseconds of each decision, by a clock of the caller's
 */
export function runDay(day: Day, decide: (snapshot: Snapshot) => Decision, rules: Rules = MDRP_RULES): Solution {
  const places: Where[] = [...day.couriers, ...day.restaurants.values()].map(({ x, y }) => ({ x, y }));
  const kitchenOf = new Map([...day.restaurants.keys()].map((id, i) => [id, day.couriers.length + i]));
  const standing: Standing[] = day.couriers.map(({ on }, i) => ({ place: i, at: on, name: '0', orders: 0 }));
  const open = new Map<string, { job: Job; order: Order }>();
  const assignments: Assignment[] = [];
  const deliveries: Delivery[] = [];
  const legs: Leg[] = [];
  const travel = {
    estimated: false,
    minutes: (from: number, to: number) => {
      const a = places[from];
      const b = places[to];
      return a && b ? travelMinutes(a, b, day.speed) : Infinity;
    },
  };
  const demand = new Map<number, number>();
  let plan: readonly PlannedRun[] = [];

  function place(order: Order): void {
    const kitchen = kitchenOf.get(order.restaurant) ?? 0;
    demand.set(kitchen, (demand.get(kitchen) ?? 0) + 1);
    places.push({ x: order.x, y: order.y });
    open.set(order.id, { order, job: jobOf(day, order, kitchen, places.length - 1) });
  }

  function begin(now: number, courierId: string, jobIds: readonly string[]): void {
    const index = day.couriers.findIndex(({ id }) => id === courierId);
    const at = standing[index];
    const bundle = jobIds.flatMap((id) => open.get(id) ?? []);
    const [first] = bundle;
    if (!at || !first?.job.pickup) throw new Error(`an offer to nobody or of nothing: ${courierId}`);
    const leave = Math.max(now, at.at);
    legs.push({ courier: courierId, leave, from: at.name, to: first.order.restaurant });
    const arrival = leave + travel.minutes(at.place, first.job.pickup.place);
    const pickup = Math.max(arrival + day.pickupHalf, ...bundle.map(({ order }) => order.ready));
    assignments.push({ assigned: now, pickup, courier: courierId, orders: jobIds });
    at.at = pickup + day.pickupHalf;
    at.place = first.job.pickup.place;
    at.name = first.order.restaurant;
    for (const { order, job } of bundle) {
      legs.push({ courier: courierId, leave: at.at, from: at.name, to: order.id });
      const drop = at.at + travel.minutes(at.place, job.door.place) + day.dropHalf;
      deliveries.push({ order: order.id, placed: order.placed, ready: order.ready, pickup, drop, courier: courierId });
      Object.assign(at, { place: job.door.place, name: order.id, at: drop + day.dropHalf });
      at.orders++;
      open.delete(order.id);
    }
  }

  let next = 0;
  for (let now = day.orders[0]?.placed ?? 0; next < day.orders.length || open.size > 0; now++) {
    for (let order = day.orders[next]; order && order.placed <= now; order = day.orders[++next]) place(order);
    for (const { order } of open.values()) if (now > order.placed + day.longest) open.delete(order.id);
    if (open.size === 0) continue;
    const workers = day.couriers.flatMap((courier, i) => {
      const at = standing[i];
      return at && courier.off >= now ? [workerOf(day, courier, at)] : [];
    });
    const jobs = [...open.values()].map(({ job }) => job);
    const decision = decide({
      now,
      jobs,
      workers,
      places,
      travel,
      rules,
      plan,
      demand: [...demand].map(([place, jobs]) => ({ place, jobs })),
    });
    for (const { workerId, run } of decision.offers) begin(now, workerId, run.jobIds);
    plan = decision.plan;
  }
  return { assignments, deliveries, legs };
}

function jobOf(day: Day, order: Order, kitchen: number, door: number): Job {
  const direct = travelMinutes(restaurantOf(day, order), order, day.speed);
  return {
    id: order.id,
    seats: [{ id: order.id, role: 'lead', skills: [], sex: null, takenBy: null, pinnedTo: null }],
    pickup: { place: kitchen, before: day.pickupHalf, after: day.pickupHalf },
    door: { place: door, before: day.dropHalf, after: day.dropHalf },
    since: order.placed,
    ready: order.ready,
    window: { from: order.ready, to: order.ready + day.pickupHalf + direct + day.dropHalf },
    latest: order.placed + day.longest,
    notBefore: -Infinity,
    load: 1,
    risk: 0,
    run: null,
    elder: { id: order.id, knows: [], blocks: [] },
  };
}

function workerOf(day: Day, { id, on, off }: Day['couriers'][number], at: Standing): Worker {
  return {
    id,
    person: id,
    kind: 'courier',
    sex: 'female',
    free: { place: at.place, at: at.at },
    then: null,
    shift: { from: on, to: off },
    pause: null,
    skills: [],
    capacity: 1000,
    vehicle: 'car',
    history: { accepted: 0, rejected: 0 },
    today: { minutes: 0, income: day.payPerOrder * at.orders, guaranteed: (day.payPerHour * (off - on)) / 60 },
    refused: [],
    asked: false,
  };
}
