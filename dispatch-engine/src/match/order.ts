import { minutes, spot, type Board, type Job } from '../problem/index.ts';
import type { OpenSeat } from './eligibility.ts';

/**
 * The doors of a booked run, nearest next from the kitchen; equally near ones by hour and place, twins by id. A plan from `route`
 * brings its own order.
 */
export function orderOfDoors(board: Board, seats: readonly OpenSeat[]): readonly OpenSeat[] {
  const rest = seats
    .map((open) => ({ open, rank: rankOf(board, open.job) }))
    .toSorted((a, b) => compare(a.rank, b.rank) || (a.open.job.id < b.open.job.id ? -1 : 1))
    .map(({ open }) => open);
  const ordered: OpenSeat[] = [];
  let place = rest[0]?.job.pickup?.place ?? rest[0]?.job.door.place ?? 0;
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
