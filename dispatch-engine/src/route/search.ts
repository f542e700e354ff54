import { real } from '../problem/cells.ts';
import { saveWorkers } from './fleet.ts';
import type { Instance } from './instance.ts';
import { Walk, type SearchState } from './walk.ts';

/**
 * How much of the budget is spent, from 0 to 1; the search ends at 1. It is asked at every step, so it may look at a
 * clock, a counter or a stop button.
 */
export type Spent = (state: SearchState) => number;

/** Temperature at the beginning and at the end, in mean legs of the first solution. */
const HOT = 3;
const COLD = 0.03;

/** Steps for each task that a walk from the hottest beginning needs; with fewer it begins cooler, down to a tenth. */
const STEPS_PER_TASK = 200;

/** Share of the budget for saving workers, when a worker costs more than any detour and when not. */
const SAVING_DEAR = 0.5;
const SAVING_CHEAP = 0.1;

/**
 * Saves workers first, for a plan with too many is harder to leave than one with too few; then anneals: a worse solution is
 * accepted with a chance that falls with the time left, so the walk roams early and settles late.
 */
export function search(instance: Instance, seed: number, spent: Spent): Walk {
  const walk = new Walk(instance, seed);
  if (instance.tasks === 0) return walk;
  if (worthSaving(instance)) {
    const share = workersAreDear(instance) ? SAVING_DEAR : SAVING_CHEAP;
    saveWorkers(walk, meanLeg(walk), (state) => spent(state) / share);
  }
  anneal(walk, spent);
  return walk;
}

function anneal(walk: Walk, spent: Spent): void {
  const scale = meanLeg(walk);
  const begun = spent(walk.state);
  for (let share = begun; share < 1; share = spent(walk.state)) {
    const steps = walk.state.iterations / Math.max(share, Number.EPSILON);
    const hot = HOT * Math.max(0.1, Math.min(1, steps / (STEPS_PER_TASK * walk.instance.tasks)));
    const temperature = scale * hot * (COLD / hot) ** ((share - begun) / (1 - begun));
    walk.step(true);
    if (walk.next.cost >= walk.current.cost - temperature * Math.log(walk.random.unit())) continue;
    walk.accept();
    if (walk.current.cost < walk.best.cost) walk.keep();
  }
}

/** Workers are saved in a plan from nothing: when sending one out costs, all work must be done and nothing is promised. */
function worthSaving({ fixed, price, mustPrice, problem }: Instance): boolean {
  const mayMove = problem.visits.every(({ promised }) => promised === null);
  return mayMove && fixed.some((cost) => cost > 0) && price.every((cost) => cost >= mustPrice);
}

/** True when going anywhere and back costs less than sending one more worker. */
function workersAreDear({ leg, fixed }: Instance): boolean {
  const longest = leg.reduce((most, cost) => Math.max(most, cost), 0);
  return fixed.every((cost) => cost > 2 * longest);
}

function meanLeg({ instance, best }: Walk): number {
  const { visits, workers, fixed, price } = instance;
  let legs = best.cost;
  for (let w = 0; w < workers; w++) if (best.routes.length[w] !== 0) legs -= real(fixed, w);
  for (let i = 0; i < best.routes.undone; i++) legs -= real(price, best.undone[i] ?? 0);
  return legs / visits;
}
