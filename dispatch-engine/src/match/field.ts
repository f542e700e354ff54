import type { ReasonCode } from '@nuanlin/shared';
import type { Board, Job, Minute, Place } from '../problem/index.ts';
import { real, whole } from '../problem/cells.ts';
import { awayFrom } from './away.ts';
import { candidatesFor, firstPlace } from './candidates.ts';
import { continuity, dispositionCost } from './cost.ts';
import { follow, OUT_AT, OUT_LATENESS } from './follow.ts';
import { Nearby } from './nearby.ts';
import type { Unit } from './unit.ts';
import { worksOf, type Works } from './works.ts';

/** A round's work in typed arrays, so that the search reads numbers only. Workers go by their number on the board. */
export interface Field {
  readonly board: Board;
  readonly units: readonly Unit[];
  readonly works: Works;
  /** Jobs of unit u: `jobFrom[u] … jobFrom[u + 1]`. */
  readonly jobFrom: Int32Array;
  /** Minutes that leaving a unit undone costs. */
  readonly undone: Float64Array;
  /** `awayFrom` the place where a unit ends, and where a candidate stands. */
  readonly awayEnd: Float64Array;
  readonly awayStart: Float64Array;
  /** Most minutes that a job may lose to the others of its run: the rules', but no limit while work abounds. */
  readonly detour: number;
  /** Workers excluded from each unit, counted by reason. */
  readonly excluded: readonly Readonly<Partial<Record<ReasonCode, number>>>[];
  /** Candidates of unit u: `candidateFrom[u] … candidateFrom[u + 1]`, the least bound first. */
  readonly candidateFrom: Int32Array;
  readonly candidates: Candidates;
}

/** Who may have a unit, and what it costs. */
export interface Candidates {
  readonly number: number[];
  /** What having the unit costs this worker besides the walk. */
  readonly personal: number[];
  /** When nothing else is planned for her: by how much the unit raises the plan's cost, and what ending after it costs (`endCost`). */
  readonly rise: number[];
  readonly end: number[];
  /**
   * Lower bound of what the unit adds to any route of the worker, apart from where and when the route ends: the lateness of
   * going straight, and the personal cost. By the triangle inequality no detour brings her there sooner.
   */
  readonly least: number[];
}

/** @param busy workers who have just been given a crew's seat */
export function fieldOf(board: Board, units: readonly Unit[], busy: ReadonlySet<string>): Field {
  const jobs: Job[] = [];
  const jobFrom = new Int32Array(units.length + 1);
  units.forEach((unit, u) => {
    jobs.push(...unit.jobs);
    jobFrom[u + 1] = jobs.length;
  });
  const works = worksOf(jobs);
  const away = awayFrom(board);
  const awayStart = new Float64Array(board.workers.length).fill(Number.NaN);
  const candidates: Candidates = { number: [], personal: [], rise: [], end: [], least: [] };
  const candidateFrom = new Int32Array(units.length + 1);
  const excluded: Partial<Record<ReasonCode, number>>[] = [];
  const around = new Map<Place, Nearby>();
  const begins = new Map<Place, number>(); // how many units begin there
  for (const { seats } of units) begins.set(firstPlace(seats), (begins.get(firstPlace(seats)) ?? 0) + 1);
  const ranking = new Ranking(board.workers.length);
  const disposition = new Float64Array(board.workers.length).fill(Number.NaN);
  let ready = 0; // workers who can begin soon

  const awayEnd = Float64Array.from(units, ({ jobs }) => away(jobs.at(-1)?.door.place ?? 0));
  units.forEach((unit, u) => {
    const here = firstPlace(unit.seats);
    const nearby = around.get(here) ?? new Nearby(board, here);
    around.set(here, nearby);
    const found = candidatesFor(board, unit.seats, nearby, begins.get(here));
    excluded.push(found.excluded);
    ranking.clear();
    for (const number of found.eligible) {
      const worker = board.workers[number];
      if (!worker || busy.has(worker.person)) continue;
      for (let i = 0; i < unit.jobs.length; i++) works.scratch[i] = whole(jobFrom, u) + i;
      const start = startOf(board, number);
      const place = whole(board.fleet.startPlace, number);
      const walk = follow(board, works, number, unit.jobs.length, place, start, Infinity);
      if (walk === Infinity) continue;
      let own = unit.shownTo === null || unit.shownTo === worker.id ? 0 : board.rules.weights.churn;
      if (Number.isNaN(real(disposition, number))) disposition[number] = dispositionCost(board, worker);
      for (const job of unit.jobs) own += continuity(board, worker, job) + real(disposition, number);
      const bound = own + board.rules.weights.lateness * real(works.out, OUT_LATENESS);
      if (Number.isNaN(real(awayStart, number))) {
        awayStart[number] = away(place);
        if (start <= board.now + board.rules.search.lookAhead) ready++;
      }
      const end = endCost(board, number, real(awayEnd, u), real(works.out, OUT_AT));
      const idle = endCost(board, number, real(awayStart, number), start);
      ranking.add(bound, number, own, own + walk + end - idle, end);
    }
    ranking.moveTo(candidates);
    candidateFrom[u + 1] = candidates.number.length;
  });
  return {
    board,
    units,
    works,
    jobFrom,
    undone: Float64Array.from(units, ({ undone }) => undone),
    awayEnd,
    awayStart,
    detour: dueSoon(board, units) > ready ? Infinity : board.rules.bundle.detour,
    excluded,
    candidateFrom,
    candidates,
  };
}

