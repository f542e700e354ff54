import type { ClientSession } from 'mongoose';
import { plusMinutes, type RunId } from '@nuanlin/shared';
import type { JobFacts } from '../../events/index.ts';
import { unscoped } from '../../platform/access/scope.ts';
import type { Handling } from '../../platform/events.ts';
import { factsOf, isTaken, reopenSeat, type Work } from '../jobs/index.ts';
import type { DispatchPorts } from './ports.ts';
import { dissolveRun, type Run } from './run.ts';

const WATCH = unscoped('a watch on a promise of the run itself');

/** A watch on every promise: by the rules' minute the worker has left, and stands at the first door. */
export async function watchRun(run: Run, { asks, deadlines }: DispatchPorts, session: ClientSession): Promise<void> {
  const first = run.stops[0];
  if (!first) return;
  const rules = await asks.rule('watches', first);
  await deadlines.set('dispatch.not_departed', run.id, plusMinutes(run.leaveAt, rules.notDeparted), session);
  await deadlines.set('dispatch.not_arrived', run.id, plusMinutes(first.promisedAt, rules.notArrived), session);
}

/**
 * The worker has not left: people are told, and while nothing is picked up or begun the work is offered anew (缺岗 when
 * its time has come).
 */
export async function notDeparted(runId: RunId, { tx }: Handling, ports: DispatchPorts): Promise<void> {
  await tx(async (session) => {
    const run = await ports.runs.get(WATCH, runId, session);
    if (run.state !== 'accepted' || run.workerId === null) return;
    await ports.runs.save(run, dissolveRun(run), session);
    await ports.loads.remove(run.workerId, run.id, session);
    for (const { seatId } of run.stops) {
      const work = await ports.jobs.ofSeat(WATCH, seatId, session);
      if (!isTaken(work.seat) || work.seat.runId !== run.id) continue;
      await ports.events.add(danger(work, 'not_departed'), session);
      if (work.seat.state === 'assigned' || work.seat.state === 'held') {
        await reopenSeat(work, work.seat, 'not_departed', ports, session);
      }
    }
  });
}

/** On the way, but not there by the rules' minute: the dispatcher and the family are told; the work stays with the worker. */
export async function notArrived(runId: RunId, { tx }: Handling, ports: DispatchPorts): Promise<void> {
  await tx(async (session) => {
    const run = await ports.runs.get(WATCH, runId, session);
    if (run.state !== 'departed') return;
    const late = run.stops[0];
    if (!late) return;
    const work = await ports.jobs.ofSeat(WATCH, late.seatId, session);
    if (work.seat.state === 'en_route') await ports.events.add(danger(work, 'not_arrived'), session);
  });
}

const danger = ({ job }: Work, kind: 'not_departed' | 'not_arrived') => ({
  type: 'promise_in_danger' as const,
  facts: { ...(factsOf(job) satisfies JobFacts), kind },
});
