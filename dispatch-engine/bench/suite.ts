/** How a suite is run: wall time an instance for the anytime solvers, the seed, and the folder for the solutions. */
export interface BenchRun {
  readonly seconds: number;
  readonly seed: number;
  readonly out: string;
}

/** Solves the instances one after the other; each yield is one line of JSON on stdout. */
export type Suite = (paths: readonly string[], run: BenchRun) => AsyncIterable<object>;
