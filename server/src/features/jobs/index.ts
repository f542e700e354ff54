import type { LineId } from '@nuanlin/shared';
import type { Feature } from '../../platform/process.ts';
import { jobsDeadlines, jobsHandlers } from './jobs.handlers.ts';
import { jobsFeed } from './jobs.feed.ts';
import { jobsRoutes } from './jobs.routes.ts';
import type { OpenJobPorts } from './open-job.ts';
import { visitsOf } from './read-jobs.ts';
import { askLeft, type Left } from './ask-left.ts';
import { createJobStore } from './jobs.store.ts';
import type { Platform } from '../../platform/platform.ts';
import type { StepPorts } from './work-steps.ts';

export type { Asks as JobAsks, Home } from './asks.ts';
export { advance, seatFacts } from './advance.ts';
export { reopenSeat } from './give-back.ts';
export { createJobStore, type JobStore, type Work } from './jobs.store.ts';
export { jobStateOf, type Job } from './job.ts';
export { markOf, type MadeAt } from './mark.ts';
export { bookedFor, factsOf } from './plan-job.ts';
export { presentProviderJobs } from './provider-job.ts';
export * as seatMoves from './seat.ts';
export { isTaken, type Seat, type Taken, type TakenSeat } from './seat.ts';

/** 工单: work on the spot, its seats and how it is done. */
export const jobsFeature = (ports: OpenJobPorts & Omit<StepPorts, 'tx'>): Feature => ({
  routes: jobsRoutes(ports),
  handlers: jobsHandlers(ports),
  deadlines: jobsDeadlines(ports),
  feed: jobsFeed(ports.jobs, ports.asks),
});

export type Jobs = ReturnType<typeof createJobs>;

/** Jobs with their store, for those to their right. */
export function createJobs({ config, deadlines, events, limits, newId, sealer }: Platform, left: Left) {
  const jobs = createJobStore(sealer);
  const asks = askLeft(left);
  const feature = jobsFeature({ jobs, asks, events, deadlines, limits, newId, secret: config.INDEX_KEY });
  return { feature, jobs, asks, visits: (lineIds: readonly LineId[]) => visitsOf(lineIds, { jobs, asks }) };
}
