import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal, type Instant, type PlanId } from '@nuanlin/shared';
import { unscoped } from '../../../platform/access/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Log } from '../../../platform/log.ts';
import type { Stoppable } from '../../../platform/process.ts';
import type { Tx } from '../../../platform/tx.ts';
import { problemNow } from './problem-now.ts';
import { beginPlan, endPlan, failPlan, proposePlan, type Plan } from './plan.ts';
import { tellPlan, type PlanPorts } from './ports.ts';
import { propose } from './propose.ts';
import { readDay } from './read-day.ts';
import { think, type Thinking } from './think.ts';
import { writePart } from './write-part.ts';

const PLANNER = unscoped('a planner acts for the dispatcher who asked for the plan');

/** Real time: how long a planner that fell silent keeps a plan, how often one looks for work, and how often it says how far it is. */
const CLAIM_MS = 10_000;
const LOOK_MS = 2000;
const SAY_MS = 250;
/** A plan that so many planners began and none finished is given up. */
const MOST_ATTEMPTS = 3;

export interface Planner extends Stoppable {
  /** Looks for work at once. */
  wake(): void;
}

interface Around {
  readonly tx: Tx;
  readonly clock: Clock;
  readonly log: Log;
}

/** Plans, and applies, one plan after the other in this process; the search runs in a thread. */
export function startPlanner(ports: PlanPorts, { tx, clock, log }: Around): Planner {
  const planner = randomUUID();
  const life = { over: false };
  let thinking: Thinking | null = null;
  let running: Promise<void> | null = null;
  let again = false;

  function wake(): void {
    again = true;
    if (life.over) return;
    running ??= workOff()
      .catch((error: unknown) => log.warn({ err: error }, 'plans not looked at'))
      .finally(() => {
        running = null;
      });
  }

  async function workOff(): Promise<void> {
    while (again && !life.over) {
      again = false;
      for (;;) {
        const claimed = life.over ? null : await ports.plans.claim(planner, CLAIM_MS);
        if (!claimed) break;
        await takeUp(claimed.plan, claimed.attempts);
      }
    }
  }

  /** One plan as far as it goes; what fails is tried again when the claim has run out. */
  async function takeUp({ id, state }: Plan, attempts: number): Promise<void> {
    try {
      if (state === 'applying') await apply(id);
      else if (attempts > MOST_ATTEMPTS) await change(id, failPlan);
      else await planOne(id);
      await ports.plans.release(id);
    } catch (error) {
      log.error({ err: error, planId: id, attempts }, 'plan not finished; it is taken up again');
    }
  }

  async function planOne(id: PlanId): Promise<void> {
    const asked = await ports.plans.get(PLANNER, id);
    const plan = asked.state === 'planning' ? asked : await change(id, beginPlan);
    const problem = await problemNow(PLANNER, plan, clock.now(), ports);
    const found = await followed(plan, think({ day: problem.day, seed: 1, seconds: plan.seconds }));
    if (found) await change(id, (now, at) => proposePlan(now, propose(problem, found), at));
  }

  /** Waits for the thread, says how far it is and passes on that it should stop; null when the plan is another's now. */
  async function followed(plan: Plan, thread: Thinking) {
    thinking = thread;
    try {
      const outcome = thread.found.then((found) => ({ found }));
      for (;;) {
        const ended = await Promise.race([outcome, sleep(SAY_MS, null)]);
        const kept = await ports.plans.renew(plan.id, planner, CLAIM_MS, thread.progress());
        if (ended) return ended.found;
        if (!kept) return null;
        if (kept.stopping) thread.stop();
      }
    } finally {
      thinking = null;
      await thread.abandon();
    }
  }

  async function apply(id: PlanId): Promise<void> {
    const plan = await ports.plans.get(PLANNER, id);
    const read = await readDay(PLANNER, plan, clock.now(), ports);
    for (let n = 0; n < plan.parts.length; n++) {
      if (!(await ports.plans.renew(id, planner, CLAIM_MS, null))) return;
      await writePart(plan, n, read, ports, tx);
    }
    await change(id, endPlan);
  }

  /** Moves a plan on, with its event; when somebody changes it at the same moment, from what he left. */
  async function change(id: PlanId, to: (plan: Plan, at: Instant) => Plan): Promise<Plan> {
    for (let tries = 1; ; tries++) {
      const before = await ports.plans.get(PLANNER, id);
      const after = to(before, clock.now());
      try {
        return await tx(async (session) => {
          await ports.plans.save(before, after, session);
          await tellPlan(after, ports, session);
          return after;
        });
      } catch (error) {
        const raced = error instanceof Refusal && error.code === 'PLAN_MOVED_ON';
        if (!raced || tries === MOST_ATTEMPTS) throw error;
      }
    }
  }

  const look = setInterval(wake, LOOK_MS);
  wake();
  return {
    wake,
    async stop() {
      life.over = true;
      clearInterval(look);
      await thinking?.abandon();
      await running;
    },
  };
}
