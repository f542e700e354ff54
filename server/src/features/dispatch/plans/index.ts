import { contract, streamOf } from '@nuanlin/shared';
import type { DomainEvent } from '../../../events/index.ts';
import type { Clock } from '../../../platform/clock.ts';
import { routesWith } from '../../../platform/http/route.ts';
import type { Log } from '../../../platform/log.ts';
import type { Feature } from '../../../platform/process.ts';
import type { Transactions } from '../../../platform/tx.ts';
import type { JobAsks } from '../../jobs/index.ts';
import type { DispatchPorts } from '../ports.ts';
import { applyProposal } from './apply-plan.ts';
import { planAnew, putAside, startPlan, stopPlanning } from './ask-plan.ts';
import { keepMove, pinVisit, unpinVisit, weighMove } from './edit-plan.ts';
import { planPresenter } from './plan.presenter.ts';
import { startPlanner, type Planner } from './planner.ts';
import { planStore } from './plans.store.ts';
import type { PlanPorts } from './ports.ts';
import { dayOfMeals, dayOfVisits, getPlan, plannableIn } from './read-plans.ts';

export { planStore } from './plans.store.ts';

function plansRoutes(ports: PlanPorts) {
  const { route } = routesWith(ports);
  const { plans } = contract;
  const { presentPlan, presentDay, presentPlannable } = planPresenter(ports);
  return {
    subjects: route(plans.subjects, plannableIn, presentPlannable),
    meals: route(plans.meals, dayOfMeals, presentDay),
    visits: route(plans.visits, dayOfVisits, presentDay),
    get: route(plans.get, getPlan, presentPlan),
    start: route(plans.start, startPlan, presentPlan),
    stop: route(plans.stop, stopPlanning, presentPlan),
    replan: route(plans.replan, planAnew, presentPlan),
    weigh: route(plans.weigh, weighMove, ({ version, cost }) => ({ version, ...cost })),
    move: route(plans.move, keepMove, presentPlan),
    pin: route(plans.pin, pinVisit, presentPlan),
    unpin: route(plans.unpin, unpinVisit, presentPlan),
    apply: route(plans.apply, applyProposal, presentPlan),
    drop: route(plans.drop, putAside, presentPlan),
  };
}

/** 计划: noon's meals and a provider's visits, planned in background processes. */
export function plansFeature(
  dispatch: DispatchPorts,
  { jobAsks, transactions, clock, log }: { jobAsks: JobAsks; transactions: Transactions; clock: Clock; log: Log },
): Feature {
  const ports: PlanPorts = { ...dispatch, plans: planStore, jobAsks };
  let planner: Planner | null = null;
  return {
    routes: plansRoutes(ports),
    handlers: {
      'plans.wake': {
        // The planner finds its work by itself; being woken it finds it at once.
        plan_changed: async ({ facts: { state } }) => {
          if (state === 'waiting' || state === 'applying') planner?.wake();
        },
      },
    },
    feed: {
      plan_changed: ({ type, facts: { planId, version, state, subject } }: PlanChanged) => [
        {
          stream: streamOf('district', subject.districtId),
          type,
          entity: { kind: 'plan', id: planId },
          version,
          view: { id: planId, state, subject },
        },
      ],
    },
    loop: () => {
      planner = startPlanner(ports, { tx: transactions.run, clock, log });
      return planner;
    },
  };
}

type PlanChanged = Extract<DomainEvent, { type: 'plan_changed' }>;
