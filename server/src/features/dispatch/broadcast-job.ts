import { plusMinutes, Refusal, type JobId } from '@nuanlin/shared';
import type { Tx } from '../../platform/tx.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import { advance, seatMoves } from '../jobs/index.ts';
import { judgeAll, type Judged } from './explain-seat.ts';
import type { Offer } from './offer.ts';
import { paidStop, payOf } from './pay.ts';
import type { DispatchPorts } from './ports.ts';
import { offerFacts } from './write-offers.ts';

/**
 * 抢单: asks the k nearest who may do it, all at once; the first to accept has it.
 * @returns how many were asked @throws SEAT_MOVED_ON when no seat is open, WORKER_NOT_ELIGIBLE when nobody may do it
 */
export async function broadcastJob(
  { jobId, k, scope, now }: SignedIn & { jobId: JobId; k: number },
  ports: DispatchPorts & { tx: Tx },
): Promise<{ offers: number }> {
  const work = await ports.jobs.get(scope, jobId);
  const seat = work.seats.find(({ state }) => state === 'open');
  if (!seat) throw new Refusal('SEAT_MOVED_ON', { jobId });
  const asked = (await judgeAll(work, seat, now, ports)).filter(isEligible).slice(0, k);
  const [nearest] = asked;
  if (!nearest) throw new Refusal('WORKER_NOT_ELIGIBLE', { reason: 'NOBODY' });
  const { job } = work;
  const policy = await ports.asks.rule('pay_policy', job);
  const leases = await ports.asks.rule('offer_leases', job);
  const leaveAt = now;
  const promisedAt = job.window.from > now ? job.window.from : plusMinutes(now, nearest.explanation.cost.travel);

  return ports.tx(async (session) => {
    const runId = ports.newId('run');
    await ports.runs.insert(
      {
        id: runId,
        version: 1,
        districtId: job.districtId,
        state: 'offered',
        workerId: null,
        pickup: job.pickup,
        stops: [
          {
            jobId,
            seatId: seat.id,
            elderId: job.elderId,
            areaPath: job.areaPath,
            operatorPath: job.operatorPath,
            promisedAt,
          },
        ],
        leaveAt,
        endAt: plusMinutes(promisedAt, job.minutes),
      },
      session,
    );
    await advance(work, [seat, seatMoves.offer(seat, runId)], [], ports, session);
    const offers = asked.map(
      ({ worker, explanation }): Offer => ({
        id: ports.newId('offer'),
        version: 1,
        districtId: job.districtId,
        areaPath: job.areaPath,
        operatorPath: job.operatorPath,
        runId,
        jobIds: [jobId],
        seatIds: [seat.id],
        groupId: null,
        mode: 'broadcast',
        to: { kind: 'worker', workerId: worker.id },
        sentAt: now,
        leaseUntil: plusMinutes(now, leases.byKind[worker.kind].today),
        pay: payOf(worker.kind, [paidStop({ work, seat })], policy),
        travelMinutes: explanation.cost.travel,
        distanceM: 0,
        why: [{ code: 'BROADCAST', data: { asked: asked.length } }],
        state: 'pending',
        end: null,
      }),
    );
    await ports.offers.insert(offers, session);
    for (const { id, leaseUntil } of offers) await ports.deadlines.set('dispatch.lease', id, leaseUntil, session);
    await ports.events.add(
      offers.map((offer) => ({ type: 'offer_sent' as const, facts: offerFacts(offer) })),
      session,
    );
    return { offers: offers.length };
  });
}

type Eligible = Judged & { readonly explanation: { readonly eligible: true } };
const isEligible = (judged: Judged): judged is Eligible => judged.explanation.eligible;
