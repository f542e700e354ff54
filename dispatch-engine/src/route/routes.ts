import { real, whole } from '../problem/cells.ts';
import type { Instance } from './instance.ts';

/** A visit that stands in no route. */
export const NOWHERE = -1;

/**
 * Routes as doubly linked lists of nodes, with what the evaluation of moves keeps per node. All of it lies in one buffer,
 * so that a whole solution is copied by one `set`.
 */
export class Routes {
  readonly #buffer: Float64Array;
  readonly next: Int32Array;
  readonly prev: Int32Array;
  /** Per node the worker's index; NOWHERE for a visit that stands in no route. */
  readonly worker: Int32Array;
  /** Per worker the number of visits. */
  readonly length: Int32Array;
  /** Per node: start of the service. */
  readonly start: Float64Array;
  /** Per node: the latest start from which the rest of its route can still be done, links aside. */
  readonly latest: Float64Array;
  /** Per node: how many visits, itself and right behind it without waiting, are late already: each minute delays them all. */
  readonly lateBehind: Float64Array;
  /** Per node: load on board when leaving it, and the most on board from the start up to and with it. */
  readonly load: Float64Array;
  readonly peak: Float64Array;
  readonly #totals: Float64Array;

  constructor({ nodes, workers }: Instance) {
    const words = 5 * nodes + 4 + Math.ceil((3 * nodes + workers) / 2);
    this.#buffer = new Float64Array(words);
    const reals = (place: number, length: number) => this.#buffer.subarray(place, place + length);
    const wholes = (place: number, length: number) => new Int32Array(this.#buffer.buffer, place * 4, length);
    this.start = reals(0, nodes);
    this.latest = reals(nodes, nodes);
    this.load = reals(2 * nodes, nodes);
    this.peak = reals(3 * nodes, nodes);
    this.lateBehind = reals(4 * nodes, nodes);
    this.#totals = reals(5 * nodes, 4);
    const offset = 2 * (5 * nodes + 4);
    this.next = wholes(offset, nodes);
    this.prev = wholes(offset + nodes, nodes);
    this.worker = wholes(offset + 2 * nodes, nodes);
    this.length = wholes(offset + 3 * nodes, workers);
  }

  /** Cost of the whole: legs, sent workers, preferences, tardiness, tasks left undone. */
  get cost(): number {
    return real(this.#totals, 0);
  }
  set cost(cost: number) {
    this.#totals[0] = cost;
  }

  get undone(): number {
    return real(this.#totals, 1);
  }
  set undone(tasks: number) {
    this.#totals[1] = tasks;
  }

  /** Minutes of tardiness of all visits, and of the tardiest. */
  get tardiness(): number {
    return real(this.#totals, 2);
  }
  set tardiness(minutes: number) {
    this.#totals[2] = minutes;
  }

  get greatestTardiness(): number {
    return real(this.#totals, 3);
  }
  set greatestTardiness(minutes: number) {
    this.#totals[3] = minutes;
  }

  copy(other: Routes): void {
    this.#buffer.set(other.#buffer);
  }

  /** Makes every route empty and every task undone. */
  clear({ visits, workers, tasks, price }: Instance): void {
    this.worker.fill(NOWHERE);
    this.length.fill(0);
    for (let w = 0; w < workers; w++) {
      const start = visits + w;
      const end = start + workers;
      this.next[start] = end;
      this.prev[end] = start;
      this.worker[start] = this.worker[end] = w;
    }
    this.cost = price.reduce((sum, cost) => sum + cost, 0);
    this.undone = tasks;
    this.tardiness = this.greatestTardiness = 0;
  }

  /** Puts a visit between a node and its successor. */
  splice(visit: number, before: number): void {
    const after = whole(this.next, before);
    const w = whole(this.worker, before);
    this.next[before] = this.prev[after] = visit;
    this.prev[visit] = before;
    this.next[visit] = after;
    this.worker[visit] = w;
    this.length[w] = whole(this.length, w) + 1;
  }

  /** Takes a visit out of its route. */
  unsplice(visit: number): void {
    const before = whole(this.prev, visit);
    const after = whole(this.next, visit);
    const w = whole(this.worker, visit);
    this.next[before] = after;
    this.prev[after] = before;
    this.worker[visit] = NOWHERE;
    this.length[w] = whole(this.length, w) - 1;
  }

  /** What the legs, the sending out and the preference of a visit cost more than its route without it. */
  detour({ row, column, leg, assign, fixed, workers }: Instance, visit: number): number {
    const w = whole(this.worker, visit);
    const before = whole(this.prev, visit);
    const after = whole(this.next, visit);
    const without =
      whole(this.length, w) === 1 ? -real(fixed, w) : real(leg, whole(row, before) + whole(column, after));
    return (
      real(assign, visit * workers + w) +
      real(leg, whole(row, before) + whole(column, visit)) +
      real(leg, whole(row, visit) + whole(column, after)) -
      without
    );
  }
}
