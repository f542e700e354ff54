import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { SetupError } from '../setup-error.ts';

/** One day of meal orders as the instance's files have it (public format of the Meal Delivery Routing Problem). */
export interface Day {
  readonly name: string;
  readonly metresPerMinute: number;
  /** Minutes from arriving to the pickup, and from it to leaving: each half of the service; the same at the door. */
  readonly pickupHalf: number;
  readonly doorHalf: number;
  readonly couriers: readonly DayCourier[];
  readonly restaurants: ReadonlyMap<string, Spot>;
  /** By placement. */
  readonly orders: readonly DayOrder[];
}

/** Whole metres on a plane. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Minutes of the day, as all times here. */
export interface DayCourier extends Spot {
  readonly id: string;
  readonly on: number;
  readonly off: number;
}

export interface DayOrder extends Spot {
  readonly id: string;
  readonly restaurant: string;
  readonly placed: number;
  readonly ready: number;
}

const FILES = {
  parameters: 'instance_parameters.txt',
  restaurants: 'restaurants.txt',
  couriers: 'couriers.txt',
  orders: 'orders.txt',
} as const;

/** @throws SetupError INSTANCE_UNREADABLE for a file that is missing, a cell that is no number, a restaurant unknown */
export async function readDay(folder: string): Promise<Day> {
  const [parameters, restaurants, couriers, orders] = await Promise.all([
    rows(folder, FILES.parameters),
    rows(folder, FILES.restaurants),
    rows(folder, FILES.couriers),
    rows(folder, FILES.orders),
  ]);
  const [values] = parameters;
  if (!values) throw unreadable(folder, FILES.parameters, 'has no row');
  const kitchens = new Map(restaurants.map((row) => [row.text(0), { x: row.number(1), y: row.number(2) }]));
  const day: Day = {
    name: basename(folder),
    metresPerMinute: values.number(0),
    pickupHalf: values.number(1) / 2,
    doorHalf: values.number(2) / 2,
    restaurants: kitchens,
    couriers: couriers.map((row) => ({
      id: row.text(0),
      x: row.number(1),
      y: row.number(2),
      on: row.number(3),
      off: row.number(4),
    })),
    orders: orders
      .map((row) => ({
        id: row.text(0),
        x: row.number(1),
        y: row.number(2),
        placed: row.number(3),
        restaurant: row.text(4),
        ready: row.number(5),
      }))
      .toSorted((a, b) => a.placed - b.placed),
  };
  if (day.orders.length === 0) throw unreadable(folder, FILES.orders, 'has no orders');
  for (const { id, restaurant } of day.orders) {
    if (!kitchens.has(restaurant)) throw unreadable(folder, FILES.orders, `${id} is of an unknown restaurant`);
  }
  return day;
}

interface Row {
  text(column: number): string;
  number(column: number): number;
}

/** The rows of a file below its header; cells stand between tabs. */
async function rows(folder: string, file: string): Promise<Row[]> {
  const content = await readFile(join(folder, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw unreadable(folder, file, error.code === 'ENOENT' ? 'is missing' : error.message);
  });
  return content
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line, n) => {
      const cells = line.split('\t').map((cell) => cell.trim());
      const at = (column: number) => {
        const cell = cells[column];
        if (!cell) throw unreadable(folder, file, `lacks column ${column + 1} in row ${n + 1}`);
        return cell;
      };
      return {
        text: at,
        number(column) {
          const value = Number(at(column));
          if (!Number.isFinite(value)) throw unreadable(folder, file, `has no number in row ${n + 1}: ${at(column)}`);
          return value;
        },
      };
    });
}

const unreadable = (folder: string, file: string, why: string) =>
  new SetupError({ code: 'INSTANCE_UNREADABLE', file: join(folder, file), why });

/** Whole minutes between two places, as the instances count them: by the straight line, a begun minute is a minute. */
export const minutesBetween = ({ metresPerMinute }: Pick<Day, 'metresPerMinute'>, from: Spot, to: Spot): number =>
  // Math.hypot differs in the last bit on rare pairs, and so by a minute.
  Math.ceil(Math.sqrt((from.x - to.x) ** 2 + (from.y - to.y) ** 2) / metresPerMinute);
