import type { ClientSession } from 'mongoose';
import type { Run as EngineRun } from '@nuanlin/dispatch-engine';
import { later, isOverrulable, Refusal, type Instant, type PersonId, type SeatId } from '@nuanlin/shared';
import { unscoped } from '../../platform/access/scope.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/tx.ts';
import { isTaken, reopenSeat, type Seat, type Work } from '../jobs/index.ts';
import { loadOf, takeSeats, takenBy } from './accept-offer.ts';
import { cancelOffer } from './end-offer.ts';
import { judgeAll, type Judged } from './explain-seat.ts';
import { offerFacts, offerOf, runFrom } from './make-offers.ts';
import { accept } from './offer.ts';
import { paidSeat, payOf, payRulesAt } from './pay.ts';
import type { DispatchPorts } from './ports.ts';
import { acceptRun, type Run } from './run.ts';
import { minuteOf } from './minute.ts';
import { watchCrew, watchRun } from './watches.ts';

const ASSIGNING = unscoped('the dispatcher’s scope was asked for the seat');

/**
 * 派单 and 改派: writes an offer already accepted, by whom and why. Offers pending for the seat are cancelled, and whoever
 * had it is free again.
 * @throws WORKER_NOT_ELIGIBLE with the reason, WORKER_BUSY, SEAT_MOVED_ON, NOT_FOUND
 */
export async function assignSeat(
  { seatId, workerId, why, actor, scope, now }: SignedIn & { seatId: SeatId; workerId: PersonId; why: string },
  ports: DispatchPorts & { tx: Tx },
): Promise<Run> {
  const { seat, ...work } = await ports.jobs.ofSeat(scope, seatId);
  const { judged, zone } = await judgeAll(work, seat, now, ports);
  const chosen = judged.find(({ worker }) => worker.id === workerId);
  if (!chosen) throw new Refusal('WORKER_NOT_ELIGIBLE', { reason: 'OFF_SHIFT' });
  const { worker, explanation } = chosen;
  if (!explanation.eligible && !isOverrulable(explanation.reason)) {
    throw new Refusal('WORKER_NOT_ELIGIBLE', { reason: explanation.reason });
  }
  const rules = await payRulesAt(work.job, ports.asks);
  return ports.tx(async (session) => {
    const { seat: free, ...freed } = await freeSeat(seatId, now, ports, session);
    const seats = [{ work: freed, seat: free }];
    const offered = runFrom(runOf(chosen, freed, now), seats, ports.newId('run'));
    const run = acceptRun(offered, workerId);
    await ports.runs.insert(run, session);
    const pending = offerOf({
      id: ports.newId('offer'),
      run,
      seats,
      worker,
      to: { kind: 'worker', workerId },
      mode: 'manual',
      groupId: null,
      sentAt: now,
      leaseUntil: now,
      pays: [{ seatId, pay: payOf(worker.kind, paidSeat(freed, free, zone, rules), rules) }],
      travelMinutes: explanation.eligible ? explanation.run.travel : 0,
      why: [{ code: 'ASSIGNED', data: { why } }],
    });
    const offer = accept(pending, { personId: actor.personId, workerId }, now);
    await ports.offers.insert([offer], session);
    const works = await takeSeats(offer, takenBy(worker, run), ports, session);
    await ports.loads.add(workerId, loadOf(run, works, now), session);
    await watchRun(run, ports, session);
    for (const work of works) await watchCrew(work, now, ports, session);
    await ports.events.add(
      { type: 'offer_accepted', facts: { ...offerFacts(offer), workerId, notedById: actor.personId } },
      session,
    );
    return run;
  });
}

/** The run as the engine has it; whom it would not have sent leaves when the work begins. */
function runOf({ explanation }: Judged, { job }: Work, now: Instant): Pick<EngineRun, 'stops' | 'leave' | 'end'> {
  if (explanation.eligible) return explanation.run;
  const leave = minuteOf(later(job.pickup?.readyAt ?? job.window.from, now));
  const at = minuteOf(later(job.window.from, now));
  return { leave, end: at + job.minutes, stops: [{ kind: 'door', jobIds: [job.id], at }] };
}

/** Makes a seat open inside the transaction, whoever was asked or had it. */
async function freeSeat(
  seatId: SeatId,
  now: Instant,
  ports: DispatchPorts,
  session: ClientSession,
): Promise<Work & { seat: Seat }> {
  const { seat } = await ports.jobs.ofSeat(ASSIGNING, seatId, session);
  if (seat.state === 'offered') {
    for (const offer of await ports.offers.pendingOf(ASSIGNING, seat.runId, session))
      await cancelOffer(offer, now, ports, session);
  }
  if (isTaken(seat)) {
    const { seat: taken, ...work } = await ports.jobs.ofSeat(ASSIGNING, seatId, session);
    await reopenSeat(work, taken, { why: 'reassigned' }, ports, session);
  }
  return ports.jobs.ofSeat(ASSIGNING, seatId, session);
}
