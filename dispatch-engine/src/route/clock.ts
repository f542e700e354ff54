import { real } from '../problem/cells.ts';

/**
 * When a worker arrives who leaves at `leave` for a way of `minutes`: the part of the way that would fall into a break is
 * gone after it.
 * @param breaks from, to, from, to …, in order
 */
export function arrival(breaks: Float64Array, leave: number, minutes: number): number {
  let time = leave;
  let way = minutes;
  for (let i = 0; i < breaks.length; i += 2) {
    const from = real(breaks, i);
    const to = real(breaks, i + 1);
    if (time + way <= from) break;
    if (time >= to) continue;
    way -= Math.max(0, from - time);
    time = to;
  }
  return time + way;
}

/** The first moment from `time` on at which a service of `minutes` ends before the next break. */
export function clear(breaks: Float64Array, time: number, minutes: number): number {
  let start = time;
  for (let i = 0; i < breaks.length; i += 2) {
    if (start + minutes <= real(breaks, i)) break;
    start = Math.max(start, real(breaks, i + 1));
  }
  return start;
}
