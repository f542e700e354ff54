import { z } from 'zod';

/** Lists come in pages; the cursor is opaque and belongs to one list and one order of it. */
export const pageRequest = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
};

export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** A snapshot says how far the streams were read before its data, so that a client applies only later entries. */
export const asOf = z.record(z.string(), z.int().nonnegative());
