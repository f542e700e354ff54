import type { DomainEvent } from '../../events/index.ts';
import type { DeadlineHandlers } from '../../platform/deadlines.ts';
import type { Handlers } from '../../platform/events.ts';
import { cancelTicket, collectTicket, planTicket, releaseMeal, replaceTicket } from './plan-ticket.ts';
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
  'canteens.collect': { seat_departed: ({ facts }, handling) => collectTicket(facts, handling, ports) },
});

export const canteensDeadlines = (ports: CanteenPorts): DeadlineHandlers => ({
  'canteens.release': (meal, handling) => releaseMeal(meal, handling, ports),
});
