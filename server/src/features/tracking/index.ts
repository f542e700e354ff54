import { contract } from '@nuanlin/shared';
import type { DomainEvent } from '../../events/index.ts';
import type { Handlers } from '../../platform/events.ts';
import { asIs, routesWith } from '../../platform/http/route.ts';
import type { Feature } from '../../platform/process.ts';
import { readProgress, reportPositions, type TrackingPorts } from './follow-run.ts';

export { hearPosition, mayWatch, type TrackingPorts } from './follow-run.ts';
export { redisPositions } from './positions.ts';
export { tourStore } from './tour.store.ts';
export { createTrailStore } from './trails.store.ts';

const trackingHandlers = ({ tours }: TrackingPorts): Handlers<DomainEvent> => ({
  'tracking.tour': {
    run_departed: ({ facts }, { tx }) => tx((session) => tours.begin(facts, session)),
    run_ended: ({ facts }, { tx }) => tx((session) => tours.end(facts.runId, session)),
    seat_done: ({ facts }, { tx }) =>
      tx(async (session) => {
        if (facts.runId !== null) await tours.endStop(facts.runId, facts.jobId, session);
      }),
    seat_failed: ({ facts }, { tx }) =>
      tx(async (session) => {
        if (facts.runId !== null) await tours.endStop(facts.runId, facts.jobId, session);
      }),
  },
});

/** 行程: who is where on a run under way, for those who may follow it. */
export function trackingFeature(ports: TrackingPorts): Feature {
  const { route } = routesWith(ports);
  return {
    routes: {
      progress: route(contract.tracking.progress, readProgress, asIs),
      report: route(contract.tracking.report, reportPositions, asIs),
    },
    handlers: trackingHandlers(ports),
  };
}
