import { performance } from 'node:perf_hooks';
import type { RoutePlan, RouteProblem } from '../../src/index.ts';

/** When a search began and how long it may take, in milliseconds of the clock that all threads share. */
export interface Time {
  readonly from: number;
  readonly budget: number;
}

export interface Order {
  readonly problem: RouteProblem;
  readonly seed: number;
  readonly time: Time;
}

export interface Planned {
  readonly plan: RoutePlan;
  readonly iterations: number;
}

/** Milliseconds since 1970, finer than a millisecond. */
export const wallMs = (): number => performance.timeOrigin + performance.now();

/** The share of a time that is spent. */
export const spentOf = ({ from, budget }: Time): number => (wallMs() - from) / budget;

/** The time that ends when so large a share of what is left of `time` is spent. */
export const partOf = ({ from, budget }: Time, share: number): Time => {
  const spent = wallMs() - from;
  return { from, budget: spent + share * (budget - spent) };
};
