import { describe, expect, test } from '@jest/globals';
import { decide } from '../../src/index.ts';
import { check } from './check.ts';
import { runDay } from './clock.ts';
import { madeDay } from './made-day.ts';
import type { Solution } from './solution.ts';

const day = madeDay(7, 40);
const valid = runDay(day, decide);

const late = 1000;
const [first] = valid.assignments;
const [delivery] = valid.deliveries;
const bundle = valid.assignments.findIndex(({ courier }) => courier === first?.courier);

/** A copy of the solution with one row changed. */
const assignment = (i: number, change: object): Solution => ({
  ...valid,
  assignments: valid.assignments.map((row, k) => (k === i ? { ...row, ...change } : row)),
});
const delivered = (i: number, change: object): Solution => ({
  ...valid,
  deliveries: valid.deliveries.map((row, k) => (k === i ? { ...row, ...change } : row)),
});
const leg = (i: number, change: object): Solution => ({
  ...valid,
  legs: valid.legs.map((row, k) => (k === i ? { ...row, ...change } : row)),
});
const stranger = day.orders.find(({ id, restaurant }) => {
  const own = day.orders.find((order) => order.id === first?.orders[0]);
  return id !== own?.id && restaurant !== own?.restaurant;
});

const BROKEN: readonly [string, Solution][] = [
  ['an order assigned before it was placed (clairvoyance)', assignment(0, { assigned: (delivery?.placed ?? 0) - 1 })],
  ['a courier sent out before she was told', leg(0, { leave: (valid.legs[0]?.leave ?? 0) - 5 })],
  ['a pickup without the service before it', assignment(0, { pickup: (first?.pickup ?? 0) - 1 })],
  ['a drop without the service before it', delivered(0, { drop: (delivery?.drop ?? 0) - 1 })],
  ['a bundle of two restaurants', assignment(0, { orders: [...(first?.orders ?? []), stranger?.id ?? ''] })],
  ['an order assigned twice', { ...valid, assignments: [...valid.assignments, ...valid.assignments.slice(0, 1)] }],
  ['an order delivered twice', { ...valid, deliveries: [...valid.deliveries, ...valid.deliveries.slice(0, 1)] }],
  ['a leg from where the courier is not (prepositioning)', leg(valid.legs.length - 1, { from: 'r1' })],
  ['a leg that nobody asked for', { ...valid, legs: [...valid.legs, ...valid.legs.slice(-1)] }],
  ['a pickup after the shift', assignment(bundle, { pickup: late })],
  ['a drop after the longest click-to-door', delivered(0, { drop: (delivery?.placed ?? 0) + 91 })],
  ['a courier in two places', assignment(0, { courier: day.couriers.find(({ id }) => id !== first?.courier)?.id })],
  ['a delivery that was never assigned', { ...valid, assignments: valid.assignments.slice(1) }],
];

describe('the checker of the MDRP', () => {
  test('passes what the engine does', () => {
    expect(valid.deliveries.length).toBeGreaterThan(30);
    expect(check(day, valid)).toEqual([]);
  });

  test.each(BROKEN)('refuses %s', (_, broken) => {
    expect(check(day, broken)).not.toEqual([]);
  });
});
