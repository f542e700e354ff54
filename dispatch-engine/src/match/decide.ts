import { boardOf, type Board, type PlannedRun, type Snapshot } from '../problem/index.ts';
import { crewsOf } from './crews.ts';
import type { Decision, Held, Impossible, Offer } from './decision.ts';
import { impossible } from './impossible.ts';
import { offersOf } from './offers.ts';
import { jobsOf, type Plan } from './plan.ts';
import { planOf } from './tentative.ts';

/** Minutes after which work without a worker is looked at again. */
const SOON = 1;

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

/** What must leave now is offered, the most urgent first; the rest stays a plan, for nothing is lost by waiting. */
function commit(board: Board, plan: Plan, busy: Set<string>): { offers: Offer[]; held: Held[]; planned: PlannedRun[] } {
  const offers: Offer[] = [];
  const held: Held[] = [];
  const planned: PlannedRun[] = [];
  for (const number of new Set(plan.workerOf)) {
    const route = plan.routes[number];
    const worker = board.workers[number];
    if (!route || !worker) continue;
    for (const [i, run] of route.runs.entries()) {
      const due = run.leave - board.rules.offerAhead[worker.kind];
      if (i === 0 && due <= board.now && !busy.has(worker.person)) {
        for (const offer of offersOf(plan.field, run, number, busy)) {
          offers.push(offer);
          busy.add(offer.workerId);
        }
        continue;
      }
      const jobIds = jobsOf(plan.field, run).map(({ id }) => id);
      const shown = run.units.some((u) => plan.field.units[u]?.shownTo === worker.id);
      planned.push({ workerId: worker.id, jobIds, shown });
      const reason = i > 0 || worker.free.at > board.now ? 'BETTER_SOON' : 'LEAVES_LATER';
      for (const jobId of jobIds) held.push({ jobId, reason, until: Math.max(due, board.now + SOON) });
    }
  }
  return { offers, held, planned };
}
