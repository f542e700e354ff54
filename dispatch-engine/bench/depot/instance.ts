import { basename } from 'node:path';
import type { RouteProblem } from '../../src/route/index.ts';

/** An instance of one depot in the plane: Solomon's with time windows, Li and Lim's with pickups and deliveries too. */
export interface DepotInstance {
  readonly name: string;
  readonly vehicles: number;
  readonly capacity: number;
  /** Row 0 is the depot. */
  readonly rows: readonly DepotRow[];
}

export interface DepotRow {
  readonly x: number;
  readonly y: number;
  /** Negative at a delivery of a pair. */
  readonly demand: number;
  readonly open: number;
  readonly close: number;
  readonly service: number;
  /** Row of the delivery that belongs to this pickup; 0 when there is none. */
  readonly delivery: number;
}

/** Reads both formats: a line of vehicles and capacity, then a line a row; words and empty lines are passed over. */
export function parseDepot(path: string, text: string): DepotInstance {
  const lines = text.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  const numbers = lines.filter((line) => line.length > 1 && line.every(Number.isFinite));
  const [[vehicles = 0, capacity = 0] = [], ...rows] = numbers;
  return {
    name: basename(path).replace(/\.[^.]*$/, ''),
    vehicles,
    capacity,
    rows: rows.map(([, x = 0, y = 0, demand = 0, open = 0, close = 0, service = 0, , delivery = 0]) => {
      return { x, y, demand, open, close, service, delivery };
    }),
  };
}

/** The instance as the product's own problem. @param fixedCost what one more vehicle costs, in units of distance */
export function depotProblem({ vehicles, capacity, rows }: DepotInstance, fixedCost: number): RouteProblem {
  const distance = rows.map((a) => Float64Array.from(rows, (b) => Math.hypot(a.x - b.x, a.y - b.y)));
  const shift = { from: rows[0]?.open ?? 0, to: rows[0]?.close ?? 0 };
  return {
    travel: { minutes: distance, distance },
    weights: { distance: 1, tardiness: 0, greatestTardiness: 0 },
    workers: Array.from({ length: vehicles }, (_, index) => {
      return { id: `v${index + 1}`, start: 0, end: 0, shift, capacity, skills: [], breaks: [], fixedCost };
    }),
    visits: rows.slice(1).map(({ demand, open, close, service }, index) => ({
      id: String(index + 1),
      place: index + 1,
      window: { from: open, to: close, late: 'never' },
      minutes: service,
      load: Math.abs(demand),
      skills: [],
      pinnedTo: null,
      forbidden: [],
      preferences: [],
      promised: null,
      price: null,
    })),
    links: rows.flatMap(({ delivery }, row) =>
      delivery > 0
        ? [{ kind: 'delivery' as const, pickup: String(row), delivery: String(delivery), maxAge: Infinity }]
        : [],
    ),
  };
}
