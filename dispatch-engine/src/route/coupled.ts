import { real, whole } from '../problem/cells.ts';
import { Blinks, Found, link, type Inserter } from './insertion.ts';
import { CREW, DELIVERY, type Instance } from './instance.ts';
import { Pairs } from './pairs.ts';
import { Places } from './places.ts';
import type { Random } from '../problem/random.ts';
import { NOWHERE, type Routes } from './routes.ts';
import { Schedule } from './schedule.ts';
import { countLate, endRoute, loadRoute } from './timing.ts';

/**
 * Insertion where a start may depend on other routes, or may be late. A place is judged first by what it costs at least
 * (legs and own tardiness, in constant time); if that could be the cheapest, the visits are put there on trial and the
 * delay runs through the schedule until waiting time has swallowed it. Linked visits go in together; an order in which a
 * visit would wait for itself is refused.
 */
export class CoupledInserter implements Inserter {
  readonly found = new Found();
  readonly #instance: Instance;
  readonly #blinks: Blinks;
  readonly #schedule: Schedule;
  /** Where the first and the second visit of a task could stand. */
  readonly #first: Places;
  readonly #second: Places;
  readonly #pairs: Pairs;

  constructor(instance: Instance, random: Random) {
    this.#instance = instance;
    this.#blinks = new Blinks(random);
    this.#schedule = new Schedule(instance);
    this.#first = new Places(instance, this.#blinks);
    this.#second = new Places(instance, this.#blinks);
    this.#pairs = new Pairs(instance, this.#blinks);
  }

  seek(routes: Routes, task: number, mayOpen: boolean): void {
    const { first, second, kind } = this.#instance;
    const visit = whole(first, task);
    this.found.reset();
    if (kind[task] === DELIVERY) {
      this.#pairs.gather(routes, task, mayOpen);
      return this.#seekDelivery(routes, visit, whole(second, task));
    }
    this.#first.gather(routes, visit, mayOpen ? 1 : 0);
    if (kind[task] !== CREW) return this.#seekOne(routes, visit);
    this.#second.gather(routes, whole(second, task), mayOpen ? 2 : 0);
    return this.#seekCrew(routes, task);
  }

  #seekOne(routes: Routes, visit: number): void {
    const places = this.#first.list;
    for (let i = 0; i < places.count && real(places.least, i) < this.found.cost; i++) {
      const before = whole(places.before, i);
      routes.splice(visit, before);
      const cost =
        real(places.detour, i) + this.#schedule.delay(routes, visit, NOWHERE, this.found.cost - real(places.detour, i));
      routes.unsplice(visit);
      this.found.offer(cost, before, NOWHERE);
    }
  }

  #seekCrew(routes: Routes, task: number): void {
    const { first, second, minGap, maxGap, close } = this.#instance;
    const [visit, partner] = [whole(first, task), whole(second, task)];
    const [ones, others] = [this.#first.list, this.#second.list];
    if (others.count === 0) return;
    const cheapest = real(others.least, 0);
    for (let i = 0; i < ones.count && real(ones.least, i) + cheapest < this.found.cost; i++) {
      const before = whole(ones.before, i);
      const worker = whole(routes.worker, before);
      for (let k = 0; k < others.count && real(ones.least, i) + real(others.least, k) < this.found.cost; k++) {
        const beforeOther = whole(others.before, k);
        if (whole(routes.worker, beforeOther) === worker) continue;
        const start = Math.max(real(ones.start, i), real(others.start, k) - real(maxGap, task));
        const startOther = Math.max(real(others.start, k), start + real(minGap, task));
        if (start > real(close, visit) || startOther > real(close, partner)) continue;
        const detour = real(ones.detour, i) + real(others.detour, k);
        const least =
          detour +
          this.#first.tardiness(routes, visit, whole(routes.next, before), start) +
          this.#second.tardiness(routes, partner, whole(routes.next, beforeOther), startOther);
        if (least >= this.found.cost) continue;
        routes.splice(visit, before);
        routes.splice(partner, beforeOther);
        const cost = detour + this.#schedule.delay(routes, visit, partner, this.found.cost - detour);
        routes.unsplice(partner);
        routes.unsplice(visit);
        this.found.offer(cost, before, beforeOther);
      }
    }
  }

  #seekDelivery(routes: Routes, pickup: number, delivery: number): void {
    const pairs = this.#pairs.list;
    for (let i = 0; i < pairs.count && real(pairs.least, i) < this.found.cost; i++) {
      const detour = real(pairs.detour, i);
      routes.splice(pickup, whole(pairs.before, i));
      routes.splice(delivery, whole(pairs.beforeSecond, i));
      const cost = detour + this.#schedule.delay(routes, pickup, delivery, this.found.cost - detour);
      routes.unsplice(delivery);
      routes.unsplice(pickup);
      this.found.offer(cost, whole(pairs.before, i), whole(pairs.beforeSecond, i));
    }
  }

  insert(routes: Routes, task: number): void {
    const { first, second } = this.#instance;
    const visit = whole(first, task);
    const partner = whole(second, task);
    link(this.#instance, routes, task, this.found);
    routes.cost += this.#schedule.delay(routes, visit, partner, Infinity);
    this.#schedule.keep(routes);
    this.#measure(routes, whole(routes.worker, visit));
    if (partner !== NOWHERE) this.#measure(routes, whole(routes.worker, partner));
    this.#countLate(routes);
  }

  refresh(routes: Routes, workers: Int32Array, count: number): void {
    for (let i = 0; i < count; i++) this.#measure(routes, whole(workers, i));
    this.#schedule.renew(routes);
    this.#countLate(routes);
  }

  #measure(routes: Routes, w: number): void {
    loadRoute(this.#instance, routes, w);
    endRoute(this.#instance, routes, w);
  }

  #countLate(routes: Routes): void {
    for (let w = 0; w < this.#instance.workers; w++) countLate(this.#instance, routes, w);
  }
}
