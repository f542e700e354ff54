import type { FeedEntry } from '@nuanlin/shared';

/** The end of a stream as one follower holds it: everything up to `held`, and entries that came before their turn. */
export interface Tail {
  readonly held: number;
  readonly early: ReadonlyMap<number, FeedEntry>;
}

export const tailAt = (held: number): Tail => ({ held, early: new Map() });

/**
 * Takes entries in any order, once or more often, and hands out those whose turn it is, each exactly once.
 * `gap` says that an entry is missing before the early ones and must be fetched.
 */
export function receive(tail: Tail, entries: readonly FeedEntry[]): { tail: Tail; ready: FeedEntry[]; gap: boolean } {
  const early = new Map(tail.early);
  for (const entry of entries) if (entry.n > tail.held) early.set(entry.n, entry);
  const ready: FeedEntry[] = [];
  let held = tail.held;
  for (let next = early.get(held + 1); next; next = early.get(held + 1)) {
    early.delete(next.n);
    ready.push(next);
    held = next.n;
  }
  return { tail: { held, early }, ready, gap: early.size > 0 };
}
