import { minutes, spot, type Board, type Job, type Place } from '../problem/index.ts';
import type { OpenSeat } from './eligibility.ts';

/** Up to so many stops every order is tried. */
export const EXACT_STOPS = 5;

/**
 * The doors of a booked run in the order of the shortest way from the kitchen: exact up to five doors, nearest next for more.
 * Equally good ones by hour and place, twins by id. A plan from `route` brings its own order.
 */
export function orderOfDoors(board: Board, seats: readonly OpenSeat[]): readonly OpenSeat[] {
  const ranked = seats
    .map((open) => ({ open, rank: rankOf(board, open.job) }))
    .toSorted((a, b) => compare(a.rank, b.rank) || (a.open.job.id < b.open.job.id ? -1 : 1))
    .map(({ open }) => open);
  const kitchen = ranked[0]?.job.pickup?.place ?? ranked[0]?.job.door.place ?? 0;
  return ranked.length <= EXACT_STOPS ? shortest(board, kitchen, ranked) : nearestNext(board, kitchen, ranked);
}

function shortest(board: Board, kitchen: Place, ranked: readonly OpenSeat[]): readonly OpenSeat[] {
  let best = ranked;
  let least = Infinity;
  for (const order of ordersOf(ranked)) {
    let way = 0;
    let place = kitchen;
    for (const { job } of order) {
      way += minutes(board, place, job.door.place, '');
      place = job.door.place;
    }
    if (way < least) [best, least] = [order, way];
  }
  return best;
}

function nearestNext(board: Board, kitchen: Place, ranked: readonly OpenSeat[]): readonly OpenSeat[] {
  const rest = [...ranked];
  const ordered: OpenSeat[] = [];
  let place = kitchen;
  while (rest.length > 0) {
    let nearest = 0;
    let least = Infinity;
    rest.forEach(({ job }, i) => {
      const way = minutes(board, place, job.door.place, '');
      if (way < least) [nearest, least] = [i, way];
    });
    const [next] = rest.splice(nearest, 1);
    if (!next) break;
    ordered.push(next);
    place = next.job.door.place;
  }
  return ordered;
}

/** Every order of a list, the given one first. */
export function* ordersOf<T>(list: readonly T[]): Generator<readonly T[]> {
  if (list.length < 2) yield list;
  else
    for (const [i, first] of list.entries()) for (const rest of ordersOf(list.toSpliced(i, 1))) yield [first, ...rest];
}

function rankOf(board: Board, { ready, pickup, door, window }: Job): readonly number[] {
  const [kitchen, home] = [spot(board, (pickup ?? door).place), spot(board, door.place)];
  return [ready, window.to, kitchen.x, kitchen.y, home.x, home.y];
}

/** Number by number. */
export function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
