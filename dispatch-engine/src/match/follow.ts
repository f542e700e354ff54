import type { Board, Minute, Place } from '../problem/index.ts';
import { real, whole } from '../problem/cells.ts';
import type { Works } from './works.ts';

/** Where `follow` leaves what a run comes to: free again at a minute and place, when to leave, minutes late. */
export const OUT_AT = 0;
export const OUT_PLACE = 1;
export const OUT_LEAVE = 2;
export const OUT_LATENESS = 3;
/** How many walks there have been: what a search may spend is counted in them, for it has no clock. */
export const OUT_WALKS = 4;

/**
 * Cost of the run of `n` jobs in `works.scratch` for a worker who is free at a place and minute, Infinity when a hard limit
 * breaks. The same as `walk` with `walkCost`, in numbers alone; a property of the tests holds the two together.
 * @param detour most minutes that a job may lose to the others of the run
 */
export function follow(
  board: Board,
  works: Works,
  number: number,
  n: number,
  place: Place,
  at: Minute,
  detour: number,
): number {
  const cost = straight(board, works, number, n, place, at, detour);
  const pause = real(board.fleet.pauseFrom, number);
  if (pause === Infinity || cost === Infinity || real(works.out, OUT_AT) <= pause) return cost;
  const end = real(board.fleet.pauseTo, number);
  if (real(works.out, OUT_LEAVE) >= end) return cost;
  return straight(board, works, number, n, place, Math.max(at, end), detour);
}

function straight(
  board: Board,
  works: Works,
  number: number,
  n: number,
  from: Place,
  start: Minute,
  detour: number,
): number {
  const { scratch, kitchen, out, ready } = works;
  const { travel: ways, rules, fleet } = board;
  const vehicle = board.workers[number]?.vehicle ?? '';
  out[OUT_WALKS] = real(out, OUT_WALKS) + 1;
  const shiftTo = real(fleet.shiftTo, number);
  let at = start;
  let place = from;
  let travel = 0;
  let waiting = 0;
  let firstWait = -1;
  let lateness = 0;
  let foodAge = 0;
  let load = 0;
  for (let i = 0; i < n; i++) {
    const job = whole(scratch, i);
    load += real(works.load, job);
    const here = whole(kitchen, job);
    if (here < 0 || visited(works, i, here)) continue;
    const way = ways.minutes(place, here, vehicle);
    if (!(way >= 0)) return Infinity;
    const begin = at + way + real(works.kitchenBefore, job);
    let moment = begin;
    for (let k = i; k < n; k++) {
      const other = whole(scratch, k);
      if (whole(kitchen, other) === here && real(ready, other) > moment) moment = real(ready, other);
    }
    if (!(moment <= shiftTo)) return Infinity;
    travel += way;
    waiting += moment - begin;
    if (firstWait < 0) firstWait = moment - begin;
    place = here;
    at = moment + real(works.kitchenAfter, job);
  }
  if (load > real(fleet.capacity, number)) return Infinity;
  for (let i = 0; i < n; i++) {
    const job = whole(scratch, i);
    const here = whole(works.door, job);
    const way = ways.minutes(place, here, vehicle);
    if (!(way >= 0)) return Infinity;
    const begin = at + way + real(works.doorBefore, job);
    const moment = Math.max(begin, real(works.from, job));
    const picked = whole(kitchen, job) >= 0;
    if (!(moment <= real(works.latest, job)) || (!picked && moment > shiftTo)) return Infinity;
    if (detour < Infinity && moment - doorAlone(board, works, vehicle, job, from, start) > detour) return Infinity;
    travel += way;
    waiting += moment - begin;
    if (firstWait < 0) firstWait = moment - begin;
    const late = moment - real(works.to, job);
    if (late > 0) lateness += late;
    if (picked) {
      const age = moment - real(ready, job);
      if (age > rules.bundle.age) return Infinity;
      foodAge += age;
    }
    place = here;
    at = moment + real(works.doorAfter, job);
  }
  const overrun = Math.max(0, at - shiftTo);
  if (overrun > rules.overrun) return Infinity;
  const thenAt = real(fleet.thenAt, number);
  if (thenAt < Infinity && !(at + ways.minutes(place, whole(fleet.thenPlace, number), vehicle) <= thenAt))
    return Infinity;
  out[OUT_AT] = at;
  out[OUT_PLACE] = place;
  out[OUT_LEAVE] = start + firstWait;
  out[OUT_LATENESS] = lateness;
  const { weights } = rules;
  return (
    weights.travel * travel +
    weights.waiting * (waiting - firstWait) +
    weights.lateness * lateness +
    weights.foodAge * foodAge +
    weights.overrun * overrun
  );
}

/** Whether a job before the i-th of the run has the same kitchen. */
function visited({ scratch, kitchen }: Works, i: number, here: Place): boolean {
  for (let k = 0; k < i; k++) if (whole(kitchen, whole(scratch, k)) === here) return true;
  return false;
}

/** The minute of the event at the door of a job with a pickup that has a run of its own. */
function doorAlone(board: Board, works: Works, vehicle: string, job: number, from: Place, start: Minute): Minute {
  const { minutes } = board.travel;
  const here = whole(works.kitchen, job);
  const arrived = start + minutes(from, here, vehicle) + real(works.kitchenBefore, job);
  const left = Math.max(arrived, real(works.ready, job)) + real(works.kitchenAfter, job);
  const begin = left + minutes(here, whole(works.door, job), vehicle) + real(works.doorBefore, job);
  return Math.max(begin, real(works.from, job));
}
