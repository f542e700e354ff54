import { whole } from '../problem/cells.ts';
import type { Board, PlannedRun } from '../problem/index.ts';
import type { Held, Offer } from './decision.ts';
import type { Field } from './field.ts';
import { offersOf, rank, type Proposal } from './offers.ts';
import { jobsOf, type Plan } from './plan.ts';
import { candidateOf } from './recall.ts';

/** Minutes after which work without a worker is looked at again. */
export const SOON = 1;

/** What must leave now is offered, the most urgent first; the rest stays a plan, for nothing is lost by waiting. */
export function commit(
  board: Board,
  plan: Plan,
  busy: Set<string>,
): { offers: Offer[]; held: Held[]; planned: PlannedRun[] } {
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
        const proposal = proposalOf(plan.field, run.units);
        const ranking = rank(board, proposal);
        const chosen = ranking.find((ranked) => ranked.worker === worker);
        for (const offer of chosen ? offersOf(board, proposal, ranking, chosen, busy) : []) {
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

function proposalOf(field: Field, units: readonly number[]): Proposal {
  const { candidateFrom, candidates, excluded } = field;
  const [first = 0, ...others] = units;
  return {
    seats: units.flatMap((u) => field.units[u]?.seats ?? []),
    candidates: candidates.number
      .slice(whole(candidateFrom, first), whole(candidateFrom, first + 1))
      .filter((number) => others.every((u) => candidateOf(field, u, number) >= 0)),
    excluded: excluded[first] ?? {},
  };
}
