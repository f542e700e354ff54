import type { ClientSession } from 'mongoose';
import {
  plusMinutes,
  Refusal,
  type Instant,
  type Pay,
  type PersonId,
  type ReasonCode,
  type SeatId,
} from '@nuanlin/shared';
import { unscoped } from '../../platform/access/scope.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/tx.ts';
import { isTaken, reopenSeat, type Seat, type Work } from '../jobs/index.ts';
import { loadOf, takeSeats, takenBy } from './accept-offer.ts';
import type { Available } from './asks.ts';
import { cancelOffer } from './end-offer.ts';
import { judgeAll, type Judged } from './explain-seat.ts';
import type { Offer } from './offer.ts';
import { paidStop, payOf } from './pay.ts';
import type { DispatchPorts } from './ports.ts';
import type { Run } from './run.ts';
import { watchRun } from './watches.ts';
import { offerFacts } from './write-offers.ts';

/** What a dispatcher may overrule; the rest (skill, papers, sex, the elder's word) binds everybody. */
const OVERRULED: ReadonlySet<ReasonCode> = new Set([
  'TOO_FAR',
  'REFUSED_BEFORE',
  'BEING_ASKED',
  'OFF_SHIFT',
  'TOO_LATE',
  'ON_BREAK',
  'BUSY',
]);

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
  const worker = await ports.asks.worker(workerId);
  const judged = (await judgeAll(work, seat, now, ports)).find((one) => one.worker.id === workerId);
  if (!worker || !judged) throw new Refusal('WORKER_NOT_ELIGIBLE', { reason: 'OFF_SHIFT' });
  const { explanation } = judged;
  if (!explanation.eligible && !OVERRULED.has(explanation.reason)) {
    throw new Refusal('WORKER_NOT_ELIGIBLE', { reason: explanation.reason });
  }
  const policy = await ports.asks.rule('pay_policy', work.job);
  return ports.tx(async (session) => {
    const free = await freeSeat(seatId, now, ports, session);
    const run = { ...runFor(free, free.seat, judged, now, ports), workerId };
    await ports.runs.insert(run, session);
    const pay = payOf(worker.kind, [paidStop({ work: free, seat: free.seat })], policy);
    const offer = acceptedOffer(
      { work: free, seat: free.seat, run, worker, why, byId: actor.personId, now, pay },
      ports,
    );
    await ports.offers.insert([offer], session);
    const works = await takeSeats(offer, takenBy(worker, run), ports, session);
    await ports.loads.add(workerId, loadOf(run, works, now), session);
    await watchRun(run, ports, session);
    await ports.events.add(
      { type: 'offer_accepted', facts: { ...offerFacts(offer), workerId, notedById: actor.personId } },
      session,
    );
    return run;
  });
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
    await reopenSeat(work, taken, 'reassigned', ports, session);
  }
  return ports.jobs.ofSeat(ASSIGNING, seatId, session);
}

function runFor({ job }: Work, seat: Seat, { explanation }: Judged, now: Instant, { newId }: DispatchPorts): Run {
  const travel = explanation.eligible ? explanation.cost.travel : 0;
  const begin = job.pickup?.readyAt ?? job.window.from;
  const leaveAt = later(plusMinutes(begin, -travel), now);
  const promisedAt = later(job.window.from, plusMinutes(leaveAt, travel));
  return {
    id: newId('run'),
    version: 1,
    districtId: job.districtId,
    state: 'accepted',
    workerId: null,
    pickup: job.pickup,
    stops: [
      {
        jobId: job.id,
        seatId: seat.id,
        elderId: job.elderId,
        areaPath: job.areaPath,
        operatorPath: job.operatorPath,
        promisedAt,
      },
    ],
    leaveAt,
    endAt: plusMinutes(promisedAt, job.minutes),
  };
}

const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);

interface Manual {
  readonly work: Work;
  readonly seat: Seat;
  readonly run: Run;
  readonly worker: Available;
  readonly why: string;
  readonly byId: PersonId;
  readonly now: Instant;
  readonly pay: Pay;
}

function acceptedOffer(
  { work: { job }, seat, run, worker, why, byId, now, pay }: Manual,
  { newId }: DispatchPorts,
): Offer {
  return {
    id: newId('offer'),
    version: 1,
    districtId: job.districtId,
    areaPath: job.areaPath,
    operatorPath: [...new Set([...job.operatorPath, ...worker.operatorPath])],
    runId: run.id,
    jobIds: [job.id],
    seatIds: [seat.id],
    groupId: null,
    mode: 'manual',
    to: { kind: 'worker', workerId: worker.id },
    sentAt: now,
    leaseUntil: now,
    pay,
    travelMinutes: 0,
    distanceM: 0,
    why: [{ code: 'ASSIGNED', data: { why } }],
    state: 'accepted',
    end: { how: 'accepted', at: now, workerId: worker.id, notedById: byId },
  };
}
