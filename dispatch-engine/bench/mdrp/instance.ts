import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** One day of the Meal Delivery Routing Problem (Reyes et al. 2018; files of mdrplib). Minutes and metres. */
export interface Day {
  readonly name: string;
  readonly speed: number;
  /** Minutes from arriving to the event, and from the event to leaving: half of the service each. */
  readonly pickupHalf: number;
  readonly dropHalf: number;
  /** Longest click-to-door. */
  readonly longest: number;
  readonly payPerOrder: number;
  readonly payPerHour: number;
  readonly couriers: readonly Courier[];
  readonly restaurants: ReadonlyMap<string, Where>;
  /** By placement, equal ones as in the file. */
  readonly orders: readonly Order[];
}

export interface Where {
  readonly x: number;
  readonly y: number;
}

export interface Courier extends Where {
  readonly id: string;
  readonly on: number;
  readonly off: number;
}

export interface Order extends Where {
  readonly id: string;
  readonly placed: number;
  readonly restaurant: string;
  readonly ready: number;
}

/** @throws Error when a file is missing, a number is none or a restaurant is unknown */
export function readDay(folder: string): Day {
  const [parameters] = rows(folder, 'instance_parameters.txt', 7);
  const [speed, pickup, drop, , longest, payPerOrder, payPerHour] = (parameters ?? []).map(Number);
  const restaurants = new Map(
    rows(folder, 'restaurants.txt', 3).map(([id, x, y]) => [text(id), { x: number(x), y: number(y) }]),
  );
  const couriers = rows(folder, 'couriers.txt', 5).map(([id, x, y, on, off]) => ({
    id: text(id),
    x: number(x),
    y: number(y),
    on: number(on),
    off: number(off),
  }));
  const orders = rows(folder, 'orders.txt', 6).map(([id, x, y, placed, restaurant, ready]) => {
    if (!restaurants.has(text(restaurant))) throw new Error(`${folder}: order ${id} of an unknown restaurant`);
    return {
      id: text(id),
      x: number(x),
      y: number(y),
      placed: number(placed),
      restaurant: text(restaurant),
      ready: number(ready),
    };
  });
  return {
    name: basename(folder),
    speed: number(speed),
    pickupHalf: number(pickup) / 2,
    dropHalf: number(drop) / 2,
    longest: number(longest),
    payPerOrder: number(payPerOrder),
    payPerHour: number(payPerHour),
    couriers,
    restaurants,
    orders: orders.toSorted((a, b) => a.placed - b.placed),
  };
}

/** Not `Math.hypot`, which differs in the last bit on rare pairs and so by a minute. */
export const travelMinutes = (from: Where, to: Where, speed: number): number =>
  Math.ceil(Math.sqrt((from.x - to.x) ** 2 + (from.y - to.y) ** 2) / speed);

export function restaurantOf(day: Day, order: Order): Where {
  const found = day.restaurants.get(order.restaurant);
  if (!found) throw new Error(`no restaurant ${order.restaurant}`);
  return found;
}

function rows(folder: string, file: string, columns: number): string[][] {
  const [, ...lines] = readFileSync(join(folder, file), 'utf8').trim().split(/\r?\n/);
  return lines.map((line, i) => {
    const cells = line.trim().split(/\s+/);
    if (cells.length < columns) throw new Error(`${folder}/${file}: row ${i + 1} is too short`);
    return cells;
  });
}

const text = (cell: string | undefined): string => cell ?? '';

function number(cell: string | number | undefined): number {
  const value = Number(cell);
  if (cell === undefined || !Number.isFinite(value)) throw new Error(`${cell} is not a number`);
  return value;
}
