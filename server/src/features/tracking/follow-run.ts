import {
  Refusal,
  type Instant,
  type PositionReport,
  type PositionSeen,
  type ProgressView,
  type RunId,
} from '@nuanlin/shared';
import { covers, isOwn, scopeOf, type Actor, type Scope } from '../../platform/access/scope.ts';
import { STREAM_ACCESS, type PersonId } from '@nuanlin/shared';
import type { SignedIn } from '../../platform/http/route.ts';
import { doorsBefore } from './doors.ts';
import type { TrackingPorts } from './ports.ts';
import { positionBack } from './silence.ts';
import { mayFollow, type Tour } from './tour.store.ts';

/** How far a run is for the caller: the stops before his, the minute promised, then the position. @throws NOT_FOUND */
export async function readProgress(
  { runId, scope }: SignedIn & { runId: RunId },
  { tours, positions, doors }: TrackingPorts,
): Promise<ProgressView> {
  const tour = await tours.get(runId);
  if (!tour || !mayFollow(scope, tour)) throw new Refusal('NOT_FOUND', { runId });
  const own = ownStop(scope, tour);
  const stop = tour.stops[own];
  if (!stop) throw new Refusal('NOT_FOUND', { runId });
  return {
    runId,
    stopsBefore: doorsBefore(tour.stops, own, await doors(tour.stops.map(({ elderId }) => elderId))),
    expectedAt: stop.promisedAt,
    position: tour.over ? null : ((await positions.latest([runId])).get(runId) ?? null),
  };
}

/** The caller's stop, or the next one for the worker and the desk. */
function ownStop(scope: Scope, { workerId, stops }: Tour): number {
  const next = Math.max(
    0,
    stops.findIndex(({ ended }) => !ended),
  );
  if (isOwn(scope, workerId)) return next;
  const own = stops.findIndex(({ elderId }) =>
    covers(scope, { elderId, areaPath: [], operatorPath: [], personIds: [] }),
  );
  return own < 0 ? next : own;
}

/** A position of the caller's own run under way; null for anything else, so that it is neither kept nor shown. */
export async function hearPosition(
  report: PositionReport,
  actor: Actor,
  now: Instant,
  ports: TrackingPorts,
): Promise<PositionSeen | null> {
  const tour = await ports.tours.get(report.runId);
  if (!isUnderWay(tour, actor.personId)) return null;
  const { runId, ...point } = report;
  await ports.positions.keep(report, actor.personId, now);
  if (tour.silentAbout !== null) await positionBack(tour, { tx: ports.run, now }, ports);
  await ports.trails.append(actor.personId, runId, [point]);
  return { ...report, workerId: actor.personId };
}

/** Positions that a device kept while it had no network: for the trail, not for the screens. @throws NOT_FOUND */
export async function reportPositions(
  { runId, positions, actor }: SignedIn & { runId: RunId; positions: readonly Omit<PositionReport, 'runId'>[] },
  { tours, trails }: TrackingPorts,
): Promise<{ kept: number }> {
  if (!isUnderWay(await tours.get(runId), actor.personId)) throw new Refusal('NOT_FOUND', { runId });
  await trails.append(actor.personId, runId, positions);
  return { kept: positions.length };
}

/** Whether somebody may watch a run's position, asked by the socket's room. */
export async function mayWatch(runId: RunId, actor: Actor, { tours }: TrackingPorts): Promise<boolean> {
  const tour = await tours.get(runId);
  try {
    return tour !== null && mayFollow(scopeOf(actor, STREAM_ACCESS.run), tour);
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

const isUnderWay = (tour: Tour | null, workerId: PersonId): tour is Tour =>
  tour !== null && tour.workerId === workerId && !tour.over;
