import { id } from '@nuanlin/shared';
import type { DomainEvent } from '../../events/index.ts';
import type { DeadlineHandlers } from '../../platform/deadlines.ts';
import type { Handlers } from '../../platform/events.ts';
import type { Line } from './line.ts';
import { answerByCall, failLine, fulfilLine, pauseFor, secureLines, unpaidLines, yesMissing } from './move-line.ts';
import { askWhatNow } from './undecided.ts';
import type { OrderPorts } from './ports.ts';

/** A meal that is brought counts when it is handed over at the door, one fetched or eaten there at the counter. */
const atCounter = ({ work }: Line): boolean => work.kind === 'meal' && work.way !== 'delivery';
const onTheSpot = (line: Line): boolean => !atCounter(line);

export const ordersHandlers = (ports: OrderPorts): Handlers<DomainEvent> => ({
  'orders.secure': { payment_secured: ({ facts }, handling) => secureLines(facts.lineIds, handling, ports) },
  'orders.unpaid': { payment_failed: ({ facts }, handling) => unpaidLines(facts.lineIds, handling, ports) },
  'orders.call': { call_answered: ({ facts }, handling) => answerByCall(facts, handling, ports) },
  'orders.pause': { absence_started: ({ facts }, handling) => pauseFor(facts, handling, ports) },
  'orders.undecided': {
    decision_time_passed: async ({ facts: { source } }, handling) => {
      if (source.kind === 'line') await askWhatNow(source.lineId, handling, ports);
    },
  },
  'orders.end': {
    ticket_handed_over: ({ facts }, handling) => fulfilLine(facts.lineId, handling, ports, atCounter),
    job_completed: async ({ facts: { source } }, handling) => {
      if (source.kind === 'line') await fulfilLine(source.lineId, handling, ports, onTheSpot);
    },
    job_failed: async ({ facts: { source, reason } }, handling) => {
      if (source.kind === 'line') await failLine(source.lineId, reason, handling, ports);
    },
  },
});

export const ordersDeadlines = (ports: OrderPorts): DeadlineHandlers => ({
  'orders.yes': (line, handling) => yesMissing(id('line').parse(line), handling, ports),
});
