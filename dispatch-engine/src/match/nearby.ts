import { spot, type Board, type Place, type Spot } from '../problem/index.ts';
import { real } from '../problem/cells.ts';

/** Distances are ordered to the sixteenth of a metre; with the number beside it in one double they sort natively. */
const FINE = 16;
const NUMBERS = 2 ** 21;

/** Workers around a place, the nearest first, read from the grid no further out than somebody asks. */
export class Nearby {
  readonly #board: Board;
  readonly #here: Spot;
  readonly #numbers: number[] = [];
  readonly #distances: number[] = [];
  /** Read, but something nearer may still be unread: distance and number in one. */
  #pending: number[] = [];
  #ring = 0;
  /** So many are read at a time: first as many as are compared, then twice as many. */
  #portion: number;

  constructor(board: Board, place: Place) {
    this.#board = board;
    this.#here = spot(board, place);
    this.#portion = board.rules.search.most;
  }

  /** Number of the i-th nearest worker on the board, -1 when there are no more within the widest circle of the rules. */
  at(i: number): number {
    while (i >= this.#numbers.length && this.#ring <= this.#board.grid.rings) this.#readOn();
    return this.#numbers[i] ?? -1;
  }

  /** Metres to the i-th, as the crow flies. */
  distance(i: number): number {
    return this.#distances[i] ?? Infinity;
  }

  #readOn(): void {
    const { fleet, grid, rules } = this.#board;
    const { x, y } = this.#here;
    const found: number[] = [];
    let sure = 0;
    const wanted = this.#portion + this.#pending.length;
    this.#portion *= 2;
    while (this.#ring <= grid.rings && this.#pending.length + found.length < wanted) {
      grid.ring(x, y, this.#ring, found);
      sure = this.#ring * grid.side;
      this.#ring++;
      if (sure >= rules.search.widest) this.#ring = grid.rings + 1;
    }
    if (this.#ring > grid.rings) sure = Infinity;
    for (const number of found) {
      const metres = Math.sqrt((x - real(fleet.x, number)) ** 2 + (y - real(fleet.y, number)) ** 2);
      if (metres <= rules.search.widest) this.#pending.push(Math.floor(metres * FINE) * NUMBERS + number);
    }
    const sorted = new Float64Array(this.#pending).sort();
    this.#pending = [];
    for (const key of sorted) {
      const fine = Math.floor(key / NUMBERS);
      if (key < sure * FINE * NUMBERS) this.#add(key - fine * NUMBERS, fine / FINE);
      else this.#pending.push(key);
    }
  }

  /** Equal distances by id, so that the order never depends on how the board came about. */
  #add(number: number, metres: number): void {
    let i = this.#numbers.length;
    while (i > 0 && this.#distances[i - 1] === metres && this.#idOf(this.#numbers[i - 1]) > this.#idOf(number)) i--;
    if (i === this.#numbers.length) this.#numbers.push(number);
    else this.#numbers.splice(i, 0, number);
    this.#distances.push(metres);
  }

  #idOf(number: number | undefined): string {
    return this.#board.workers[number ?? -1]?.id ?? '';
  }
}
