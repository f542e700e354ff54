import { real, whole } from '../problem/cells.ts';
import { Blinks, Found, link, type Inserter } from './insertion.ts';
import { DELIVERY, type Instance } from './instance.ts';
import type { Random } from '../problem/random.ts';
import { NOWHERE, type Routes } from './routes.ts';
import { endRoute, loadRoute, startRoute } from './timing.ts';

/** With more visits than this, a visit is tried only beside so many of its nearest ones. */
const MANY = 250;
const NEAR = 30;

/**
 * Insertion where routes do not touch each other and nobody may be late. Every node knows the earliest start that the part
 * before it allows and the latest start that the part after it bears; a visit between two parts is then judged in constant
 * time by joining the three (Savelsbergh 1992, "The vehicle routing problem with time windows: minimizing route duration").
 */
export class IndependentInserter implements Inserter {
  readonly found = new Found();
  readonly #instance: Instance;
  readonly #blinks: Blinks;
  /** Per group of exchangeable workers: the last search that has looked at an empty route of it. */
  readonly #lookedAt: Int32Array;
  #search = 0;

  constructor(instance: Instance, random: Random) {
    this.#instance = instance;
    this.#blinks = new Blinks(random);
    this.#lookedAt = new Int32Array(instance.workers);
  }

  seek(routes: Routes, task: number, mayOpen: boolean): void {
    const { visits, first, second, kind } = this.#instance;
    const visit = whole(first, task);
    this.found.reset();
    this.#search++;
    if (kind[task] === DELIVERY) return this.#seekEverywhere(routes, visit, whole(second, task), mayOpen);
    if (visits > MANY) this.#seekNear(routes, visit, mayOpen);
    if (this.found.cost === Infinity) this.#seekEverywhere(routes, visit, NOWHERE, mayOpen);
  }

