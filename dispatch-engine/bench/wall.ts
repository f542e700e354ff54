import { wallMs, type Time } from './wide/order.ts';

/** What ending a search, gathering the threads' plans and writing a solution may take. */
const ENDING_MS = 40;

/** The first instance's time begins with the process, so that loading counts, but it keeps this share to search. */
const LEFT_TO_FIRST = 0.5;

let begun = false;

/** Begins an instance's wall time. @returns the seconds since then, and the time that is left for a search */
export function wallTime(seconds: number): { elapsed: () => number; time: Time } {
  const now = wallMs();
  const budget = seconds * 1000 - ENDING_MS;
  const from = begun ? now : Math.max(performance.timeOrigin, now - (1 - LEFT_TO_FIRST) * budget);
  begun = true;
  return { elapsed: () => (wallMs() - from) / 1000, time: { from, budget } };
}
