import type { ClientSession } from 'mongoose';
import { plusMinutes, type Instant, type JobId, type RunId, type SeatId } from '@nuanlin/shared';
import type { JobFacts, ReopenedWhy } from '../../events/index.ts';
import { unscoped } from '../../platform/access/scope.ts';
import type { Handling } from '../../platform/events.ts';
import { factsOf, isTaken, reopenSeat, seatFacts, type Work } from '../jobs/index.ts';
import type { DispatchPorts } from './ports.ts';
import { readyRun, type Run } from './run.ts';
import { takeOut } from './runs.ts';

const WATCH = unscoped('a watch on a promise of the run itself');

export const NOT_DEPARTED = 'dispatch.not_departed';
export const NOT_ARRIVED = 'dispatch.not_arrived';
export const CREW_HELD = 'dispatch.crew_held';
export const CREW_INCOMPLETE = 'dispatch.crew_incomplete';

/** A watch on every promise: by the rules' minute the worker has left, and stands at the first door. */
export async function watchRun(run: Run, { asks, deadlines }: DispatchPorts, session: ClientSession): Promise<void> {
  const first = run.stops[0];
  if (!first) return;
  const rules = await asks.rule('watches', first);
  await deadlines.set(NOT_DEPARTED, run.id, plusMinutes(run.leaveAt, rules.notDeparted), session);
  await deadlines.set(NOT_ARRIVED, run.id, plusMinutes(first.promisedAt, rules.notArrived), session);
}

/** A kitchen has another minute for one of a run's boxes: the run is fetched when the last of them stands ready. */
export async function followReady(jobId: JobId, { tx }: Handling, ports: DispatchPorts): Promise<void> {
  await tx(async (session) => {
    for (const run of await ports.runs.ofJob(WATCH, jobId, session)) {
      if (run.collectedAt !== null) continue;
      const works = await ports.jobs.many(
        WATCH,
        run.stops.map((stop) => stop.jobId),
        session,
      );
      const ready = works.flatMap(({ job }) => job.pickup?.readyAt ?? []).toSorted();
      const last = ready.at(-1);
      const moved = last === undefined ? run : readyRun(run, last);
      if (moved === run) continue;
      await ports.runs.save(run, moved, session);
      if (moved.state !== 'offered') await watchRun(moved, ports, session);
    }
  });
}

/** A crew is waited for twice: for the last to accept, and for the last to come. */
export async function watchCrew(
  { job, seats }: Work,
  now: Instant,
  { asks, deadlines }: Pick<DispatchPorts, 'asks' | 'deadlines'>,
  session: ClientSession,
): Promise<void> {
  if (seats.length < 2) return;
  const rules = await asks.rule('watches', job);
  if (seats.some(({ state }) => state === 'held')) {
    const late = plusMinutes(now, rules.crewHeld);
    // By the decision time somebody must know; after it, there is only the patience of who waits.
    const dueAt = job.decisionAt > now && job.decisionAt < late ? job.decisionAt : late;
    await deadlines.set(CREW_HELD, job.id, dueAt, session);
  } else {
    await deadlines.clear(CREW_HELD, job.id, session);
    const from = laterOf(job.window.from, now);
    await deadlines.set(CREW_INCOMPLETE, job.id, plusMinutes(from, rules.crewIncomplete), session);
  }
}

const laterOf = (a: Instant, b: Instant): Instant => (a > b ? a : b);

/** The worker has not left: people are told, and while nothing is picked up or begun the work is offered anew (缺岗). */
export async function notDeparted(runId: RunId, { tx }: Handling, ports: DispatchPorts): Promise<void> {
  await tx(async (session) => {
    const run = await ports.runs.get(WATCH, runId, session);
    if (run.state !== 'accepted' || run.workerId === null) return;
    await takeBack(run, 'not_departed', ports, session);
  });
}

/**
 * On the way, but not there by the rules' minute: people are told, and while nothing is picked up or begun the work is
 * offered anew. A crew's partner is given the minutes of the crew.
 */
export async function notArrived(runId: RunId, { tx }: Handling, ports: DispatchPorts): Promise<void> {
  await tx(async (session) => {
    const run = await ports.runs.get(WATCH, runId, session);
    const first = run.stops[0];
    if (run.state !== 'departed' || !first) return;
    const work = await ports.jobs.ofSeat(WATCH, first.seatId, session);
    if (work.seat.state !== 'en_route' || work.seat.runId !== run.id) return;
    if (run.collectedAt === null && work.seats.length === 1) await takeBack(run, 'not_arrived', ports, session);
    else await ports.events.add(danger(work, 'not_arrived'), session);
  });
}

/** Everything of a run that has not begun is offered anew, with a mark on whoever had it. */
async function takeBack(
  run: Run,
  kind: 'not_departed' | 'not_arrived',
  ports: DispatchPorts,
  session: ClientSession,
): Promise<void> {
  const why: ReopenedWhy = kind === 'not_departed' ? 'not_departed' : 'no_show';
  const taken = new Set<SeatId>();
  for (const { seatId } of run.stops) {
    const work = await ports.jobs.ofSeat(WATCH, seatId, session);
    if (!isTaken(work.seat) || work.seat.runId !== run.id) continue;
    const { state } = work.seat;
    if (state !== 'held' && state !== 'assigned' && state !== 'en_route') continue;
    await ports.events.add(danger(work, kind), session);
    await missed(work, work.seat, why, ports, session);
    taken.add(seatId);
  }
  await takeOut(run, taken, ports, session);
}

/** A seat is offered anew because nobody came; one that was held for a partner is nobody's fault. */
async function missed(
  work: Work,
  seat: Work['seats'][number],
  why: ReopenedWhy,
  ports: DispatchPorts,
  session: ClientSession,
): Promise<Work> {
  if (seat.state === 'held') return reopenSeat(work, seat, { why: 'crew_released' }, ports, session);
  if (isTaken(seat)) {
    await ports.events.add({ type: 'worker_no_show', facts: seatFacts(work.job, seat) }, session);
  }
  return reopenSeat(work, seat, { why }, ports, session);
}

/** The partner has not accepted in time: whoever waited for him is free again, and the crew is sought anew. */
export async function crewHeldTooLong(jobId: JobId, { tx }: Handling, ports: DispatchPorts): Promise<void> {
  await tx(async (session) => {
    let work = await ports.jobs.get(WATCH, jobId, session);
    for (const seat of work.seats) {
      if (seat.state === 'held') work = await reopenSeat(work, seat, { why: 'crew_released' }, ports, session);
    }
  });
}

/** The work should have begun and one is missing: people are told, and his seat alone is offered anew. */
export async function crewIncomplete(jobId: JobId, { tx, now }: Handling, ports: DispatchPorts): Promise<void> {
  await tx(async (session) => {
    let work = await ports.jobs.get(WATCH, jobId, session);
    const missing = work.seats.filter(({ state }) => state === 'assigned' || state === 'en_route');
    if (missing.length === 0) return;
    await ports.events.add(danger(work, 'crew_incomplete'), session);
    for (const seat of missing) work = await missed(work, seat, 'no_show', ports, session);
    await watchCrew(work, now, ports, session);
  });
}

const danger = ({ job }: Work, kind: 'not_departed' | 'not_arrived' | 'crew_incomplete') => ({
  type: 'promise_in_danger' as const,
  facts: { ...(factsOf(job) satisfies JobFacts), kind },
});