  /** @param delivery NOWHERE for a visit alone */
  #seekEverywhere(routes: Routes, visit: number, delivery: number, mayOpen: boolean): void {
    const { workers, assign } = this.#instance;
    for (let w = 0; w < workers; w++) {
      let base = real(assign, visit * workers + w);
      if (delivery !== NOWHERE) base += real(assign, delivery * workers + w);
      if (routes.length[w] === 0) {
        if (!mayOpen || this.#wasLookedAt(w)) continue;
        base += real(this.#instance.fixed, w);
      }
      if (base >= this.found.cost) continue;
      if (delivery === NOWHERE) this.#seekOne(routes, visit, w, base);
      else this.#seekPair(routes, visit, delivery, w, base);
    }
  }

  /** At the beginning of every route, and on both sides of the nearest visits. */
  #seekNear(routes: Routes, visit: number, mayOpen: boolean): void {
    const { visits, workers, assign, fixed, neighbours, near } = this.#instance;
    for (let w = 0; w < workers; w++) {
      const base = real(assign, visit * workers + w);
      if (routes.length[w] !== 0) this.#judge(routes, visit, w, visits + w, base);
      else if (mayOpen && !this.#wasLookedAt(w)) this.#judge(routes, visit, w, visits + w, base + real(fixed, w));
    }
    const last = visit * near + Math.min(near, NEAR);
    for (let k = visit * near; k < last; k++) {
      const neighbour = whole(neighbours, k);
      const w = whole(routes.worker, neighbour);
      if (w === NOWHERE) continue;
      const base = real(assign, visit * workers + w);
      if (base >= this.found.cost) continue;
      this.#judge(routes, visit, w, neighbour, base);
      const before = whole(routes.prev, neighbour);
      if (before < visits) this.#judge(routes, visit, w, before, base);
    }
  }

  /** Was an empty route of the worker's group looked at in this search already? */
  #wasLookedAt(w: number): boolean {
    const { group } = this.#instance;
    if (this.#lookedAt[whole(group, w)] === this.#search) return true;
    this.#lookedAt[whole(group, w)] = this.#search;
    return false;
  }

  #judge(routes: Routes, visit: number, w: number, before: number, base: number): void {
    const { row, column, minutes, leg, open, close, service, load, capacity } = this.#instance;
    const leave = real(routes.start, before) + real(service, before);
    if (leave > real(close, visit) || real(routes.peak, before) > real(capacity, w) - real(load, visit)) return;
    const after = whole(routes.next, before);
    const toVisit = whole(row, before) + whole(column, visit);
    const fromVisit = whole(row, visit) + whole(column, after);
    const skipped = routes.length[w] === 0 ? 0 : real(leg, whole(row, before) + whole(column, after));
    const cost = base + real(leg, toVisit) + real(leg, fromVisit) - skipped;
    if (cost >= this.found.cost) return;
    const begin = Math.max(leave + real(minutes, toVisit), real(open, visit));
    if (begin > real(close, visit)) return;
    if (begin + real(service, visit) + real(minutes, fromVisit) > real(routes.latest, after)) return;
    if (!this.#blinks.next()) this.found.offer(cost, before, NOWHERE);
  }

  /** Judges as `#judge` does, written out with what is the same along a route: a call a place costs half the speed and more. */
  #seekOne(routes: Routes, visit: number, w: number, base: number): void {
    const { visits, workers, row, column, minutes, leg, open, close, service, load, capacity } = this.#instance;
    const { next, start, latest, peak, length } = routes;
    const room = real(capacity, w) - real(load, visit);
    const opens = real(open, visit);
    const closes = real(close, visit);
    const lasts = real(service, visit);
    const visitRow = whole(row, visit);
    const visitColumn = whole(column, visit);
    const last = visits + workers + w;
    const empty = length[w] === 0;
    for (let before = visits + w; before !== last; ) {
      const after = whole(next, before);
      const leave = real(start, before) + real(service, before);
      if (leave > closes || real(peak, before) > room) return;
      const beforeRow = whole(row, before);
      const begin = Math.max(leave + real(minutes, beforeRow + visitColumn), opens);
      const afterColumn = whole(column, after);
      if (begin <= closes && begin + lasts + real(minutes, visitRow + afterColumn) <= real(latest, after)) {
        const cost = base + real(leg, beforeRow + visitColumn) + real(leg, visitRow + afterColumn);
        const saved = empty ? 0 : real(leg, beforeRow + afterColumn);
        if (cost - saved < this.found.cost && !this.#blinks.next()) this.found.offer(cost - saved, before, NOWHERE);
      }
      before = after;
    }
  }

  #seekPair(routes: Routes, pickup: number, delivery: number, w: number, base: number): void {
    const { visits, workers, row, column, minutes, leg, open, close, service, load, capacity } = this.#instance;
    const { next, start, latest, length } = routes;
    const room = real(capacity, w) - real(load, pickup);
    const closes = real(close, pickup);
    const pickupRow = whole(row, pickup);
    const pickupColumn = whole(column, pickup);
    const deliveryRow = whole(row, delivery);
    const deliveryColumn = whole(column, delivery);
    const deliveryOpens = real(open, delivery);
    const deliveryCloses = real(close, delivery);
    const deliveryLasts = real(service, delivery);
    const last = visits + workers + w;
    const empty = length[w] === 0;
    for (let before = visits + w; before !== last; before = whole(next, before)) {
      const after = whole(next, before);
      const leaveBefore = real(start, before) + real(service, before);
      if (leaveBefore > closes) return;
      if (real(routes.load, before) > room) continue;
      const beforeRow = whole(row, before);
      const begin = Math.max(leaveBefore + real(minutes, beforeRow + pickupColumn), real(open, pickup));
      if (begin > closes) continue;
      const saved = empty ? 0 : real(leg, beforeRow + whole(column, after));
      const toPickup = base + real(leg, beforeRow + pickupColumn) - saved;
      const pickupEnd = begin + real(service, pickup);

      const atOnce = Math.max(pickupEnd + real(minutes, pickupRow + deliveryColumn), deliveryOpens);
      if (atOnce > deliveryCloses) continue;
      const afterColumn = whole(column, after);
      if (atOnce + deliveryLasts + real(minutes, deliveryRow + afterColumn) <= real(latest, after)) {
        const cost = toPickup + real(leg, pickupRow + deliveryColumn) + real(leg, deliveryRow + afterColumn);
        if (cost < this.found.cost && !this.#blinks.next()) this.found.offer(cost, before, pickup);
      }

      const detour = toPickup + real(leg, pickupRow + afterColumn);
      if (detour >= this.found.cost) continue;
      let leave = pickupEnd;
      let fromRow = pickupRow;
      for (let node = after; node !== last; ) {
        const begin = Math.max(leave + real(minutes, fromRow + whole(column, node)), real(open, node));
        if (begin > real(latest, node) || real(routes.load, node) > room) break;
        leave = begin + real(service, node);
        if (leave > deliveryCloses) break;
        fromRow = whole(row, node);
        const following = whole(next, node);
        const followingColumn = whole(column, following);
        const handOver = Math.max(leave + real(minutes, fromRow + deliveryColumn), deliveryOpens);
        if (
          handOver <= deliveryCloses &&
          handOver + deliveryLasts + real(minutes, deliveryRow + followingColumn) <= real(latest, following)
        ) {
          const cost =
            detour +
            real(leg, fromRow + deliveryColumn) +
            real(leg, deliveryRow + followingColumn) -
            real(leg, fromRow + followingColumn);
          if (cost < this.found.cost && !this.#blinks.next()) this.found.offer(cost, before, node);
        }
        node = following;
      }
    }
  }

  insert(routes: Routes, task: number): void {
    link(this.#instance, routes, task, this.found);
    this.#time(routes, whole(routes.worker, whole(this.#instance.first, task)));
  }

  refresh(routes: Routes, workers: Int32Array, count: number): void {
    for (let i = 0; i < count; i++) this.#time(routes, whole(workers, i));
  }

  #time(routes: Routes, w: number): void {
    loadRoute(this.#instance, routes, w);
    startRoute(this.#instance, routes, w);
    endRoute(this.#instance, routes, w);
  }
}
