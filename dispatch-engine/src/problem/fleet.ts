import type { Spot } from './snapshot.ts';
import type { Worker } from './worker.ts';

/** The board's workers in typed arrays, by number: what the search reads again and again. */
export interface Fleet {
  /** No way begins sooner: when the worker is free and on shift. */
  readonly startAt: Float64Array;
  /** Where she is then. */
  readonly startPlace: Int32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly shiftTo: Float64Array;
  /** A break that no work may touch; Infinity when there is none. */
  readonly pauseFrom: Float64Array;
  readonly pauseTo: Float64Array;
  readonly capacity: Float64Array;
  /** Where accepted work wants her next, and by when; Infinity when nothing does. */
  readonly thenPlace: Int32Array;
  readonly thenAt: Float64Array;
}

export const fleetOf = (room: number): Fleet => ({
  startAt: new Float64Array(room),
  startPlace: new Int32Array(room),
  x: new Float64Array(room),
  y: new Float64Array(room),
  shiftTo: new Float64Array(room),
  pauseFrom: new Float64Array(room),
  pauseTo: new Float64Array(room),
  capacity: new Float64Array(room),
  thenPlace: new Int32Array(room),
  thenAt: new Float64Array(room),
});

export function enlist(fleet: Fleet, number: number, worker: Worker, { x, y }: Spot): void {
  const { free, then, shift, pause, capacity } = worker;
  fleet.startAt[number] = Math.max(free.at, shift.from);
  fleet.startPlace[number] = free.place;
  fleet.x[number] = x;
  fleet.y[number] = y;
  fleet.shiftTo[number] = shift.to;
  fleet.pauseFrom[number] = pause?.from ?? Infinity;
  fleet.pauseTo[number] = pause?.to ?? Infinity;
  fleet.capacity[number] = capacity;
  fleet.thenPlace[number] = then?.place ?? 0;
  fleet.thenAt[number] = then?.at ?? Infinity;
}
