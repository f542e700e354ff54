import type { TicketFacts, DomainEvent } from '../../events/index.ts';
import type { Deadlines } from '../../platform/deadlines.ts';
import type { EventLog } from '../../platform/events.ts';
import type { NewId } from '../../platform/ids.ts';
import type { Asks } from './asks.ts';
import type { CanteenStore } from './canteens.store.ts';
import type { Ticket } from './ticket.ts';
import type { TicketStore } from './tickets.store.ts';

export interface CanteenPorts {
  readonly canteens: CanteenStore;
  readonly tickets: TicketStore;
  readonly asks: Asks;
  readonly events: EventLog<DomainEvent>;
  readonly deadlines: Deadlines;
  readonly newId: NewId;
}

/** What events say of a ticket. */
export const factsOf = (ticket: Ticket): TicketFacts => ({
  ticketId: ticket.id,
  canteenId: ticket.canteenId,
  lineId: ticket.lineId,
  day: ticket.day,
  period: ticket.period,
  version: ticket.version,
  elderId: ticket.elderId,
  areaPath: [...ticket.areaPath],
  operatorPath: [...ticket.operatorPath],
});
