import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What was told to whom and when: one row a bundle, its orders in the sequence of their doors. */
export interface Assignment {
  readonly assigned: number;
  readonly pickup: number;
  readonly courier: string;
  readonly orders: readonly string[];
}

export interface Delivery {
  readonly order: string;
  readonly placed: number;
  readonly ready: number;
  readonly pickup: number;
  readonly drop: number;
  readonly courier: string;
}

/** One leg of a courier; the first begins at `0`, her start. */
export interface Leg {
  readonly courier: string;
  readonly leave: number;
  readonly from: string;
  readonly to: string;
}

export interface Solution {
  readonly assignments: readonly Assignment[];
  readonly deliveries: readonly Delivery[];
  readonly legs: readonly Leg[];
}

const FILES = {
  assignments: ['solution_info_assignments.txt', 'assign_time pickup_time courier orders'],
  deliveries: ['solution_info_orders.txt', 'order placement_time ready_time pickup_time dropoff_time courier'],
  legs: ['solution_info_couriers.txt', 'courier departure_time origin destination'],
} as const;

export function writeSolution(folder: string, { assignments, deliveries, legs }: Solution): void {
  mkdirSync(folder, { recursive: true });
  const write = ([file, header]: readonly [string, string], rows: readonly (readonly (string | number)[])[]) =>
    writeFileSync(join(folder, file), [header, ...rows.map((row) => row.join(' ')), ''].join('\n'));
  write(
    FILES.assignments,
    assignments.map(({ assigned, pickup, courier, orders }) => [assigned, pickup, courier, ...orders]),
  );
  write(
    FILES.deliveries,
    deliveries.map(({ order, placed, ready, pickup, drop, courier }) => [order, placed, ready, pickup, drop, courier]),
  );
  write(
    FILES.legs,
    legs.map(({ courier, leave, from, to }) => [courier, leave, from, to]),
  );
}

export function readSolution(folder: string): Solution {
  const read = ([file]: readonly [string, string]) =>
    readFileSync(join(folder, file), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/));
  return {
    assignments: read(FILES.assignments).map(([assigned, pickup, courier = '', ...orders]) => ({
      assigned: Number(assigned),
      pickup: Number(pickup),
      courier,
      orders,
    })),
    deliveries: read(FILES.deliveries).map(([order = '', placed, ready, pickup, drop, courier = '']) => ({
      order,
      placed: Number(placed),
      ready: Number(ready),
      pickup: Number(pickup),
      drop: Number(drop),
      courier,
    })),
    legs: read(FILES.legs).map(([courier = '', leave, from = '', to = '']) => ({
      courier,
      leave: Number(leave),
      from,
      to,
    })),
  };
}
