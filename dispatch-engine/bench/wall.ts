import { performance } from 'node:perf_hooks';
import type { Spent } from '../src/index.ts';

/** What writing a solution may take. */
const WRITING_MS = 25;

/** The first instance's time begins with the process, so that loading counts, but it keeps this share to search. */
const LEFT_TO_FIRST = 0.5;

let begun = false;

/** Begins an instance's wall time. @returns the seconds since then, and the share of `seconds` that is spent */
export function wallTime(seconds: number): { elapsed: () => number; spent: Spent } {
  const now = performance.now();
  const budget = seconds * 1000 - WRITING_MS;
  const from = begun ? now : Math.max(0, now - (1 - LEFT_TO_FIRST) * budget);
  begun = true;
  return {
    elapsed: () => (performance.now() - from) / 1000,
    spent: () => (performance.now() - from) / budget,
  };
}
