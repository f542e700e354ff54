import { real, whole } from './cells.ts';
import { Blinks, Found, link, type Inserter } from './insertion.ts';
import { CREW, DELIVERY, type Instance } from './instance.ts';
import { Places } from './places.ts';
import type { Random } from './random.ts';
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

  constructor(instance: Instance, random: Random) {
    this.#instance = instance;
    this.#blinks = new Blinks(random);
    this.#schedule = new Schedule(instance);
    this.#first = new Places(instance, this.#blinks);
    this.#second = new Places(instance, this.#blinks);
  }

  seek(routes: Routes, task: number, mayOpen: boolean): void {
    const { first, second, kind } = this.#instance;
    this.found.reset();
    this.#first.gather(routes, whole(first, task), mayOpen ? 1 : 0);
    if (kind[task] === DELIVERY) return this.#seekDelivery(routes, task);
    if (kind[task] !== CREW) return this.#seekOne(routes, whole(first, task));
    this.#second.gather(routes, whole(second, task), mayOpen ? 2 : 0);
    return this.#seekCrew(routes, task);
  }

  #seekOne(routes: Routes, visit: number): void {
    const places = this.#first;
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
    const [ones, others] = [this.#first, this.#second];
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
          detour + ones.tardiness(routes, visit, i, start) + others.tardiness(routes, partner, k, startOther);
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

  #seekDelivery(routes: Routes, task: number): void {
    const { visits, workers, first, second, row, column, leg, load, capacity, assign } = this.#instance;
    const [pickup, delivery] = [whole(first, task), whole(second, task)];
    const places = this.#first;
    for (let i = 0; i < places.count; i++) {
      const before = whole(places.before, i);
      const w = whole(routes.worker, before);
      const last = visits + workers + w;
      const base = real(places.detour, i) + real(assign, delivery * workers + w);
      const room = real(capacity, w) - real(load, pickup);
      if (base === Infinity || real(routes.load, before) > room) continue;
      routes.splice(pickup, before);
      for (let node = pickup; node !== last && (node === pickup || real(routes.load, node) <= room); ) {
        const after = whole(routes.next, node);
        const cost =
          base +
          real(leg, whole(row, node) + whole(column, delivery)) +
          real(leg, whole(row, delivery) + whole(column, after)) -
          real(leg, whole(row, node) + whole(column, after));
        if (cost < this.found.cost && !this.#blinks.next()) {
          routes.splice(delivery, node);
          const total = cost + this.#schedule.delay(routes, pickup, delivery, this.found.cost - cost);
          routes.unsplice(delivery);
          this.found.offer(total, before, node);
        }
        node = after;
      }
      routes.unsplice(pickup);
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
