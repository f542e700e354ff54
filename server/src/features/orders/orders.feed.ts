import { streamOf, type ElderId, type LineId } from '@nuanlin/shared';
import type { DomainEvent } from '../../events/index.ts';
import { unscoped } from '../../platform/access/scope.ts';
import type { Note, Projection } from '../../platform/feed/entries.ts';
import { noteOfLine } from './order.presenter.ts';
import type { OrderStore } from './orders.store.ts';

const RELAY = unscoped('the relay shows each audience its own view');

/** The elder and the family follow each line. */
export function ordersFeed(orders: OrderStore): Projection<DomainEvent> {
  const told = async (type: string, lineId: LineId): Promise<Note> => {
    const line = await orders.line(RELAY, lineId);
    return {
      stream: streamOf('elder', line.elderId),
      type,
      entity: { kind: 'line', id: lineId },
      version: line.version,
      ...noteOfLine(line),
    };
  };
  const one = async ({ type, facts }: { type: string; facts: { lineId: LineId; elderId: ElderId } }) => [
    await told(type, facts.lineId),
  ];
  return {
    order_placed: ({ type, facts }) => Promise.all(facts.lineIds.map((lineId) => told(type, lineId))),
    line_answered: one,
    line_confirmed: one,
    line_changed: one,
    line_undecided: one,
    line_cancelled: one,
    line_fulfilled: one,
    line_failed: one,
    meal_reported_missing: one,
  };
}
