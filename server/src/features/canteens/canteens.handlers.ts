import type { DomainEvent } from '../../events/index.ts';
import type { DeadlineHandlers } from '../../platform/deadlines.ts';
import type { Handlers } from '../../platform/events.ts';
import { cancelTicket, collectTickets, planTicket, releaseMeal, replaceTicket } from './plan-ticket.ts';
import type { CanteenPorts } from './ports.ts';

export const canteensHandlers = (ports: CanteenPorts): Handlers<DomainEvent> => ({
  'canteens.plan': { line_confirmed: ({ facts }, handling) => planTicket(facts, handling, ports) },
  'canteens.change': {
    line_changed: async ({ facts }, handling) => {
      if (facts.confirmed) await replaceTicket(facts, handling, ports);
    },
  },
  'canteens.cancel': {
    line_cancelled: ({ facts }, handling) => cancelTicket(facts, handling, ports),
    line_failed: ({ facts }, handling) => cancelTicket(facts, handling, ports),
  },
  'canteens.collect': {
    run_collected: ({ facts: { stops } }, handling) =>
      collectTickets(
        stops.flatMap(({ lineId }) => lineId ?? []),
        handling,
        ports,
      ),
    // At the latest it has left when it is handed over.
    seat_done: async ({ facts: { source } }, handling) => {
      if (source.kind === 'line') await collectTickets([source.lineId], handling, ports);
    },
  },
});

export const canteensDeadlines = (ports: CanteenPorts): DeadlineHandlers => ({
  'canteens.release': (meal, handling) => releaseMeal(meal, handling, ports),
});