/**
 * What it costs to be free at a place so far from where work begins, at that minute: a minute of the shift is work that could have
 * been done in it, and after the shift nothing is lost.
 */
export function endCost({ fleet, rules }: Board, number: number, away: number, at: Minute): number {
  const shiftTo = real(fleet.shiftTo, number);
  return away + rules.weights.time * (at < shiftTo ? at : shiftTo);
}

/** The minute from which a worker can be on the way. */
export const startOf = (board: Board, number: number): number => Math.max(board.now, real(board.fleet.startAt, number));

function dueSoon({ now, rules }: Board, units: readonly Unit[]): number {
  let due = 0;
  for (const { jobs } of units) if ((jobs[0]?.ready ?? Infinity) <= now + rules.search.lookAhead) due++;
  return due;
}

/** Rows as they come in one typed array, and the order in which their bounds stand. */
class Ranking {
  static readonly WIDTH = 4;
  readonly #rows: Float64Array;
  readonly #bounds: Float64Array;
  readonly #order: Int32Array;
  #many = 0;

  constructor(room: number) {
    this.#rows = new Float64Array(room * Ranking.WIDTH);
    this.#bounds = new Float64Array(room);
    this.#order = new Int32Array(room);
  }

  clear(): void {
    this.#many = 0;
  }

  add(bound: number, number: number, personal: number, rise: number, end: number): void {
    const rows = this.#rows;
    const bounds = this.#bounds;
    const order = this.#order;
    const row = this.#many++;
    let i = row;
    for (; i > 0 && real(bounds, i - 1) > bound; i--) {
      bounds[i] = real(bounds, i - 1);
      order[i] = whole(order, i - 1);
    }
    bounds[i] = bound;
    order[i] = row;
    const at = row * Ranking.WIDTH;
    rows[at] = number;
    rows[at + 1] = personal;
    rows[at + 2] = rise;
    rows[at + 3] = end;
  }

  moveTo({ number, personal, rise, end, least }: Candidates): void {
    for (let i = 0; i < this.#many; i++) {
      const at = whole(this.#order, i) * Ranking.WIDTH;
      least.push(real(this.#bounds, i));
      number.push(real(this.#rows, at));
      personal.push(real(this.#rows, at + 1));
      rise.push(real(this.#rows, at + 2));
      end.push(real(this.#rows, at + 3));
    }
  }
}
