import type { ClientSession } from 'mongoose';
import type { RunId, SeatId } from '@nuanlin/shared';
import type { JobFacts, SeatFacts } from '../../events/index.ts';
import { unscoped } from '../../platform/access/scope.ts';
import type { Handling } from '../../platform/events.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/tx.ts';
import { advance, isTaken, seatFacts, seatMoves } from '../jobs/index.ts';
import { cancelOffer } from './end-offer.ts';
import type { DispatchPorts } from './ports.ts';
import { departRun as depart, endRun, withoutStops, type Run } from './run.ts';

const FOLLOWING = unscoped('a run follows its seats');

/** 出发 with the whole run: every stop's seat is on the way. @throws SEAT_MOVED_ON, NOT_FOUND */
export function departRun(
  { runId, scope, now }: SignedIn & { runId: RunId },
  ports: DispatchPorts & { tx: Tx },
): Promise<Run> {
  return ports.tx(async (session) => {
    const run = await ports.runs.get(scope, runId, session);
    const departed = depart(run);
    await ports.runs.save(run, departed, session);
    for (const { seatId } of run.stops) {
      const { seat, ...work } = await ports.jobs.ofSeat(FOLLOWING, seatId, session);
      const after = seatMoves.depart(seat, { at: now, recordedAt: now, flagged: false });
      await advance(
        work,
        [seat, after],
        [{ type: 'seat_departed', facts: seatFacts(work.job, after) }],
        ports,
        session,
      );
    }
    await told('run_departed', departed, ports, session);
    return departed;
  });
}

/** A seat of a run ended or moved on: the run is under way with its first stop and over with its last. */
export async function followSeat({ runId }: SeatFacts, { tx }: Handling, ports: DispatchPorts): Promise<void> {
  if (runId === null) return;
  await tx(async (session) => {
    const run = await ports.runs.get(FOLLOWING, runId, session);
    if (run.workerId === null || run.state === 'ended' || run.state === 'dissolved') return;
    const seats = await seatsOf(run, ports, session);
    if (seats.every((seat) => seatMoves.hasEnded(seat))) {
      const ended = endRun(run);
      await ports.runs.save(run, ended, session);
      await ports.loads.remove(run.workerId, run.id, session);
      await told('run_ended', ended, ports, session);
    } else if (run.state === 'accepted' && seats.some((seat) => isTaken(seat) && 'departed' in seat)) {
      const departed = depart(run);
      await ports.runs.save(run, departed, session);
      await told('run_departed', departed, ports, session);
    }
  });
}

/** A seat was given back, or its job cancelled: it leaves the run, and who had it is free. */
export async function leaveRun(
  facts: JobFacts & { seatId?: SeatId },
  { tx, now }: Handling,
  ports: DispatchPorts,
): Promise<void> {
  await tx(async (session) => {
    for (const run of await ports.runs.ofJob(FOLLOWING, facts.jobId, session)) {
      const gone = new Set(
        run.stops
          .filter(
            ({ jobId, seatId }) => jobId === facts.jobId && (facts.seatId === undefined || facts.seatId === seatId),
          )
          .map(({ seatId }) => seatId),
      );
      if (gone.size === 0 || (await stillTheirs(run, gone, ports, session))) continue;
      const left = withoutStops(run, gone);
      await ports.runs.save(run, left, session);
      if (left.state === 'dissolved' && run.workerId !== null) await ports.loads.remove(run.workerId, run.id, session);
      if (run.state === 'offered') {
        for (const offer of await ports.offers.pendingOf(FOLLOWING, run.id, session))
          await cancelOffer(offer, now, ports, session);
      }
    }
  });
}

/** Taken again by the same run before this was handled: nothing to leave. */
async function stillTheirs(
  run: Run,
  seatIds: ReadonlySet<SeatId>,
  ports: DispatchPorts,
  session: ClientSession,
): Promise<boolean> {
  const seats = await seatsOf(run, ports, session);
  return seats.some((seat) => seatIds.has(seat.id) && 'runId' in seat && seat.runId === run.id);
}

async function seatsOf(run: Run, { jobs }: DispatchPorts, session: ClientSession) {
  const works = await jobs.many(
    FOLLOWING,
    run.stops.map(({ jobId }) => jobId),
    session,
  );
  const wanted = new Set(run.stops.map(({ seatId }) => seatId));
  return works.flatMap(({ seats }) => seats.filter(({ id }) => wanted.has(id)));
}

async function told(type: 'run_departed' | 'run_ended', run: Run, { events }: DispatchPorts, session: ClientSession) {
  if (run.workerId === null) return;
  const stops = run.stops.map(({ jobId, promisedAt, elderId, areaPath, operatorPath }) => ({
    jobId,
    promisedAt,
    elderId,
    areaPath: [...areaPath],
    operatorPath: [...operatorPath],
  }));
  const { id: runId, version, districtId, workerId } = run;
  await events.add({ type, facts: { runId, version, districtId, workerId, stops } }, session);
}
