import { real, whole } from '../problem/cells.ts';
import { arrival, clear } from './clock.ts';
import type { Instance } from './instance.ts';
import { NOWHERE, type Routes } from './routes.ts';

/** How often, per node, a trial may delay something before it is given up. */
const DELAYS_PER_NODE = 4;

/**
 * The earliest start of every visit: the least solution of "a visit starts after its predecessor has ended and the way is
 * done", "the second of a link starts at least so long after the first" and "the first starts at most so long before the
 * second". Every rule only delays, so the earliest starts make every tardiness least at once, and a new visit can only
 * delay others: a trial follows the delays from it and touches nothing else.
 */
export class Schedule {
  readonly #instance: Instance;
  /** Starts on trial, valid where the mark is the trial's. */
  readonly #start: Float64Array;
  readonly #mark: Int32Array;
  #trial = 0;
  /** Nodes delayed in this trial, in order; those from `#done` on have not passed it on yet. */
  readonly #delayed: Int32Array;
  #count = 0;
  #done = 0;
  #tardiness = 0;
  #greatest = 0;
  /** The trial's first visit once it is scheduled: what delays it again is its own delay come round. */
  #settled = NOWHERE;

  constructor(instance: Instance) {
    this.#instance = instance;
    this.#start = new Float64Array(instance.nodes);
    this.#mark = new Int32Array(instance.nodes);
    this.#delayed = new Int32Array(DELAYS_PER_NODE * instance.nodes + 8);
  }

