import { real, whole } from '../problem/cells.ts';
import type { Blinks } from './insertion.ts';
import type { Instance } from './instance.ts';
import type { Routes } from './routes.ts';
import { Shortlist } from './shortlist.ts';

/** So many places are kept; when none of them bears a trial, the delivery stays undone for now. */
const KEPT = 8;

/** The places where a pickup and its delivery could stand, those that cost least at least in front. */
export class Pairs {
  readonly list = new Shortlist(KEPT);
  readonly #instance: Instance;
  readonly #blinks: Blinks;
  /** Per group of exchangeable workers: the last gathering that has looked at an idle one of it. */
  readonly #lookedAt: Int32Array;
  #gathering = 0;

  constructor(instance: Instance, blinks: Blinks) {
    this.#instance = instance;
    this.#blinks = blinks;
    this.#lookedAt = new Int32Array(instance.workers);
  }

  /** Gathers where both fit by themselves: skill, load, windows, age and the rest of that route, breaks aside. */
  gather(routes: Routes, task: number, mayOpen: boolean): void {
    const { workers, group, fixed, assign, first, second } = this.#instance;
    this.list.clear();
    this.#gathering++;
    for (let w = 0; w < workers; w++) {
      let base = real(assign, whole(first, task) * workers + w) + real(assign, whole(second, task) * workers + w);
      if (base === Infinity) continue;
      if (routes.length[w] === 0) {
        if (!mayOpen || this.#lookedAt[whole(group, w)] === this.#gathering) continue;
        this.#lookedAt[whole(group, w)] = this.#gathering;
        base += real(fixed, w);
      }
      this.#gatherRoute(routes, task, w, base);
    }
  }

  #gatherRoute(routes: Routes, task: number, w: number, base: number): void {
    const { visits, workers, row, column, minutes, leg, open, close, service, load, capacity } = this.#instance;
    const { next, start, length } = routes;
    const pickup = whole(this.#instance.first, task);
    const room = real(capacity, w) - real(load, pickup);
    const pickupColumn = whole(column, pickup);
    const last = visits + workers + w;
    const empty = length[w] === 0;
    for (let before = visits + w; before !== last; before = whole(next, before)) {
      const after = whole(next, before);
      const leave = real(start, before) + real(service, before);
      if (leave > real(close, pickup)) return;
      const onTheSpot = after !== last && whole(column, after) === pickupColumn;
      if (onTheSpot || real(routes.load, before) > room) continue;
      const beforeRow = whole(row, before);
      const begin = Math.max(leave + real(minutes, beforeRow + pickupColumn), real(open, pickup));
      if (begin > real(close, pickup)) continue;
      const saved = empty ? 0 : real(leg, beforeRow + whole(column, after));
      const cost = base + real(leg, beforeRow + pickupColumn) - saved;
      if (cost < this.list.limit) this.#gatherDeliveries(routes, task, before, begin, cost, room);
    }
  }

  /** @param begin start of the pickup @param cost of going to the pickup instead of what follows @param room for others' load */
  #gatherDeliveries(routes: Routes, task: number, before: number, begin: number, cost: number, room: number): void {
    const { visits, row, column, minutes, leg, open, close, due, service, maxGap } = this.#instance;
    const { tardinessWeight } = this.#instance;
    const { next, latest, start, lateBehind } = routes;
    const pickup = whole(this.#instance.first, task);
    const delivery = whole(this.#instance.second, task);
    const deliveryColumn = whole(column, delivery);
    const deliveryRow = whole(row, delivery);
    const most = real(maxGap, task);
    let node = pickup;
    let following = whole(next, before);
    let fromRow = whole(row, pickup);
    let leave = begin + real(service, pickup);
    let age = real(service, pickup);
    let detour = cost;
    for (;;) {
      const way = real(minutes, fromRow + deliveryColumn);
      if (age + way > most) return;
      const followingColumn = whole(column, following);
      const replaced = node === pickup ? 0 : real(leg, fromRow + followingColumn);
      const total = detour + real(leg, fromRow + deliveryColumn) + real(leg, deliveryRow + followingColumn) - replaced;
      if (total < this.list.limit) {
        const handOver = Math.max(leave + way, real(open, delivery));
        if (handOver > real(close, delivery)) return;
        const arrival = handOver + real(service, delivery) + real(minutes, deliveryRow + followingColumn);
        if (arrival <= real(latest, following) && !this.#blinks.next()) {
          const delay = Math.max(0, arrival - real(start, following));
          const late = Math.max(0, handOver - real(due, delivery)) + delay * real(lateBehind, following);
          this.list.add(before, node, begin, total, total + tardinessWeight * late);
        }
      }
      if (following >= visits) return;
      const step = real(minutes, fromRow + followingColumn);
      const reached = Math.max(leave + step, real(open, following));
      if (reached > real(latest, following) || real(routes.load, following) > room) return;
      if (node === pickup) detour += real(leg, fromRow + followingColumn);
      leave = reached + real(service, following);
      age += step + real(service, following);
      fromRow = whole(row, following);
      node = following;
      following = whole(next, following);
    }
  }
}
