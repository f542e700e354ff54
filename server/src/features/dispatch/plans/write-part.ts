import type { ClientSession } from 'mongoose';
import { Refusal, serviceDayOf, type Instant, type RefusalCode, type RunId, type SeatId } from '@nuanlin/shared';
import { unscoped } from '../../../platform/access/scope.ts';
import type { Tx } from '../../../platform/tx.ts';
import { isTaken, reopenSeat, type Work } from '../../jobs/index.ts';
import { loadOf, takeSeats, takenBy } from '../accept-offer.ts';
import { cancelOffer } from '../end-offer.ts';
import { offerFacts, offerOf, type WorkSeat } from '../make-offers.ts';
import { accept } from '../offer.ts';
import { paidSeat, payOf, payRulesOf } from '../pay.ts';
import { acceptRun, type Run } from '../run.ts';
import { takeOut } from '../runs.ts';
import { watchCrew, watchRun } from '../watches.ts';
import { seatsOf, seenSeat, type DayRead } from './day.ts';
import type { Part, Plan, PlannedRoute } from './plan.ts';
import type { PlanPorts } from './ports.ts';

const APPLYING = unscoped('the dispatcher who applies the plan had the district in scope');

/**
 * Makes one part of a plan real: its seats are freed of whoever was asked or had them, and taken by the planned workers
 * as offers already accepted, by whom and why. What is not as the plan saw it any more loses, and is left as it is.
 */
export async function writePart(plan: Plan, n: number, read: DayRead, ports: PlanPorts, tx: Tx): Promise<void> {
  const part = plan.parts[n];
  if (part?.state !== 'waiting') return;
  try {
    await tx(async (session) => {
      const first = await ports.plans.endPart(plan.id, n, { ...part, state: 'written' }, session);
      if (first) await write(plan, part, read, ports, session);
    });
  } catch (error) {
    if (!(error instanceof Refusal) || !LOST.has(error.code)) throw error;
    const { code } = error;
    await tx((session) => ports.plans.endPart(plan.id, n, { ...part, state: 'lost', code }, session));
  }
}

const LOST = new Set<RefusalCode>([
  'SEAT_MOVED_ON',
  'WORKER_BUSY',
  'WORKER_NOT_ELIGIBLE',
  'NOT_FOUND',
  'OFFER_TAKEN',
  'OFFER_CLOSED',
]);

async function write(plan: Plan, part: Part, read: DayRead, ports: PlanPorts, session: ClientSession): Promise<void> {
  for (const seatId of seatsIn(part)) await free(plan, seatId, read, ports, session);
  for (const route of part.routes) await take(plan, route, read, ports, session);
}

const seatsIn = ({ routes }: Part): SeatId[] => routes.flatMap(({ stops }) => stops.map(({ seatId }) => seatId));

/** Opens a seat, if it is still as the plan saw it. @throws SEAT_MOVED_ON */
async function free(
  plan: Plan,
  seatId: SeatId,
  read: DayRead,
  ports: PlanPorts,
  session: ClientSession,
): Promise<void> {
  const { seat, ...work } = await ports.jobs.ofSeat(APPLYING, seatId, session);
  const seen = plan.proposal?.seats.find((one) => one.seatId === seatId);
  const is = seatsOf({ ...read, works: [work] }).find((one) => one.seat.id === seatId);
  if (!seen || !is || seenSeat(is, read.zone).stamp !== seen.stamp) throw new Refusal('SEAT_MOVED_ON', { seatId });
  if (seat.state === 'offered') {
    for (const offer of await ports.offers.pendingOf(APPLYING, seat.runId, session))
      await cancelOffer(offer, read.now, ports, session);
  }
  if (isTaken(seat)) {
    const run = await ports.runs.get(APPLYING, seat.runId, session);
    await reopenSeat(work, seat, { why: 'planned_anew' }, ports, session);
    await takeOut(run, new Set([seatId]), ports, session);
  }
}

/** The planned worker has the seats, as if he had accepted. @throws WORKER_BUSY, SEAT_MOVED_ON */
async function take(
  plan: Plan,
  route: PlannedRoute,
  read: DayRead,
  ports: PlanPorts,
  session: ClientSession,
): Promise<void> {
  const { applying } = plan;
  const worker = read.workers.find(({ id }) => id === route.workerId);
  if (!worker || !applying) throw new Refusal('WORKER_NOT_ELIGIBLE', { reason: 'NO_WORKER' });
  const seats: WorkSeat[] = [];
  for (const { seatId } of route.stops) {
    const { seat, ...work } = await ports.jobs.ofSeat(APPLYING, seatId, session);
    seats.push({ work, seat });
  }
  const rules = await payRulesOf(
    seats.map(({ work }) => work),
    ports.asks,
  );
  const run = acceptRun(runOf(route, seats, ports.newId('run')), worker.id);
  await ports.runs.insert(run, session);
  const pending = offerOf({
    id: ports.newId('offer'),
    run,
    seats,
    worker,
    to: { kind: 'worker', workerId: worker.id },
    mode: 'manual',
    groupId: null,
    sentAt: read.now,
    leaseUntil: read.now,
    pays: seats.map(({ work, seat }) => ({
      seatId: seat.id,
      pay: payOf(worker.kind, paidSeat(work, seat, read.zone, rules(work)), rules(work)),
    })),
    travelMinutes: route.stops.reduce((sum, { travelMinutes }) => sum + travelMinutes, 0),
    why: [{ code: 'PLANNED', data: { why: applying.why, day: serviceDayOf(route.leaveAt, read.zone) } }],
  });
  const offer = accept(pending, { personId: applying.byId, workerId: worker.id }, read.now);
  await ports.offers.insert([offer], session);
  const works = await takeSeats(offer, takenBy(worker, run), ports, session);
  await ports.loads.add(worker.id, loadOf(run, works, read.now), session);
  await watchRun(run, ports, session);
  for (const work of works) await watchCrew(work, read.now, ports, session);
  await ports.events.add(
    { type: 'offer_accepted', facts: { ...offerFacts(offer), workerId: worker.id, notedById: applying.byId } },
    session,
  );
}

/** The route as a run, its minutes promised. */
function runOf({ stops, leaveAt, endAt }: PlannedRoute, seats: readonly WorkSeat[], id: RunId): Run {
  const [first] = seats;
  if (!first) throw new Error('a run has a seat');
  const pickups = seats.flatMap(({ work }) => work.job.pickup ?? []);
  return {
    id,
    version: 1,
    districtId: first.work.job.districtId,
    state: 'offered',
    workerId: null,
    pickup: pickups.toSorted((a, b) => b.readyAt.localeCompare(a.readyAt))[0] ?? null,
    stops: seats.map(({ work: { job }, seat }, n) => stopOf(job, seat.id, stops[n]?.startAt ?? leaveAt)),
    leaveAt,
    endAt,
    collectedAt: null,
  };
}

const stopOf = (job: Work['job'], seatId: SeatId, promisedAt: Instant): Run['stops'][number] => ({
  jobId: job.id,
  seatId,
  elderId: job.elderId,
  areaPath: job.areaPath,
  operatorPath: job.operatorPath,
  lineId: job.source.kind === 'line' ? job.source.lineId : null,
  promisedAt,
});
