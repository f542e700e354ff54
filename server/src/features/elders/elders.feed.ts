import { streamOf, type ElderId } from '@nuanlin/shared';
import type { DomainEvent } from '../../events/index.ts';
import { unscoped } from '../../platform/access/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Note, Projection } from '../../platform/feed/entries.ts';
import { publicCard } from './elder.presenter.ts';
import type { Elders } from './elders.store.ts';

/** The elder's stream hears of every change of the record, as the card that lists show. */
export function eldersFeed(elders: Elders, clock: Clock): Projection<DomainEvent> {
  const note = async (type: string, elderId: ElderId): Promise<Note[]> => {
    const elder = await elders.get(unscoped('the feed shows the elder’s card'), elderId);
    return [
      {
        stream: streamOf('elder', elderId),
        type,
        entity: { kind: 'elder', id: elderId },
        version: elder.version,
        view: { ...publicCard(elder, clock.now()) },
      },
    ];
  };
  return {
    elder_changed: ({ type, facts }) => note(type, facts.elderId),
    absence_started: ({ type, facts }) => note(type, facts.elderId),
    absence_ended: ({ type, facts }) => note(type, facts.elderId),
  };
}
