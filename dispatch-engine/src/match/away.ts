import { real } from '../problem/cells.ts';
import { spot, type Board, type Place } from '../problem/index.ts';

/** Metres that count as a minute when nearness is asked for and not a way: a bicycle's. */
export const METRES_A_MINUTE = 300;
/** Minutes over which nearness fades: work a few minutes away is nearly as good as at hand, work across the city is not. */
const FADES = 8;
/** Nearness is read from a table in such steps of metres, up to where nothing is left of it. */
const STEP = 10;
const NEARNESS = Float64Array.from({ length: 8192 }, (_, i) => Math.exp((-i * STEP) / (FADES * METRES_A_MINUTE)));
const FARTHEST = NEARNESS.length - 1;

/**
 * How far a place is from where work begins, in minutes of cost: a soft minimum of the distances to the demand, weighted. A worker
 * who ends there is worth so much less for the next job, and one who stands there may leave it the more gladly. Demand is what
 * the caller has counted; without a count the open work stands in for it.
 */
export function awayFrom(board: Board): (place: Place) => number {
  const weight = board.rules.weights.away;
  if (weight === 0) return () => 0;
  const { share, xs, ys } = demandOf(board);
  const known = new Map<Place, number>();
  return (place) => {
    const before = known.get(place);
    if (before !== undefined) return before;
    const { x, y } = spot(board, place);
    let nearness = 1e-9;
    for (let k = 0; k < share.length; k++) {
      const steps = Math.sqrt((real(xs, k) - x) ** 2 + (real(ys, k) - y) ** 2) / STEP;
      nearness += real(share, k) * real(NEARNESS, steps < FARTHEST ? Math.floor(steps) : FARTHEST);
    }
    const away = -weight * FADES * Math.log(nearness);
    known.set(place, away);
    return away;
  };
}

function demandOf(board: Board) {
  const counted =
    board.demand ?? [...board.jobs.values()].map((job) => ({ place: (job.pickup ?? job.door).place, jobs: 1 }));
  let sum = 0;
  for (const { jobs } of counted) sum += jobs;
  return {
    share: Float64Array.from(counted, ({ jobs }) => jobs / sum),
    xs: Float64Array.from(counted, ({ place }) => spot(board, place).x),
    ys: Float64Array.from(counted, ({ place }) => spot(board, place).y),
  };
}
