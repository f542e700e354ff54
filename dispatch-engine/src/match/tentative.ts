import type { Board } from '../problem/index.ts';
import { begin } from './begin.ts';
import { fieldOf } from './field.ts';
import { improve } from './improve.ts';
import { cheapest, insert, noOption } from './insert.ts';
import { emptyPlan, type Plan } from './plan.ts';
import { recall } from './recall.ts';
import { orderExactly } from './stops.ts';
import { unitsOf } from './unit.ts';

/**
 * The tentative stage: what of the last plan still holds, every other unit where it costs least (much work by exact assignment first),
 * then improved, with the stops of each run in the best order.
 * @param busy those who have just been given a crew's seat
 */
export function planOf(board: Board, busy: ReadonlySet<string>): Plan {
  const plan = emptyPlan(fieldOf(board, unitsOf(board), busy));
  recall(plan);
  begin(plan);
  const option = noOption();
  plan.workerOf.forEach((number, u) => {
    if (number < 0 && cheapest(plan, u, option)) insert(plan, u, option);
  });
  improve(plan);
  orderExactly(plan);
  return plan;
}
