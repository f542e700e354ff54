import { real, whole } from '../problem/cells.ts';
import { NOWHERE } from './routes.ts';

/** The places found for a task, at most so many, the one that costs least at least in front. */
export class Shortlist {
  count = 0;
  /** Per place: the node before the first visit, and before the second (NOWHERE when there is none). */
  readonly before: Int32Array;
  readonly beforeSecond: Int32Array;
  /** Per place: start of the first visit, cost of the detour, cost with the tardiness that is certain. */
  readonly start: Float64Array;
  readonly detour: Float64Array;
  readonly least: Float64Array;
  readonly #kept: number;

  constructor(kept: number) {
    this.#kept = kept;
    this.before = new Int32Array(kept);
    this.beforeSecond = new Int32Array(kept).fill(NOWHERE);
    this.start = new Float64Array(kept);
    this.detour = new Float64Array(kept);
    this.least = new Float64Array(kept);
  }

  /** What a place must cost less than to be kept. */
  get limit(): number {
    return this.count < this.#kept ? Infinity : real(this.least, this.#kept - 1);
  }

  clear(): void {
    this.count = 0;
  }

  add(before: number, beforeSecond: number, start: number, detour: number, least: number): void {
    if (least >= this.limit) return;
    let place = this.count === this.#kept ? this.#kept - 1 : this.count++;
    for (; place > 0 && real(this.least, place - 1) > least; place--) {
      this.before[place] = whole(this.before, place - 1);
      this.beforeSecond[place] = whole(this.beforeSecond, place - 1);
      this.start[place] = real(this.start, place - 1);
      this.detour[place] = real(this.detour, place - 1);
      this.least[place] = real(this.least, place - 1);
    }
    this.before[place] = before;
    this.beforeSecond[place] = beforeSecond;
    this.start[place] = start;
    this.detour[place] = detour;
    this.least[place] = least;
  }
}
