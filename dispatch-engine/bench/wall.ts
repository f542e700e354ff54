import { performance } from 'node:perf_hooks';
import type { Spent } from '../src/index.ts';

/** What writing a solution may take. */
const WRITING_MS = 25;

/** The first instance's time begins with the process, so that loading counts; each later one's when it is read. */
let begun = false;

/** Begins an instance's wall time. @returns the seconds since then, and the share of `seconds` that is spent */
export function wallTime(seconds: number): { elapsed: () => number; spent: Spent } {
  const from = begun ? performance.now() : 0;
  begun = true;
  const budget = seconds * 1000 - WRITING_MS;
  return {
    elapsed: () => (performance.now() - from) / 1000,
    spent: () => (performance.now() - from) / budget,
  };
}
