import { spot, type Board, type Place, type Spot } from '../problem/index.ts';

/** Metres that count as a minute when nearness is asked for and not a way: a bicycle's. */
export const METRES_A_MINUTE = 300;
/** Minutes over which nearness fades: work a few minutes away is nearly as good as at hand, work across the city is not. */
const FADES = 8;

/**
 * How far a place is from where work begins, in minutes of cost: a soft minimum of the distances to the demand, weighted. A worker
 * who ends there is worth so much less for the next job, and one who stands there may leave it the more gladly. Demand is what
 * the caller has counted; without a count the open work stands in for it.
 */
export function awayFrom(board: Board): (place: Place) => number {
  const weight = board.rules.weights.away;
  if (weight === 0) return () => 0;
  const demand = demandOf(board);
  const known = new Map<Place, number>();
  return (place) => {
    const before = known.get(place);
    if (before !== undefined) return before;
    const { x, y } = spot(board, place);
    let nearness = 1e-9;
    for (const at of demand) {
      const distance = Math.sqrt((at.x - x) ** 2 + (at.y - y) ** 2);
      nearness += at.share * Math.exp(-distance / (FADES * METRES_A_MINUTE));
    }
    const away = -weight * FADES * Math.log(nearness);
    known.set(place, away);
    return away;
  };
}

function demandOf(board: Board): readonly (Spot & { readonly share: number })[] {
  const counted =
    board.demand ?? [...board.jobs.values()].map((job) => ({ place: (job.pickup ?? job.door).place, jobs: 1 }));
  let sum = 0;
  for (const { jobs } of counted) sum += jobs;
  return counted.map(({ place, jobs }) => ({ ...spot(board, place), share: jobs / sum }));
}
