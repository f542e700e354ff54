import { Refusal, type Instant, type PersonId, type PlanId, type SeatId } from '@nuanlin/shared';
import type { Scope } from '../../../platform/access/scope.ts';
import type { SignedIn } from '../../../platform/http/route.ts';
import type { Tx } from '../../../platform/tx.ts';
import { changePlan } from './ask-plan.ts';
import { movePlan, pinSeat, proposalOf, unpinSeat, type Pin, type Plan } from './plan.ts';
import { requireSeen, type PlanPorts } from './ports.ts';
import { problemNow } from './problem-now.ts';
import { weigh, type Weighed } from './weigh.ts';

type Ports = PlanPorts & { tx: Tx };
type Move = SignedIn & { planId: PlanId; seatId: SeatId; workerId: PersonId; startAt: Instant };

/** What a move would cost whom, before it is kept. @throws NOT_FOUND, PLAN_MOVED_ON */
export async function weighMove(
  { planId, seatId, workerId, startAt, scope, now }: Move,
  ports: PlanPorts,
): Promise<Weighed & { version: number }> {
  const plan = await ports.plans.get(scope, planId);
  return { version: plan.version, ...(await weighed(scope, plan, { seatId, workerId, startAt }, now, ports)) };
}

/** @throws NOT_FOUND, PLAN_CHANGED, PLAN_MOVED_ON, WORKER_NOT_ELIGIBLE when skills, the elder or the shift forbid it */
export async function keepMove(
  { planId, version, seatId, workerId, startAt, scope, actor, now }: Move & { version: number },
  ports: Ports,
): Promise<Plan> {
  const plan = await ports.plans.get(scope, planId);
  await requireSeen(plan, version, ports);
  const pin = { seatId, workerId, startAt };
  const { cost, routes } = await weighed(scope, plan, pin, now, ports);
  const [reason] = cost.problems;
  if (reason) throw new Refusal('WORKER_NOT_ELIGIBLE', { reason });
  return changePlan(plan, movePlan(plan, pin, routes, { byId: actor.personId, at: now }), ports);
}

async function weighed(scope: Scope, plan: Plan, pin: Pin, now: Instant, ports: PlanPorts): Promise<Weighed> {
  const { routes } = proposalOf(plan);
  const problem = await problemNow(scope, plan, now, ports);
  if (plan.subject.kind === 'meals' || !problem.calls.some(({ visit }) => visit.id === pin.seatId))
    throw new Refusal('NOT_FOUND', { seatId: pin.seatId });
  return weigh(problem, routes, pin);
}

type Pinning = SignedIn & { planId: PlanId; version: number; seatId: SeatId };

/** @throws NOT_FOUND, PLAN_CHANGED, PLAN_MOVED_ON */
export async function pinVisit({ planId, version, seatId, scope, actor, now }: Pinning, ports: Ports): Promise<Plan> {
  const plan = await ports.plans.get(scope, planId);
  await requireSeen(plan, version, ports);
  return changePlan(plan, pinSeat(plan, seatId, { byId: actor.personId, at: now }), ports);
}

/** @throws NOT_FOUND, PLAN_CHANGED, PLAN_MOVED_ON */
export async function unpinVisit({ planId, version, seatId, scope, actor, now }: Pinning, ports: Ports): Promise<Plan> {
  const plan = await ports.plans.get(scope, planId);
  await requireSeen(plan, version, ports);
  return changePlan(plan, unpinSeat(plan, seatId, { byId: actor.personId, at: now }), ports);
}
