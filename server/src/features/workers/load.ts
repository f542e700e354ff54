import {
  overlaps,
  Refusal,
  type Instant,
  type PersonId,
  type Point,
  type RunId,
  type TimeWindow,
} from '@nuanlin/shared';

/** One run that a worker has accepted: when it holds him, where he must be first and by when, and where it leaves him. */
export interface LoadEntry {
  readonly runId: RunId;
  readonly window: TimeWindow;
  readonly begins: { readonly at: Point; readonly by: Instant };
  readonly endsAt: Point;
}

/** All that a worker has accepted. One document a worker, so that two runs accepted at once meet in it. */
export interface Load {
  readonly workerId: PersonId;
  readonly version: number;
  readonly entries: readonly LoadEntry[];
}

export const emptyLoad = (workerId: PersonId): Load => ({ workerId, version: 0, entries: [] });

/** @throws WORKER_BUSY when the window overlaps one already taken: nobody is in two places */
export function withEntry(load: Load, entry: LoadEntry): Load {
  const clash = load.entries.find(({ runId, window }) => runId !== entry.runId && overlaps(window, entry.window));
  if (clash) throw new Refusal('WORKER_BUSY', { from: clash.window.from, to: clash.window.to });
  const others = load.entries.filter(({ runId }) => runId !== entry.runId);
  return { ...load, version: load.version + 1, entries: [...others, entry] };
}

export const withoutEntry = (load: Load, runId: RunId): Load => ({
  ...load,
  version: load.version + 1,
  entries: load.entries.filter((entry) => entry.runId !== runId),
});
