import type { ClientSession } from 'mongoose';
import { Refusal } from '@nuanlin/shared';
import type { JobAsks } from '../../jobs/index.ts';
import type { DispatchPorts } from '../ports.ts';
import { editsSince, type Plan } from './plan.ts';
import type { PlanStore } from './plans.store.ts';

export interface PlanPorts extends DispatchPorts {
  readonly plans: PlanStore;
  readonly jobAsks: JobAsks;
}

/**
 * The plan is as the caller has seen it.
 * @throws PLAN_CHANGED with who did what since
 */
export async function requireSeen(plan: Plan, version: number, { jobAsks }: Pick<PlanPorts, 'jobAsks'>): Promise<void> {
  if (plan.version === version) return;
  const since = editsSince(plan, version);
  const names = await jobAsks.names(since.flatMap(({ byId }) => byId ?? []));
  const edits = since.map(({ byId, ...edit }) => ({ ...edit, byName: (byId && names.get(byId)) ?? '' }));
  const who = [...new Set(edits.flatMap(({ byName }) => byName || []))].join('、');
  throw new Refusal('PLAN_CHANGED', { planId: plan.id, version: plan.version, who, edits });
}

/** Says that a plan is in another state or version. */
export async function tellPlan(
  { id, version, state, subject }: Plan,
  { events }: Pick<PlanPorts, 'events'>,
  session: ClientSession,
): Promise<void> {
  await events.add({ type: 'plan_changed', facts: { planId: id, version, state, subject } }, session);
}
