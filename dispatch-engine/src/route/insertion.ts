import { real, whole } from '../problem/cells.ts';
import type { Instance } from './instance.ts';
import type { Random } from '../problem/random.ts';
import { NOWHERE, type Routes } from './routes.ts';

/** Chance that a place in a route is overlooked; it keeps the greedy insertion from doing the same again and again. */
const BLINK = 0.01;

/** Evaluates where a task could stand and puts it there; one kind for routes on their own, one for coupled ones. */
export interface Inserter {
  /** The best place found last: its cost (Infinity when there is none) and the nodes after which its visits go. */
  readonly found: Found;
  /** Seeks the cheapest place of a task. @param mayOpen may it go to a worker who has nothing to do yet? */
  seek(routes: Routes, task: number, mayOpen: boolean): void;
  /** Puts the task where `found` says. */
  insert(routes: Routes, task: number): void;
  /** Brings the timing of these workers' routes up to date after visits were taken out. */
  refresh(routes: Routes, workers: Int32Array, count: number): void;
}

export class Found {
  cost = Infinity;
  first = NOWHERE;
  second = NOWHERE;

  reset(): void {
    this.cost = Infinity;
    this.first = this.second = NOWHERE;
  }

  offer(cost: number, first: number, second: number): void {
    if (cost >= this.cost) return;
    this.cost = cost;
    this.first = first;
    this.second = second;
  }
}

/** Counts down to the next overlooked place, so that most places cost no random number. */
export class Blinks {
  readonly #random: Random;
  #left = 0;

  constructor(random: Random) {
    this.#random = random;
    this.#draw();
  }

  next(): boolean {
    if (this.#left-- > 0) return false;
    this.#draw();
    return true;
  }

  #draw(): void {
    this.#left = Math.floor(Math.log(1 - this.#random.unit()) / Math.log(1 - BLINK));
  }
}

/** Puts a task's visits into the lists and counts the cost of their legs. */
export function link(instance: Instance, routes: Routes, task: number, { first, second }: Found): void {
  const visit = whole(instance.first, task);
  routes.splice(visit, first);
  routes.cost += routes.detour(instance, visit) - real(instance.price, task);
  const partner = whole(instance.second, task);
  if (partner !== NOWHERE) {
    routes.splice(partner, second);
    routes.cost += routes.detour(instance, partner);
  }
  routes.undone--;
}

/** Takes a task's visits out of the lists and counts the cost of their legs. */
export function unlink(instance: Instance, routes: Routes, task: number): void {
  const visit = whole(instance.first, task);
  routes.cost += real(instance.price, task) - routes.detour(instance, visit);
  routes.unsplice(visit);
  const partner = whole(instance.second, task);
  if (partner !== NOWHERE) {
    routes.cost -= routes.detour(instance, partner);
    routes.unsplice(partner);
  }
  routes.undone++;
}
