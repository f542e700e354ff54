import type { EarningEntry, Instant, ServiceDay } from '@nuanlin/shared';

/** What one service day has brought. */
export interface EarnedDay {
  readonly day: ServiceDay;
  /** Of its latest entry. */
  readonly at: Instant;
  readonly fen: number;
  readonly entries: readonly EarningEntry[];
}

/** Entries, newest first, by their day. */
export function daysOf(entries: readonly EarningEntry[], dayOf: (entry: EarningEntry) => ServiceDay): EarnedDay[] {
  const days = new Map<ServiceDay, EarnedDay>();
  for (const entry of entries) {
    const day = dayOf(entry);
    const known = days.get(day) ?? { day, at: entry.at, fen: 0, entries: [] };
    days.set(day, { ...known, fen: known.fen + entry.fen, entries: [...known.entries, entry] });
  }
  return [...days.values()];
}
