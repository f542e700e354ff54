import type { Travel } from '@nuanlin/dispatch-engine';
import { distanceM, type Point, type RuleOf, type Vehicle } from '@nuanlin/shared';
import { estimatedTravel, type Routing, type TravelMode } from '../../platform/ports/routing.ts';

/** The mode that a vehicle's ways are asked for, and how much faster it is. */
const VEHICLES: Readonly<Record<Vehicle, { mode: TravelMode; faster: number }>> = {
  foot: { mode: 'foot', faster: 1 },
  bicycle: { mode: 'bike', faster: 1 },
  // An e-bike rides the bicycle's streets at the e-bike's speed (GB 17761: 25 km/h at most, some 15 in alleys).
  ebike: { mode: 'bike', faster: 1.25 },
  car: { mode: 'car', faster: 1 },
};
const isVehicle = (name: string): name is Vehicle => name in VEHICLES;
const vehicleOf = (name: string) => VEHICLES[isVehicle(name) ? name : 'foot'];
/** A round waits this long for the routing service, then goes on with estimates (DESIGN §6). */
const PATIENCE_MS = 200;
/** Of the pairs not known yet only the nearest are asked for, each round some more. */
const NEAREST = 20;
const KEPT_PAIRS = 400_000;

/** Travel times between the places of a round, by the district's rule. */
export interface TravelTimes {
  over(rule: RuleOf<'travel'>, points: readonly Point[], vehicles: readonly string[]): Promise<Travel>;
  /** Minutes between all places, waited for; what the router does not answer is estimated. */
  table(rule: RuleOf<'travel'>, points: readonly Point[], vehicle: Vehicle): Promise<TravelTable>;
}

/** Rows by from, columns by to. */
export interface TravelTable {
  readonly minutes: readonly (readonly number[])[];
  readonly estimated: boolean;
}

/** Along the streets, or on the line at one speed where the district has no streets of its own. */
export function travelBy(routing: Routing): TravelTimes {
  const streets = streetTravel(routing);
  return {
    over: (rule, points, vehicles) =>
      rule.by === 'line' ? Promise.resolve(lineTravel(rule.metresPerMinute, points)) : streets(points, vehicles),
    async table(rule, points, vehicle) {
      if (rule.by === 'streets') return streetTable(routing, points, vehicle);
      const { minutes } = lineTravel(rule.metresPerMinute, points);
      return {
        minutes: points.map((_, from) => points.map((_, to) => minutes(from, to, vehicle))),
        estimated: false,
      };
    },
  };
}

/** A table is asked for in squares of so many places a side; OSRM refuses more than 100. */
const SIDE = 80;

async function streetTable(routing: Routing, points: readonly Point[], vehicle: Vehicle): Promise<TravelTable> {
  const { mode, faster } = VEHICLES[vehicle];
  const minutes: number[][] = points.map(() => []);
  let estimated = false;
  for (const from of parts(points)) {
    for (const to of parts(points)) {
      const rows = await routing.table(from.points, to.points, mode);
      rows.forEach((row, i) =>
        row.forEach((way, j) => {
          const line = minutes[from.at + i];
          if (line) line[to.at + j] = from.at + i === to.at + j ? 0 : way.seconds / 60 / faster;
          estimated ||= way.estimated && from.at + i !== to.at + j;
        }),
      );
    }
  }
  return { minutes, estimated };
}

const parts = (points: readonly Point[]) =>
  Array.from({ length: Math.ceil(points.length / SIDE) }, (_, n) => ({
    at: n * SIDE,
    points: points.slice(n * SIDE, (n + 1) * SIDE),
  }));

/** The slowest of some vehicles: what is planned for it, the others can do as well. */
export function slowestOf(vehicles: readonly Vehicle[]): Vehicle {
  const bySpeed: readonly Vehicle[] = ['foot', 'bicycle', 'ebike', 'car'];
  return bySpeed.find((vehicle) => vehicles.includes(vehicle)) ?? 'foot';
}

/** Minutes that stand in for a way along streets. */
function estimateMinutes(from: Point, to: Point, vehicle: string): number {
  const { mode, faster } = vehicleOf(vehicle);
  return estimatedTravel(from, to, mode).seconds / 60 / faster;
}

/** Straight lines at one speed, in whole minutes. */
const lineTravel = (metresPerMinute: number, points: readonly Point[]): Travel => ({
  estimated: false,
  minutes: (from, to) => {
    const [a, b] = [points[from], points[to]];
    // Rounded to decimetres first: a place in degrees is not exact to the last bit, and the ceiling would show it.
    return a && b ? Math.ceil(Math.round(distanceM(a, b) * 10) / 10 / metresPerMinute) : Number.POSITIVE_INFINITY;
  },
});

/**
 * Travel along streets. Pairs are asked of the routing service once and kept; what it has not answered within the round's
 * patience is estimated now and known the next time.
 */
function streetTravel(routing: Routing): (points: readonly Point[], vehicles: readonly string[]) => Promise<Travel> {
  const known = new Map<string, number>();

  async function learn(vehicle: string, from: Point, to: readonly Point[]): Promise<void> {
    const { mode, faster } = vehicleOf(vehicle);
    const [row] = await routing.table([from], to, mode);
    to.forEach((point, i) => {
      const way = row?.[i];
      if (way && !way.estimated) known.set(pair(vehicle, from, point), way.seconds / 60 / faster);
    });
    for (const key of known.keys()) {
      if (known.size <= KEPT_PAIRS) break;
      known.delete(key);
    }
  }

  return async (points, vehicles) => {
    const asked = vehicles.flatMap((vehicle) =>
      points.flatMap((from) => {
        const unknown = points.filter((to) => to !== from && !known.has(pair(vehicle, from, to)));
        const near = unknown.toSorted((a, b) => distanceM(from, a) - distanceM(from, b)).slice(0, NEAREST);
        return near.length > 0 ? [() => learn(vehicle, from, near)] : [];
      }),
    );
    const answered = Promise.allSettled(asked.map((ask) => ask()));
    await Promise.race([answered, patience()]);
    let estimated = false;
    return {
      get estimated() {
        return estimated;
      },
      minutes(from, to, vehicle) {
        const [a, b] = [points[from], points[to]];
        if (!a || !b) return Number.POSITIVE_INFINITY;
        if (a === b) return 0;
        const minutes = known.get(pair(vehicle, a, b));
        if (minutes !== undefined) return minutes;
        estimated = true;
        return estimateMinutes(a, b, vehicle);
      },
    };
  };
}

const patience = () => new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref());
const pair = (vehicle: string, from: Point, to: Point): string =>
  `${vehicle} ${from.lon.toFixed(5)},${from.lat.toFixed(5)} ${to.lon.toFixed(5)},${to.lat.toFixed(5)}`;
