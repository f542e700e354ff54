import { streamOf } from '@nuanlin/shared';
import type { DomainEvent } from '../../events/index.ts';
import type { Projection } from '../../platform/feed/entries.ts';

/** The person's own screens and sockets hear that his rights changed. */
export const identityFeed: Projection<DomainEvent> = {
  grants_changed: ({ type, facts: { personId, version } }) => [
    {
      stream: streamOf('person', personId),
      type,
      entity: { kind: 'person', id: personId },
      version,
      view: {},
    },
  ],
};
