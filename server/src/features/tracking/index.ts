import { contract, id, plusMinutes, type PositionReport, type RunId } from '@nuanlin/shared';
import type { DomainEvent } from '../../events/index.ts';
import type { Organizations } from '../organizations/index.ts';
import type { DeadlineHandlers } from '../../platform/deadlines.ts';
import type { Handlers } from '../../platform/events.ts';
import type { Actor } from '../../platform/access/scope.ts';
import type { Platform } from '../../platform/platform.ts';
import { asIs, routesWith } from '../../platform/http/route.ts';
import type { Feature } from '../../platform/process.ts';
import { hearPosition, mayWatch, readProgress, reportPositions } from './follow-run.ts';
import type { TrackingPorts } from './ports.ts';
import { redisPositions } from './positions.ts';
import { positionSilent, SILENT } from './silence.ts';
import { tourStore } from './tour.store.ts';
import { createTrailStore } from './trails.store.ts';

const trackingHandlers = ({ tours, deadlines, silentAfter }: TrackingPorts): Handlers<DomainEvent> => ({
  'tracking.tour': {
    run_departed: async ({ facts }, { tx, now }) => {
      const minutes = await silentAfter(facts.stops[0]?.areaPath ?? []);
      await tx(async (session) => {
        await tours.begin(facts, session);
        await deadlines.set(SILENT, facts.runId, plusMinutes(now, minutes), session);
      });
    },
    run_changed: ({ facts }, { tx }) => tx((session) => tours.change(facts, session)),
    run_ended: ({ facts }, { tx }) =>
      tx(async (session) => {
        await tours.end(facts, session);
        await deadlines.clear(SILENT, facts.runId, session);
      }),
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

const trackingDeadlines = (ports: TrackingPorts): DeadlineHandlers => ({
  [SILENT]: (run, handling) => positionSilent(id('run').parse(run), handling, ports),
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
    deadlines: trackingDeadlines(ports),
  };
}

export type Tracking = ReturnType<typeof createTracking>;

/** Tracking, and its ear for positions that come up the sockets. */
export function createTracking(
  { clock, config, deadlines, events, redis, sealer, transactions }: Platform,
  { rules, doors }: { rules: Pick<Organizations['rules'], 'inForce'> } & Pick<TrackingPorts, 'doors'>,
) {
  const ports: TrackingPorts = {
    tours: tourStore,
    trails: createTrailStore(sealer),
    positions: redisPositions(redis, config.QUEUE_PREFIX),
    deadlines,
    events,
    run: transactions.run,
    doors,
    silentAfter: async (areaPath) =>
      (await rules.inForce('watches', { areaPath, operatorPath: [] })).value.silentPosition,
  };
  return {
    feature: trackingFeature(ports),
    /** The latest position of each run under way, for those who have the district in hand. */
    positions: (runIds: readonly RunId[]) => ports.positions.latest(runIds),
    position: (report: PositionReport, actor: Actor) => hearPosition(report, actor, clock.now(), ports),
    mayWatch: (runId: RunId, actor: Actor) => mayWatch(runId, actor, ports),
  };
}
