import { streamOf } from '@nuanlin/shared';
import type { DomainEvent, TicketFacts } from '../../events/index.ts';
import { unscoped } from '../../platform/access/scope.ts';
import type { Note, Projection } from '../../platform/feed/entries.ts';
import { presentTicket } from './board.ts';
import type { CanteenPorts } from './ports.ts';

const RELAY = unscoped('the relay shows each audience its own view');

/** The board hears of every ticket, and what is left of its dishes; the elder and family of how far their own is. */
export function canteensFeed({
  canteens,
  tickets,
}: Pick<CanteenPorts, 'canteens' | 'tickets'>): Projection<DomainEvent> {
  const told = async ({ type, facts }: { type: string; facts: TicketFacts }): Promise<Note[]> => {
    const ticket = await tickets.get(RELAY, facts.ticketId);
    const { id, lineId, state, number, version } = ticket;
    const entity = { kind: 'ticket', id };
    const dishIds = ticket.dishes.map(({ dishId }) => dishId);
    return [
      {
        stream: streamOf('canteen', ticket.canteenId),
        type,
        entity,
        version,
        view: {
          ...presentTicket(ticket),
          day: ticket.day,
          period: ticket.period,
          left: await canteens.left(ticket, dishIds),
        },
      },
      {
        stream: streamOf('elder', ticket.elderId),
        type,
        entity,
        version,
        right: 'visits',
        view: { id, lineId, state, number },
      },
    ];
  };
  return {
    ticket_planned: told,
    ticket_queued: told,
    ticket_started: told,
    ticket_expected: told,
    ticket_ready: told,
    ticket_called: told,
    ticket_handed_over: told,
    ticket_cancelled: told,
    dish_sold_out: ({ type, facts: { canteenId, dishId, day, period } }) => [
      {
        stream: streamOf('canteen', canteenId),
        type,
        entity: { kind: 'dish', id: dishId },
        version: 1,
        view: { day, period, left: [{ dishId, left: 0 }] },
      },
    ],
  };
}
