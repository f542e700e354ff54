import type { Concern, FeedEntry } from '@nuanlin/shared';
import type { z } from 'zod';

const RANK: Record<Concern['risk'], number> = { danger: 0, urgent: 1, watch: 2 };
/** The most dangerous first, then the oldest. */
export const byDanger = (a: Concern, b: Concern): number =>
  RANK[a.risk] - RANK[b.risk] || a.openedAt.localeCompare(b.openedAt);

interface Thing {
  readonly id: string;
  readonly version: number;
}

/** A list after an entry about one of its things: taken in, followed, and let go at its end; only what is newer counts. */
export const afterEntry =
  <T extends Thing, P extends { items: T[] }>(
    kind: string,
    schema: z.ZodType<T>,
    hasEnded: (thing: T) => boolean,
    order: (a: T, b: T) => number,
  ) =>
  (page: P, { entity, view }: FeedEntry): P => {
    if (entity.kind !== kind) return page;
    const read = schema.safeParse(view);
    if (!read.success) return page;
    const before = page.items.find(({ id }) => id === read.data.id);
    if (before && before.version >= read.data.version) return page;
    const others = page.items.filter(({ id }) => id !== read.data.id);
    return { ...page, items: hasEnded(read.data) ? others : [...others, read.data].toSorted(order) };
  };
