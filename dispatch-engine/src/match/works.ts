import type { Job } from '../problem/index.ts';

/** Jobs in typed arrays, by number: what a walk in numbers reads. */
export interface Works {
  /** Place of the pickup, -1 when the work begins at the door. */
  readonly kitchen: Int32Array;
  readonly kitchenBefore: Float64Array;
  readonly kitchenAfter: Float64Array;
  readonly door: Int32Array;
  readonly doorBefore: Float64Array;
  readonly doorAfter: Float64Array;
  readonly ready: Float64Array;
  /** The event at the door is no earlier. */
  readonly from: Float64Array;
  readonly to: Float64Array;
  readonly latest: Float64Array;
  readonly load: Float64Array;
  /** The run that a walk is asked to follow, job by job. */
  readonly scratch: Int32Array;
  /** What a walk leaves behind: see `follow`. */
  readonly out: Float64Array;
}

export function worksOf(jobs: readonly Job[]): Works {
  const reals = (value: (job: Job) => number) => Float64Array.from(jobs, value);
  return {
    kitchen: Int32Array.from(jobs, ({ pickup }) => pickup?.place ?? -1),
    kitchenBefore: reals(({ pickup }) => pickup?.before ?? 0),
    kitchenAfter: reals(({ pickup }) => pickup?.after ?? 0),
    door: Int32Array.from(jobs, ({ door }) => door.place),
    doorBefore: reals(({ door }) => door.before),
    doorAfter: reals(({ door }) => door.after),
    ready: reals(({ ready }) => ready),
    from: reals(({ window, pickup, ready }) => (pickup ? window.from : Math.max(window.from, ready))),
    to: reals(({ window }) => window.to),
    latest: reals(({ latest }) => latest),
    load: reals(({ load }) => load),
    scratch: new Int32Array(2 * jobs.length + 1),
    out: new Float64Array(5),
  };
}
