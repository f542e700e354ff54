import { randomBytes } from 'node:crypto';
import { writeId, type Id, type IdKind } from '@nuanlin/shared';

/** Makes new ids. Handed to use cases like a clock, so that their decisions stay without randomness of their own. */
export type NewId = <K extends IdKind>(kind: K) => Id<K>;

export const newId: NewId = (kind) => writeId(kind, Date.now(), randomBytes(16));
