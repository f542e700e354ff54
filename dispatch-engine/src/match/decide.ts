import { boardOf, type Board, type Snapshot } from '../problem/index.ts';
import { commit, SOON } from './commit.ts';
import { crewsOf } from './crews.ts';
import type { Decision, Impossible } from './decision.ts';
import { impossible } from './impossible.ts';
import { planOf } from './tentative.ts';

/**
 * Who gets which run now. Pure: the same snapshot gives the same decision.
 * @throws MalformedSnapshot when the snapshot contradicts itself; never because work cannot be done
 */
export const decide = (snapshot: Snapshot): Decision => decideOn(boardOf(snapshot));

/** The same on a board that is kept and moved by changes. */
export function decideOn(board: Board): Decision {
  const crews = crewsOf(board);
  const busy = new Set(crews.offers.map(({ workerId }) => workerId));
  const plan = planOf(board, busy);
  const { offers, held, planned } = commit(board, plan, busy);
  const nobody: Impossible[] = [];
  const { units, candidateFrom } = plan.field;
  for (const [u, { jobs, seats }] of units.entries()) {
    if ((plan.workerOf[u] ?? -1) >= 0) continue;
    for (const { id } of jobs) {
      if (candidateFrom[u] === candidateFrom[u + 1]) nobody.push(impossible(board, id, seats));
      else held.push({ jobId: id, reason: 'TOO_FEW_WORKERS', until: board.now + SOON });
    }
  }
  for (const { id, notBefore } of board.jobs.values()) {
    if (notBefore > board.now) held.push({ jobId: id, reason: 'NOT_YET', until: notBefore });
  }
  return {
    offers: [...crews.offers, ...offers],
    held: [...crews.held, ...held],
    impossible: [...crews.impossible, ...nobody],
    plan: planned,
  };
}
