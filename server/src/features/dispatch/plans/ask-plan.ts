import { Refusal, type PersonId, type PlanId, type PlanSubject } from '@nuanlin/shared';
import type { SignedIn } from '../../../platform/http/route.ts';
import type { Tx } from '../../../platform/tx.ts';
import { seatsOf } from './day.ts';
import { askPlan, dropPlan, replan, stopPlan, type Plan } from './plan.ts';
import { requireSeen, tellPlan, type PlanPorts } from './ports.ts';
import { districtFor, readDay } from './read-day.ts';

type Ports = PlanPorts & { tx: Tx };

/**
 * Asks for a plan; a planner in a background process takes it up.
 * @throws NOT_FOUND, NOTHING_TO_PLAN, PLAN_OPEN when another plan of the subject is
 */
export async function startPlan(
  {
    subject,
    seconds,
    absentIds,
    actor,
    scope,
    now,
  }: { subject: PlanSubject; seconds: number; absentIds: readonly PersonId[] } & SignedIn,
  ports: Ports,
): Promise<Plan> {
  const { areaPath } = await districtFor(subject, scope, ports);
  const read = await readDay(scope, { subject, pins: [], absentIds }, now, ports);
  if (seatsOf(read).every(({ plannable }) => !plannable)) throw new Refusal('NOTHING_TO_PLAN', { ...subject });
  const by = { byId: actor.personId, at: now };
  const plan = askPlan({ id: ports.newId('plan'), subject, areaPath, seconds, absentIds, by });
  return ports.tx(async (session) => {
    await ports.plans.insert(plan, session);
    await tellPlan(plan, ports, session);
    return plan;
  });
}

type OfPlan = SignedIn & { planId: PlanId };

/** Writes a plan that has moved on, and says so. @throws PLAN_MOVED_ON when somebody was faster */
export function changePlan(plan: Plan, after: Plan, ports: Ports): Promise<Plan> {
  return ports.tx(async (session) => {
    if (after === plan) return plan;
    await ports.plans.save(plan, after, session);
    await tellPlan(after, ports, session);
    return after;
  });
}

/** Planning ends with the best so far; said twice it changes nothing. @throws NOT_FOUND, PLAN_MOVED_ON */
export async function stopPlanning({ planId, scope, actor, now }: OfPlan, ports: Ports): Promise<Plan> {
  const plan = await ports.plans.get(scope, planId);
  return changePlan(plan, stopPlan(plan, { byId: actor.personId, at: now }), ports);
}

/** @throws NOT_FOUND, PLAN_CHANGED, PLAN_MOVED_ON */
export async function planAnew(
  {
    planId,
    version,
    seconds,
    absentIds,
    scope,
    actor,
    now,
  }: OfPlan & { version: number; seconds: number; absentIds: readonly PersonId[] },
  ports: Ports,
): Promise<Plan> {
  const plan = await ports.plans.get(scope, planId);
  await requireSeen(plan, version, ports);
  return changePlan(plan, replan(plan, { seconds, absentIds }, { byId: actor.personId, at: now }), ports);
}

/** @throws NOT_FOUND, PLAN_MOVED_ON */
export async function putAside({ planId, scope, actor, now }: OfPlan, ports: Ports): Promise<Plan> {
  const plan = await ports.plans.get(scope, planId);
  return changePlan(plan, dropPlan(plan, { byId: actor.personId, at: now }), ports);
}
