import { describe, expect, test } from '@jest/globals';
import { job, snapshot, worker } from '../problem/examples.ts';
import { boardOf, DEFAULT_RULES, type Weights, type Worker } from '../problem/index.ts';
import { chanceOfAcceptance, continuity, costParts, dispositionCost, walkCost } from './cost.ts';

const NONE = Object.fromEntries(Object.keys(DEFAULT_RULES.weights).map((name) => [name, 0]));
const weighing = (weights: Partial<Weights>, workers: Worker[] = [], now = 0) =>
  boardOf(
    snapshot({ now, workers, rules: { ...DEFAULT_RULES, weights: { ...DEFAULT_RULES.weights, ...NONE, ...weights } } }),
  );
const walked = {
  place: 0,
  at: 0,
  leave: 0,
  travel: 2,
  waiting: 3,
  lateness: 5,
  foodAge: 7,
  overrun: 11,
};
const today = (minutes: number, income: number, guaranteed = 0) => ({ today: { minutes, income, guaranteed } });

describe('the chance of acceptance', () => {
  test.each([
    [0, 0, 4 / 5],
    [5, 0, 9 / 10],
    [0, 5, 4 / 10],
    [2, 3, 6 / 10],
  ])('after %i yes and %i no', (accepted, rejected, chance) => {
    expect(chanceOfAcceptance(weighing({}), worker('w', 0, { history: { accepted, rejected } }))).toBeCloseTo(
      chance,
      12,
    );
  });
});

describe('a walk', () => {
  test.each<[keyof Weights, number]>([
    ['travel', 2],
    ['waiting', 3],
    ['lateness', 5],
    ['foodAge', 7],
    ['overrun', 11],
  ])('costs its minutes of %s', (weight, minutes) => {
    const board = weighing({ [weight]: 10 });
    expect(walkCost(board, walked)).toBe(10 * minutes);
    const parts = costParts(board, worker('w', 0), [job('a', 1)], walked);
    expect(parts).toMatchObject({ [weight]: 10 * minutes, total: 10 * minutes });
  });

  test('costs all together', () => {
    const board = weighing({
      travel: 1,
      waiting: 1,
      lateness: 1,
      foodAge: 1,
      overrun: 1,
      continuity: 4,
      rejection: 10,
    });
    expect(walkCost(board, walked)).toBe(28);
    const known = [job('a', 1, { elder: { id: 'e', knows: ['w'], blocks: [] } }), job('b', 1)];
    const { total, continuity: taken, rejection } = costParts(board, worker('w', 0), known, walked);
    expect([taken, rejection]).toEqual([-4, expect.closeTo(4, 12)]); // a fifth of ten, twice
    expect(total).toBeCloseTo(28, 12);
  });
});

test('who is known to the elder is cheaper, by her person', () => {
  const known = job('a', 1, { elder: { id: 'e', knows: ['w'], blocks: [] } });
  const board = weighing({ continuity: 8 });
  expect(continuity(board, worker('gap', 0, { person: 'w' }), known)).toBe(-8);
  expect(continuity(board, worker('w', 0, { person: 'x' }), known)).toBe(0);
});

describe('fairness', () => {
  const busy = worker('busy', 0, today(100, 50));
  const idle = worker('idle', 0, today(20, 10));
  const of = (weights: Partial<Weights>, who: Worker, others: Worker[] = [busy, idle], now = 0) =>
    dispositionCost(weighing({ mostFairness: 100, ...weights }, others, now), who);

  test('takes off for hours that are lacking, and adds for too many', () => {
    expect(of({ hoursDeficit: 0.5 }, idle)).toBe(-20);
    expect(of({ hoursDeficit: 0.5 }, busy)).toBe(20);
  });

  test('the same for income', () => {
    expect(of({ incomeDeficit: 2 }, idle)).toBe(-40);
    expect(of({ incomeDeficit: 2 }, busy)).toBe(40);
  });

  test('together no more than the most', () => {
    expect(of({ hoursDeficit: 0.5, incomeDeficit: 2, mostFairness: 7 }, idle)).toBe(-7);
    expect(of({ hoursDeficit: 0.5, incomeDeficit: 2, mostFairness: 7 }, busy)).toBe(7);
    expect(of({ hoursDeficit: 0.5, incomeDeficit: 2 }, idle)).toBe(-60);
  });

  test('peers are of one kind', () => {
    const volunteer = worker('v', 0, { kind: 'volunteer', ...today(900, 0) });
    expect(of({ hoursDeficit: 0.5 }, idle, [busy, idle, volunteer])).toBe(-20);
  });

  test.each([
    ['before the shift', 0, 20],
    ['at its beginning', 100, 20],
    ['half way', 150, -80],
    ['at its end', 200, -180],
    ['after it', 300, -180],
  ])('a guarantee is due by its share of the shift, %s', (_, now, cost) => {
    const paid = worker('p', 0, { shift: { from: 100, to: 200 }, ...today(0, 10, 100) });
    expect(of({ incomeDeficit: 2, mostFairness: 1000 }, paid, [busy, paid], now)).toBe(cost);
  });

  test('a shift of no length is over at once', () => {
    const paid = worker('p', 0, { shift: { from: 100, to: 100 }, ...today(0, 0, 100) });
    expect(of({ incomeDeficit: 1, mostFairness: 1000 }, paid, [paid], 101)).toBe(-100);
  });
});
