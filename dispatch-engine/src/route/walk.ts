import { real, whole } from '../problem/cells.ts';
import { CoupledInserter } from './coupled.ts';
import { IndependentInserter } from './independent.ts';
import type { Inserter } from './insertion.ts';
import type { Instance } from './instance.ts';
import { Random } from '../problem/random.ts';
import { Recreate } from './recreate.ts';
import { Routes } from './routes.ts';
import { Ruin } from './ruin.ts';

/** A solution and what stands beside its routes. */
export interface SearchState {
  readonly iterations: number;
  /** Cost of the best plan so far. */
  readonly best: number;
  /** Tasks that it leaves undone, besides the visits that nobody can serve. */
  readonly undone: number;
}

export interface Position {
  readonly routes: Routes;
  /** The tasks that stand in no route: the first `routes.undone` of them. */
  readonly undone: Int32Array;
  cost: number;
}

/** A walk through solutions: each step ruins and recreates a copy of the current one; the caller says whether to go there. */
export class Walk {
  readonly instance: Instance;
  readonly random: Random;
  current: Position;
  next: Position;
  readonly best: Position;
  #iterations = 0;
  readonly #inserter: Inserter;
  readonly #ruin: Ruin;
  readonly #recreate: Recreate;

  constructor(instance: Instance, seed: number) {
    this.instance = instance;
    this.random = new Random(seed);
    this.#inserter = instance.coupled
      ? new CoupledInserter(instance, this.random)
      : new IndependentInserter(instance, this.random);
    this.#ruin = new Ruin(instance, this.random);
    this.#recreate = new Recreate(instance, this.random);
    this.current = emptyPosition(instance);
    this.next = emptyPosition(instance);
    this.best = emptyPosition(instance);
    this.#begin();
  }

  get state(): SearchState {
    return { iterations: this.#iterations, best: this.best.cost, undone: this.best.routes.undone };
  }

  /** Makes `next` from `current` by one ruin and recreate. @param mayOpen may idle workers be sent out? */
  step(mayOpen: boolean): void {
    this.#iterations++;
    const { next, current } = this;
    next.routes.copy(current.routes);
    this.#ruin.run(next.routes, this.#inserter);
    this.#recreateWith(current, mayOpen);
  }

  /** Makes `next` from `current` by taking all work from one worker and giving it to the others. */
  empty(worker: number): void {
    this.next.routes.copy(this.current.routes);
    this.#ruin.runRoute(this.next.routes, this.#inserter, worker);
    this.#recreateWith(this.current, false);
  }

  /** Goes to `next`. */
  accept(): void {
    const left = this.current;
    this.current = this.next;
    this.next = left;
  }

  /** Keeps `current` as the best. */
  keep(): void {
    copy(this.best, this.current);
  }

  /** Goes back to the best. */
  restart(): void {
    copy(this.current, this.best);
  }

  /** Could the task be added to the best, whatever it costs? */
  fits(task: number): boolean {
    this.#inserter.seek(this.best.routes, task, true);
    return this.#inserter.found.cost < Infinity;
  }

  #begin(): void {
    const { instance, current } = this;
    current.routes.clear(instance);
    const everyone = Int32Array.from({ length: instance.workers }, (_, w) => w);
    this.#inserter.refresh(current.routes, everyone, everyone.length);
    current.undone.set(byRegret(instance));
    this.#recreate.fill(current.routes, this.#inserter, current.undone, instance.tasks, true);
    current.cost = current.routes.cost;
    this.keep();
  }

  #recreateWith({ undone, routes }: Position, mayOpen: boolean): void {
    const { next } = this;
    const ruined = this.#ruin;
    next.undone.set(ruined.tasks.subarray(0, ruined.count));
    for (let i = 0; i < routes.undone; i++) next.undone[ruined.count + i] = whole(undone, i);
    this.#recreate.sort(next.undone, next.routes.undone);
    this.#recreate.fill(next.routes, this.#inserter, next.undone, next.routes.undone, mayOpen);
    next.cost = next.routes.cost;
  }
}

/**
 * All tasks, those in front that somebody else would do much dearer than the one who should, so that a plan of promises
 * begins with them and places the rest around; among equals what must begin first.
 */
function byRegret(instance: Instance): Int32Array {
  const { tasks, first, due } = instance;
  const order = Int32Array.from({ length: tasks }, (_, task) => task);
  const regret = Float64Array.from(order, (task) => regretOf(instance, whole(first, task)));
  return order.sort(
    (a, b) => real(regret, b) - real(regret, a) || real(due, whole(first, a)) - real(due, whole(first, b)),
  );
}

/** What the second cheapest worker costs more, by pin and preference alone; who merely lacks a skill says nothing. */
function regretOf({ assign, workers, problem, source }: Instance, visit: number): number {
  const { pinnedTo, preferences } = problem.visits[whole(source, visit)] ?? {};
  if (pinnedTo) return Number.MAX_VALUE;
  if (preferences === undefined || preferences.length === 0) return 0;
  const costs = assign.slice(visit * workers, (visit + 1) * workers).sort();
  const [least = 0, second = Infinity] = costs;
  return second < Infinity ? second - least : 0;
}

function emptyPosition(instance: Instance): Position {
  return { routes: new Routes(instance), undone: new Int32Array(instance.tasks), cost: 0 };
}

function copy(to: Position, from: Position): void {
  to.routes.copy(from.routes);
  to.undone.set(from.undone);
  to.cost = from.cost;
}
