import { real, whole } from '../problem/cells.ts';
import { arrival, clear } from './clock.ts';
import type { Blinks } from './insertion.ts';
import type { Instance } from './instance.ts';
import { NOWHERE, type Routes } from './routes.ts';
import { Shortlist } from './shortlist.ts';

/** So many places are kept; when none of them bears a trial, the task stays undone for now. */
const KEPT = 64;

/** The places where one visit could stand, those that cost least at least in front. */
export class Places {
  readonly list = new Shortlist(KEPT);
  readonly #instance: Instance;
  readonly #blinks: Blinks;
  /** Per group of exchangeable workers: the idle ones that were looked at. */
  readonly #idle: Int32Array;

  constructor(instance: Instance, blinks: Blinks) {
    this.#instance = instance;
    this.#blinks = blinks;
    this.#idle = new Int32Array(instance.workers);
  }

  /**
   * Gathers where the visit fits by itself: skill, load, window and the rest of that route, links and breaks of it aside.
   * @param idle how many idle workers of a group of exchangeable ones to look at
   */
  gather(routes: Routes, visit: number, idle: number): void {
    const { workers, group, fixed, assign } = this.#instance;
    this.list.clear();
    this.#idle.fill(0);
    for (let w = 0; w < workers; w++) {
      let base = real(assign, visit * workers + w);
      if (base === Infinity) continue;
      if (routes.length[w] === 0) {
        const seen = whole(this.#idle, whole(group, w));
        if (seen >= idle) continue;
        this.#idle[whole(group, w)] = seen + 1;
        base += real(fixed, w);
      }
      this.#gatherRoute(routes, visit, w, base);
    }
  }

  #gatherRoute(routes: Routes, visit: number, w: number, base: number): void {
    const { visits, workers, row, column, minutes, leg, open, close, service, brought, capacity } = this.#instance;
    const { next, start, latest, peak, length } = routes;
    const breaks = this.#instance.breaks[w] ?? NO_BREAKS;
    const room = real(capacity, w) - real(brought, visit);
    const lasts = real(service, visit);
    const visitRow = whole(row, visit);
    const visitColumn = whole(column, visit);
    const last = visits + workers + w;
    const empty = length[w] === 0;
    for (let before = visits + w; before !== last; before = whole(next, before)) {
      const leave = real(start, before) + real(service, before);
      if (leave > real(close, visit) || real(peak, before) > room) return;
      const beforeRow = whole(row, before);
      const after = whole(next, before);
      const afterColumn = whole(column, after);
      const way = real(minutes, beforeRow + visitColumn);
      const begin =
        breaks.length === 0
          ? Math.max(leave + way, real(open, visit))
          : clear(breaks, Math.max(arrival(breaks, leave, way), real(open, visit)), lasts);
      if (begin > real(close, visit)) continue;
      if (begin + lasts + real(minutes, visitRow + afterColumn) > real(latest, after)) continue;
      const saved = empty ? 0 : real(leg, beforeRow + afterColumn);
      const detour = base + real(leg, beforeRow + visitColumn) + real(leg, visitRow + afterColumn) - saved;
      if (detour >= this.list.limit || this.#blinks.next()) continue;
      this.list.add(before, NOWHERE, begin, detour, detour + this.tardiness(routes, visit, after, begin));
    }
  }

  /** Cost of the tardiness that the visit, if it starts at `start` before `after`, brings at least to itself and those behind. */
  tardiness(routes: Routes, visit: number, after: number, start: number): number {
    const { row, column, minutes, due, service, tardinessWeight } = this.#instance;
    const way = real(minutes, whole(row, visit) + whole(column, after));
    const delay = start + real(service, visit) + way - real(routes.start, after);
    const own = Math.max(0, start - real(due, visit));
    return tardinessWeight * (delay > 0 ? own + delay * real(routes.lateBehind, after) : own);
  }
}

const NO_BREAKS = new Float64Array(0);
