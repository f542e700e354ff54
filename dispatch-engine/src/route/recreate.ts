import { real, whole } from '../problem/cells.ts';
import type { Inserter } from './insertion.ts';
import type { Instance } from './instance.ts';
import type { Random } from '../problem/random.ts';
import { NOWHERE, type Routes } from './routes.ts';

/** How often each order of insertion is taken: by chance, by load, far or close first, by width, start or end of the window. */
const BY_CHANCE = 4;
const BY_LOAD = 4;
const FAR_FIRST = 2;
const CLOSE_FIRST = 1;
const NARROW_FIRST = 2;
const EARLY_FIRST = 2;
const LATE_FIRST = 2;
const TURNS = BY_CHANCE + BY_LOAD + FAR_FIRST + CLOSE_FIRST + NARROW_FIRST + EARLY_FIRST + LATE_FIRST;

/** Puts removed tasks back greedily, one after the other, each in its cheapest place, in an order drawn anew each time. */
export class Recreate {
  readonly #random: Random;
  readonly #orders: readonly Float64Array[];
  readonly #keys: Float64Array;
  readonly #price: Float64Array;

  constructor(instance: Instance, random: Random) {
    this.#random = random;
    this.#price = instance.price;
    this.#keys = new Float64Array(instance.tasks);
    this.#orders = orders(instance);
  }

  /**
   * Puts back, in their order, those of the first `count` tasks that pay. The others stay undone: they then stand first in
   * `tasks`, as many as `routes.undone`.
   */
  fill(routes: Routes, inserter: Inserter, tasks: Int32Array, count: number, mayOpen: boolean): void {
    let undone = 0;
    for (let i = 0; i < count; i++) {
      const task = whole(tasks, i);
      inserter.seek(routes, task, mayOpen);
      if (inserter.found.cost < real(this.#price, task)) inserter.insert(routes, task);
      else tasks[undone++] = task;
    }
  }

  /** Brings the first `count` tasks into an order drawn by chance. */
  sort(tasks: Int32Array, count: number): void {
    const keys = this.#keys;
    const order = this.#orders[this.#random.below(TURNS)];
    for (let i = 0; i < count; i++) keys[i] = order === undefined ? this.#random.unit() : real(order, whole(tasks, i));
    for (let i = 1; i < count; i++) {
      const task = whole(tasks, i);
      const key = real(keys, i);
      let k = i;
      for (; k > 0 && real(keys, k - 1) > key; k--) {
        keys[k] = real(keys, k - 1);
        tasks[k] = whole(tasks, k - 1);
      }
      keys[k] = key;
      tasks[k] = task;
    }
  }
}

/** For each turn but the random ones: per task, the key it is sorted by. */
function orders({ tasks, first, second, load, leg, row, column, open, due, visits }: Instance): Float64Array[] {
  const keyed = (key: (first: number, last: number) => number) =>
    Float64Array.from({ length: tasks }, (_, task) => {
      const visit = whole(first, task);
      const partner = whole(second, task);
      return key(visit, partner === NOWHERE ? visit : partner);
    });
  const repeated = (times: number, key: (first: number, last: number) => number) => {
    const keys = keyed(key);
    return Array.from({ length: times }, () => keys);
  };
  const farness = (visit: number) => real(leg, whole(row, visits) + whole(column, visit));
  return [
    ...repeated(BY_LOAD, (visit) => -real(load, visit)),
    ...repeated(FAR_FIRST, (visit) => -farness(visit)),
    ...repeated(CLOSE_FIRST, (visit) => farness(visit)),
    ...repeated(NARROW_FIRST, (visit, last) => real(due, last) - real(open, visit)),
    ...repeated(EARLY_FIRST, (visit) => real(open, visit)),
    ...repeated(LATE_FIRST, (_, last) => -real(due, last)),
  ];
}
