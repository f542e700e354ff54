import type { ClientSession } from 'mongoose';
import type { Instant, JobId, LineId, RunId, SeatId } from '@nuanlin/shared';
import type { JobFacts, RunFacts, SeatFacts } from '../../events/index.ts';
import { unscoped } from '../../platform/access/scope.ts';
import type { Handling } from '../../platform/events.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/tx.ts';
import { advance, isTaken, markOf, seatFacts, seatMoves, type MadeAt } from '../jobs/index.ts';
import { cancelOffer } from './end-offer.ts';
import type { DispatchPorts } from './ports.ts';
import { collectRun as collect, departRun as depart, endRun, withoutStops, type Run } from './run.ts';

const FOLLOWING = unscoped('a run follows its seats');

type OfRun = SignedIn & { runId: RunId; madeAt?: MadeAt | undefined };

/** 出发 with the whole run: every stop's seat is on the way. @throws SEAT_MOVED_ON, NOT_FOUND */
export function departRun({ runId, madeAt, scope, now }: OfRun, ports: DispatchPorts & { tx: Tx }): Promise<Run> {
  return ports.tx(async (session) => {
    const run = await ports.runs.get(scope, runId, session);
    const departed = depart(run);
    await ports.runs.save(run, departed, session);
    for (const { seatId } of run.stops) {
      const { seat, ...work } = await ports.jobs.ofSeat(FOLLOWING, seatId, session);
      const after = seatMoves.depart(seat, markOf(madeAt, now));
      await advance(
        work,
        [seat, after],
        [{ type: 'seat_departed', facts: seatFacts(work.job, after) }],
        ports,
        session,
      );
    }
    await tell('run_departed', departed, ports, session);
    return departed;
  });
}

/** 取餐: the boxes of the run are with the worker; said twice it changes nothing. @throws SEAT_MOVED_ON, NOT_FOUND */
export function collectRun({ runId, madeAt, scope, now }: OfRun, ports: DispatchPorts & { tx: Tx }): Promise<Run> {
  return ports.tx(async (session) => {
    const run = await ports.runs.get(scope, runId, session);
    return collected(run, markOf(madeAt, now).at, ports, session);
  });
}

/** The kitchen says that a box has left: so have the others of its run. */
export async function followKitchen(lineId: LineId, { tx, now }: Handling, ports: DispatchPorts): Promise<void> {
  await tx(async (session) => {
    const work = await ports.jobs.ofLine(FOLLOWING, lineId, session);
    const runs = work ? await ports.runs.ofJob(FOLLOWING, work.job.id, session) : [];
    for (const run of runs) if (run.state === 'departed') await collected(run, now, ports, session);
  });
}

async function collected(run: Run, at: Instant, ports: DispatchPorts, session: ClientSession): Promise<Run> {
  const after = collect(run, at);
  if (after === run) return run;
  await ports.runs.save(run, after, session);
  await tell('run_collected', after, ports, session);
  return after;
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
      await tell('run_ended', ended, ports, session);
    } else if (run.state === 'accepted' && seats.some((seat) => isTaken(seat) && 'departed' in seat)) {
      const departed = depart(run);
      await ports.runs.save(run, departed, session);
      await tell('run_departed', departed, ports, session);
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
      if (run.state === 'offered') {
        for (const offer of await ports.offers.pendingOf(FOLLOWING, run.id, session))
          await cancelOffer(offer, now, ports, session);
      } else await takeOut(run, gone, ports, session);
    }
  });
}

/** Takes stops out of a run that somebody has; with its last stop it is over for him. */
export async function takeOut(
  run: Run,
  seatIds: ReadonlySet<SeatId>,
  ports: DispatchPorts,
  session: ClientSession,
): Promise<void> {
  const shorter = withoutStops(run, seatIds);
  const over = shorter.state !== 'dissolved' && (await seatsOf(shorter, ports, session)).every(seatMoves.hasEnded);
  const left = over ? endRun(shorter) : shorter;
  await ports.runs.save(run, left, session);
  if (left.state === 'dissolved' || over) {
    if (run.workerId !== null) await ports.loads.remove(run.workerId, run.id, session);
    await tell('run_ended', { ...left, stops: run.stops }, ports, session);
  } else if (left.state === 'departed') await tell('run_changed', left, ports, session);
}

/** The work has another time: what was offered for the old one is off. */
export async function withdrawOffers(jobId: JobId, { tx, now }: Handling, ports: DispatchPorts): Promise<void> {
  await tx(async (session) => {
    for (const run of await ports.runs.ofJob(FOLLOWING, jobId, session)) {
      for (const offer of await ports.offers.pendingOf(FOLLOWING, run.id, session))
        await cancelOffer(offer, now, ports, session);
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

type RunEvent = 'run_departed' | 'run_collected' | 'run_changed' | 'run_ended' | 'departure_doubtful';

/** Tells of a run that somebody has. */
export async function tell(
  type: RunEvent,
  run: Run,
  { events }: Pick<DispatchPorts, 'events'>,
  session: ClientSession,
) {
  if (run.workerId === null) return;
  const stops = run.stops.map(({ jobId, lineId, promisedAt, elderId, areaPath, operatorPath }) => ({
    jobId,
    lineId,
    promisedAt,
    elderId,
    areaPath: [...areaPath],
    operatorPath: [...operatorPath],
  }));
  const { id: runId, version, state, districtId, workerId } = run;
  const facts: RunFacts = { runId, version, state, districtId, workerId, stops };
  await events.add({ type, facts }, session);
}
