import { contract, type PositionReport, type RunId } from '@nuanlin/shared';
import type { DomainEvent } from '../../events/index.ts';
import type { Handlers } from '../../platform/events.ts';
import type { Actor } from '../../platform/access/scope.ts';
import type { Platform } from '../../platform/platform.ts';
import { asIs, routesWith } from '../../platform/http/route.ts';
import type { Feature } from '../../platform/process.ts';
import { hearPosition, mayWatch, readProgress, reportPositions, type TrackingPorts } from './follow-run.ts';
import { redisPositions } from './positions.ts';
import { tourStore } from './tour.store.ts';
import { createTrailStore } from './trails.store.ts';

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

export type Tracking = ReturnType<typeof createTracking>;

/** Tracking, and its ear for positions that come up the sockets. */
export function createTracking({ redis, config, sealer }: Pick<Platform, 'redis' | 'config' | 'sealer'>) {
  const ports = {
    tours: tourStore,
    trails: createTrailStore(sealer),
    positions: redisPositions(redis, config.QUEUE_PREFIX),
  };
  return {
    feature: trackingFeature(ports),
    /** The latest position of each run under way, for those who have the district in hand. */
    positions: (runIds: readonly RunId[]) => ports.positions.latest(runIds),
    position: (report: PositionReport, actor: Actor) => hearPosition(report, actor, ports),
    mayWatch: (runId: RunId, actor: Actor) => mayWatch(runId, actor, ports),
  };
}
