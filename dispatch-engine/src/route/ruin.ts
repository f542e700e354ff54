import { whole } from '../problem/cells.ts';
import { unlink, type Inserter } from './insertion.ts';
import type { Instance } from './instance.ts';
import type { Random } from '../problem/random.ts';
import { NOWHERE, type Routes } from './routes.ts';

/** Tasks taken out of routes in one ruin, on average. */
const REMOVED = 10;
/** Longest string of neighbouring stops taken from one route. */
const LONGEST_STRING = 10;
/** How often a string keeps a few stops in its middle, and how often it keeps one more. */
const SPLIT = 0.5;
const KEEP_MORE = 0.01;

/**
 * Ruin by slack induction: short strings of neighbouring stops leave routes that lie near each other, so that room in time,
 * load and space arises where the routes can exchange work (Christiaens & Vanden Berghe 2020, "Slack induction by string
 * removals for vehicle routing problems").
 */
export class Ruin {
  readonly #instance: Instance;
  readonly #random: Random;
  /** The tasks that the last ruin took out, and how many there are. */
  readonly tasks: Int32Array;
  count = 0;
  /** Workers whose routes it has ruined, in order. */
  readonly #ruined: Int32Array;
  #ruinedCount = 0;
  /** Workers whose routes changed, the partners' of removed visits too. */
  readonly #changed: Int32Array;
  #changedCount = 0;
  readonly #mark: Uint8Array;
  readonly #string: Int32Array;

  constructor(instance: Instance, random: Random) {
    this.#instance = instance;
    this.#random = random;
    this.tasks = new Int32Array(instance.tasks);
    this.#ruined = new Int32Array(instance.workers);
    this.#changed = new Int32Array(instance.workers);
    this.#mark = new Uint8Array(instance.workers);
    this.#string = new Int32Array(instance.visits);
  }

  run(routes: Routes, inserter: Inserter): void {
    const { visits, neighbours, near } = this.#instance;
    this.count = this.#ruinedCount = 0;
    const seed = this.#random.below(visits);
    const longest = Math.min(LONGEST_STRING, averageLength(routes));
    const strings = Math.floor(1 + this.#random.unit() * ((4 * REMOVED) / (1 + longest) - 1));
    this.#ruinAround(routes, seed, longest);
    for (let k = 0; k < near && this.#ruinedCount < strings; k++)
      this.#ruinAround(routes, whole(neighbours, seed * near + k), longest);
    this.#settle(routes, inserter);
  }

  /** Takes all work from one worker. */
  runRoute(routes: Routes, inserter: Inserter, w: number): void {
    this.count = this.#ruinedCount = 0;
    const first = this.#instance.visits + w;
    while (whole(routes.length, w) > 0) this.#remove(routes, whole(routes.next, first));
    this.#settle(routes, inserter);
  }

  #ruinAround(routes: Routes, visit: number, longest: number): void {
    const w = whole(routes.worker, visit);
    if (w === NOWHERE) return;
    for (let i = 0; i < this.#ruinedCount; i++) if (whole(this.#ruined, i) === w) return;
    this.#ruined[this.#ruinedCount++] = w;
    const stops = whole(routes.length, w);
    const length = Math.floor(1 + this.#random.unit() * Math.min(stops, longest));
    let kept = 0;
    if (length > 1 && length < stops && this.#random.unit() < SPLIT) {
      kept = 1;
      while (length + kept < stops && this.#random.unit() < KEEP_MORE) kept++;
    }
    this.#removeString(routes, visit, length, kept);
  }

  /** Removes a string around the visit: `length` stops, leaving `kept` somewhere in its middle. */
  #removeString(routes: Routes, visit: number, length: number, kept: number): void {
    const { visits } = this.#instance;
    const w = whole(routes.worker, visit);
    let before = 0;
    for (let node = whole(routes.prev, visit); node < visits; node = whole(routes.prev, node)) before++;
    const span = length + kept;
    const most = Math.min(before, span - 1);
    const least = Math.min(most, Math.max(0, span - (whole(routes.length, w) - before)));
    const back = least + this.#random.below(most - least + 1);
    let node = visit;
    for (let i = 0; i < back; i++) node = whole(routes.prev, node);
    const keepFrom = kept === 0 ? length : 1 + this.#random.below(length - 1);
    const string = this.#string;
    let found = 0;
    for (let i = 0; i < span && node < visits; i++, node = whole(routes.next, node))
      if (i < keepFrom || i >= keepFrom + kept) string[found++] = node;
    for (let i = 0; i < found; i++) {
      const stop = whole(string, i);
      if (whole(routes.worker, stop) !== NOWHERE) this.#remove(routes, stop);
    }
  }

  #remove(routes: Routes, visit: number): void {
    const { taskOf, partner } = this.#instance;
    const task = whole(taskOf, visit);
    this.#note(whole(routes.worker, visit));
    const other = whole(partner, visit);
    if (other !== NOWHERE) this.#note(whole(routes.worker, other));
    unlink(this.#instance, routes, task);
    this.tasks[this.count++] = task;
  }

  #note(w: number): void {
    if (this.#mark[w] === 1) return;
    this.#mark[w] = 1;
    this.#changed[this.#changedCount++] = w;
  }

  #settle(routes: Routes, inserter: Inserter): void {
    inserter.refresh(routes, this.#changed, this.#changedCount);
    for (let i = 0; i < this.#changedCount; i++) this.#mark[whole(this.#changed, i)] = 0;
    this.#changedCount = 0;
  }
}

function averageLength({ length }: Routes): number {
  let visits = 0;
  let used = 0;
  for (let w = 0; w < length.length; w++) {
    const stops = whole(length, w);
    visits += stops;
    if (stops > 0) used++;
  }
  return used === 0 ? 1 : visits / used;
}
