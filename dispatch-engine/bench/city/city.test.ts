import { expect, test } from '@jest/globals';
import { batchOf, exactCost, fullMatrix, planCost } from './batch.ts';
import { runTown } from './day.ts';
import { gini } from './gini.ts';
import { townOf } from './town.ts';

test('a day of a small town comes out the same again, and its work is done', () => {
  const run = () => runTown(townOf(60, 240, 5), 5);
  const { took, ...day } = run();
  expect(day.waits.length + day.lost).toBe(240);
  expect(day.waits.length).toBeGreaterThan(200);
  expect(took.length).toBeGreaterThanOrEqual(240);
  const { took: tookAgain, ...again } = run();
  expect(again).toEqual(day);
  expect(tookAgain.length).toBe(took.length);
});

test('another seed makes another town', () => {
  expect(townOf(5, 5, 1).places).not.toEqual(townOf(5, 5, 2).places);
});

test('a plan over candidates is within half a per cent of exact over the full matrix, or cheaper', () => {
  const batch = batchOf(150, 3);
  const everybody = fullMatrix(batch);
  expect(exactCost(everybody)).toBeLessThanOrEqual(exactCost(batch));
  expect(planCost(batch)).toBeLessThanOrEqual(1.005 * exactCost(everybody));
});

test.each([
  [[1, 1, 1, 1], 0],
  [[0, 0, 0, 1], 0.75],
  [[1, 2, 3], 2 / 9],
  [[0, 0], 0],
  [[], 0],
])('the Gini of %j is %d', (values, expected) => {
  expect(gini(values)).toBeCloseTo(expected, 12);
});
