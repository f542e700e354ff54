import { minutes, type Board } from '../problem/index.ts';
import type { OpenSeat } from './eligibility.ts';

/** The doors of a booked run, nearest next from the kitchen; ties by id. A plan from `route` brings its own order. */
export function orderOfDoors(board: Board, seats: readonly OpenSeat[]): readonly OpenSeat[] {
  const rest = seats.toSorted((a, b) => (a.job.id < b.job.id ? -1 : 1));
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