  /**
   * Cost of the tardiness that one or two visits bring, which stand in the lists already but not yet in the schedule.
   * @param limit cost from which on the answer does not matter
   * @returns Infinity when it cannot be, or costs the limit or more
   */
  delay(routes: Routes, visit: number, partner: number, limit: number): number {
    const { tardinessWeight, greatestWeight } = this.#instance;
    this.#trial++;
    this.#count = this.#done = 0;
    this.#tardiness = 0;
    this.#greatest = routes.greatestTardiness;
    this.#settled = NOWHERE;
    this.#enter(visit);
    if (partner !== NOWHERE) this.#enter(partner);
    if (!this.#reach(routes, visit)) return Infinity;
    if (partner !== NOWHERE && !(this.#reach(routes, partner) && this.#agree(routes, visit, partner))) return Infinity;
    this.#settled = visit;
    while (this.#done < this.#count) {
      if (!this.#passOn(routes, whole(this.#delayed, this.#done++))) return Infinity;
      const cost = tardinessWeight * this.#tardiness + greatestWeight * (this.#greatest - routes.greatestTardiness);
      if (cost >= limit || this.#count > DELAYS_PER_NODE * this.#instance.nodes) return Infinity;
    }
    return tardinessWeight * this.#tardiness + greatestWeight * (this.#greatest - routes.greatestTardiness);
  }

  /** Takes over the last trial. */
  keep(routes: Routes): void {
    for (let i = 0; i < this.#count; i++) {
      const node = whole(this.#delayed, i);
      routes.start[node] = real(this.#start, node);
    }
    routes.tardiness += this.#tardiness;
    routes.greatestTardiness = this.#greatest;
  }

  /** Makes the whole schedule anew, after visits were taken out. */
  renew(routes: Routes): void {
    const { visits, workers, open, due, tardinessWeight, greatestWeight } = this.#instance;
    routes.cost -= tardinessWeight * routes.tardiness + greatestWeight * routes.greatestTardiness;
    routes.start.set(open);
    for (let changed = true; changed; ) {
      changed = false;
      for (let w = 0; w < workers; w++) if (this.#runThrough(routes, w)) changed = true;
    }
    let sum = 0;
    let greatest = 0;
    for (let visit = 0; visit < visits; visit++) {
      if (whole(routes.worker, visit) === NOWHERE) continue;
      const late = Math.max(0, real(routes.start, visit) - real(due, visit));
      sum += late;
      greatest = Math.max(greatest, late);
    }
    routes.tardiness = sum;
    routes.greatestTardiness = greatest;
    routes.cost += tardinessWeight * sum + greatestWeight * greatest;
  }

  /** Delays a route's visits to what their predecessors and partners demand. @returns whether a partner must follow */
  #runThrough(routes: Routes, w: number): boolean {
    const { visits, workers, partner } = this.#instance;
    const last = visits + workers + w;
    let partners = false;
    for (let node = visits + w; node !== last; ) {
      const before = node;
      node = whole(routes.next, before);
      const arrival = this.#arrival(routes, before, node, real(routes.start, before));
      const time = this.#clear(routes, node, Math.max(arrival, real(routes.start, node)));
      if (time > real(routes.start, node)) routes.start[node] = time;
      const other = node < visits ? whole(partner, node) : NOWHERE;
      if (other === NOWHERE) continue;
      const owed = this.#owed(node, real(routes.start, node));
      if (owed <= real(routes.start, other)) continue;
      routes.start[other] = owed;
      partners = true;
    }
    return partners;
  }

  #enter(visit: number): void {
    this.#mark[visit] = this.#trial;
    this.#start[visit] = -Infinity;
  }

  /** Schedules a new visit by its predecessor and its partner. */
  #reach(routes: Routes, visit: number): boolean {
    const before = whole(routes.prev, visit);
    const time = Math.max(
      this.#arrival(routes, before, visit, this.#time(routes, before)),
      real(this.#instance.open, visit),
    );
    return this.#delayTo(routes, visit, time);
  }

  /** Lets two new visits, each scheduled by its predecessor, wait for each other. */
  #agree(routes: Routes, first: number, second: number): boolean {
    return (
      this.#delayTo(routes, second, this.#owed(first, this.#time(routes, first))) &&
      this.#delayTo(routes, first, this.#owed(second, this.#time(routes, second)))
    );
  }

  /** Delays what follows a delayed node in its route and in its link. */
  #passOn(routes: Routes, node: number): boolean {
    const { visits, workers, partner } = this.#instance;
    const time = this.#time(routes, node);
    if (node < visits + workers) {
      const after = whole(routes.next, node);
      if (!this.#delayTo(routes, after, this.#arrival(routes, node, after, time))) return false;
    }
    const other = node < visits ? whole(partner, node) : NOWHERE;
    return other === NOWHERE || this.#delayTo(routes, other, this.#owed(node, time));
  }

  /** @returns false when the node would start too late */
  #delayTo(routes: Routes, node: number, time: number): boolean {
    const { close, due } = this.#instance;
    const was = this.#time(routes, node);
    if (time <= was) return true;
    if (node === this.#settled) return false;
    const start = this.#clear(routes, node, time);
    if (start > real(close, node)) return false;
    const late = start - real(due, node);
    if (late > 0) {
      this.#tardiness += late - Math.max(0, was - real(due, node));
      this.#greatest = Math.max(this.#greatest, late);
    }
    this.#mark[node] = this.#trial;
    this.#start[node] = start;
    this.#delayed[this.#count++] = node;
    return true;
  }

  #time(routes: Routes, node: number): number {
    return this.#mark[node] === this.#trial ? real(this.#start, node) : real(routes.start, node);
  }

  #arrival(routes: Routes, from: number, to: number, start: number): number {
    const { row, column, minutes, service, breaks } = this.#instance;
    const leave = start + real(service, from);
    const way = real(minutes, whole(row, from) + whole(column, to));
    const rests = breaks[whole(routes.worker, from)];
    return rests === undefined || rests.length === 0 ? leave + way : arrival(rests, leave, way);
  }

  #clear(routes: Routes, node: number, time: number): number {
    const rests = this.#instance.breaks[whole(routes.worker, node)];
    return rests === undefined || rests.length === 0 ? time : clear(rests, time, real(this.#instance.service, node));
  }

  /** The earliest start that a visit's start leaves to its partner. */
  #owed(visit: number, start: number): number {
    const { taskOf, first, minGap, maxGap } = this.#instance;
    const task = whole(taskOf, visit);
    return whole(first, task) === visit ? start + real(minGap, task) : start - real(maxGap, task);
  }
}
