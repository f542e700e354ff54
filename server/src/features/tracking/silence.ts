import { plusMinutes, type RunId } from '@nuanlin/shared';
import type { SilenceFacts } from '../../events/index.ts';
import type { Handling } from '../../platform/events.ts';
import type { TrackingPorts } from './ports.ts';
import { nextStop, type Tour } from './tour.store.ts';

export const SILENT = 'tracking.silent';

/**
 * A position that was heard on this run has been silent past the rules' minute: the dispatcher alone is told, for phones
 * lock (D7). A run whose position was never heard has none that could fall silent.
 */
export async function positionSilent(runId: RunId, { tx, now }: Handling, ports: TrackingPorts): Promise<void> {
  const { tours, positions, deadlines, events, silentAfter } = ports;
  const tour = await tours.get(runId);
  const stop = tour && nextStop(tour);
  if (!tour || tour.over || !stop) return;
  const minutes = await silentAfter(stop.areaPath);
  const heardAt = (await positions.heardAt(runId)) ?? now;
  const dueAt = plusMinutes(heardAt, minutes);
  await tx(async (session) => {
    if (dueAt > now) {
      await deadlines.set(SILENT, runId, dueAt, session);
      return;
    }
    await tours.setSilent(runId, stop.jobId, session);
    await events.add({ type: 'position_silent', facts: factsOf(tour, stop) }, session);
  });
}

/** The position of a silent run is heard again. */
export async function positionBack(tour: Tour, { tx, now }: Pick<Handling, 'tx' | 'now'>, ports: TrackingPorts) {
  const about = tour.stops.find(({ jobId }) => jobId === tour.silentAbout);
  if (!about) return;
  const dueAt = plusMinutes(now, await ports.silentAfter(about.areaPath));
  await tx(async (session) => {
    if (!(await ports.tours.setSilent(tour.runId, null, session))) return;
    await ports.deadlines.set(SILENT, tour.runId, dueAt, session);
    await ports.events.add({ type: 'position_back', facts: factsOf(tour, about) }, session);
  });
}

const factsOf = ({ runId, workerId }: Tour, { jobId, lineId, ...where }: Tour['stops'][number]): SilenceFacts => ({
  runId,
  workerId,
  jobId,
  lineId,
  elderId: where.elderId,
  areaPath: [...where.areaPath],
  operatorPath: [...where.operatorPath],
});
