import { Refusal, type PlanId } from '@nuanlin/shared';
import type { SignedIn } from '../../../platform/http/route.ts';
import type { Tx } from '../../../platform/tx.ts';
import { changePlan } from './ask-plan.ts';
import { isFree, seatsOf, seenSeat, seenWorker } from './day.ts';
import { partsOf } from './parts.ts';
import { applyPlan, proposalOf, staleThings, type Plan } from './plan.ts';
import { requireSeen, type PlanPorts } from './ports.ts';
import { readDay } from './read-day.ts';

/**
 * Has a proposal made real, when all that it stands on is as it was read: a planner in a background process writes its
 * runs, each in a transaction of its own that looks once more.
 * @throws NOT_FOUND, PLAN_CHANGED, PLAN_MOVED_ON, PLAN_STALE with what has changed
 */
export async function applyProposal(
  { planId, version, why, scope, actor, now }: SignedIn & { planId: PlanId; version: number; why: string },
  ports: PlanPorts & { tx: Tx },
): Promise<Plan> {
  const plan = await ports.plans.get(scope, planId);
  await requireSeen(plan, version, ports);
  const proposal = proposalOf(plan);
  const read = await readDay(scope, plan, now, ports);
  const seats = seatsOf(read);
  const changed = staleThings(proposal, {
    seats: new Map(
      seats.map((one) => [one.seat.id, { stamp: seenSeat(one, read.zone).stamp, free: isFree(one) }] as const),
    ),
    workers: new Map(read.workers.map((worker) => [worker.id, seenWorker(worker, seats, read).stamp] as const)),
  });
  if (changed.length > 0) throw new Refusal('PLAN_STALE', { planId, count: changed.length, changed });
  const by = { byId: actor.personId, at: now };
  return changePlan(plan, applyPlan(plan, partsOf(plan.subject, proposal), why, by), ports);
}
