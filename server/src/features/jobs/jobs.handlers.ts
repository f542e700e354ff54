import { id } from '@nuanlin/shared';
import type { DomainEvent } from '../../events/index.ts';
import type { DeadlineHandlers } from '../../platform/deadlines.ts';
import type { Handlers } from '../../platform/events.ts';
import { cancelJob } from './give-back.ts';
import { LATE, mealLate, mealVeryLate, VERY_LATE } from './late-meal.ts';
import { decisionTimePassed, followLine, hearKitchen, openJob, type OpenJobPorts } from './open-job.ts';

const jobId = id('job');

export const jobsHandlers = (ports: OpenJobPorts): Handlers<DomainEvent> => ({
  'jobs.open': { line_confirmed: ({ facts }, handling) => openJob(facts, handling, ports) },
  'jobs.kitchen': { ticket_expected: ({ facts }, handling) => hearKitchen(facts, handling, ports) },
  'jobs.cancel': { line_cancelled: ({ facts }, handling) => cancelJob(facts, facts.reason, handling, ports) },
  'jobs.follow': {
    line_changed: async ({ facts }, handling) => {
      if (facts.confirmed) await followLine(facts, handling, ports);
    },
  },
});

export const jobsDeadlines = (ports: OpenJobPorts): DeadlineHandlers => ({
  [LATE]: (job, handling) => mealLate(jobId.parse(job), handling, ports),
  [VERY_LATE]: (job, handling) => mealVeryLate(jobId.parse(job), handling, ports),
  'jobs.decide': (job, handling) => decisionTimePassed(jobId.parse(job), handling, ports),
});
