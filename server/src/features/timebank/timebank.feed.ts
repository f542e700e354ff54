import { streamOf } from '@nuanlin/shared';
import type { DomainEvent } from '../../events/index.ts';
import type { Projection } from '../../platform/feed/entries.ts';

/** A volunteer sees each credit and each reversal as it comes. */
export const timebankFeed: Projection<DomainEvent> = {
  credit_posted: ({ type, facts }) => [told(type, facts)],
  credit_reversed: ({ type, facts }) => [told(type, facts)],
};

const told = (
  type: string,
  { personId, journalId, minutes }: { personId: string; journalId: string; minutes: number },
) => ({
  stream: streamOf('person', personId),
  type,
  entity: { kind: 'journal', id: journalId },
  version: 1,
  view: { journalId, minutes },
});
