import type { Job, Minute, Place } from './job.ts';
import type { Rules } from './rules.ts';
import type { Worker } from './worker.ts';

/** Metres on a plane; `onPlane` makes them from WGS-84. Used to look near first, never as travel time. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Travel times, handed in. */
export interface Travel {
  /** Minutes from one place to another; Infinity when there is no way. Anything else that is no minute counts as no way. */
  readonly minutes: (from: Place, to: Place, vehicle: string) => number;
  /** True when these are estimates that stand in for a routing service; said in every trace. */
  readonly estimated: boolean;
}

/** A run that was meant for a worker but not offered yet: jobs in the order of their doors. */
export interface PlannedRun {
  /** On the board. */
  readonly workerId: string;
  readonly jobIds: readonly string[];
  /** Shown to the worker: changed only for a gain above the churn charge. */
  readonly shown: boolean;
}

/** All that a decision depends on. The same snapshot gives the same decision, byte by byte. */
export interface Snapshot {
  readonly now: Minute;
  /** Open work only: jobs with at least one open seat that no pending offer holds. */
  readonly jobs: readonly Job[];
  readonly workers: readonly Worker[];
  readonly places: readonly Spot[];
  readonly travel: Travel;
  readonly rules: Rules;
  /** `Decision.plan` of the round before; empty at first. */
  readonly plan: readonly PlannedRun[];
  /** How much work has begun where, as far as the caller counts; without it the open work stands in. */
  readonly demand?: readonly Demand[];
}

export interface Demand {
  readonly place: Place;
  readonly jobs: number;
}
