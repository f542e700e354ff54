import { plusMinutes, Refusal, type JobId } from '@nuanlin/shared';
import type { Tx } from '../../platform/tx.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import { advance, seatMoves } from '../jobs/index.ts';
import { judgeAll, type Judged } from './explain-seat.ts';
import { offerOf, runFrom, sendOffers } from './make-offers.ts';
import { paidSeat, payOf, payRulesAt } from './pay.ts';
import type { DispatchPorts } from './ports.ts';

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
  const { judged, zone } = await judgeAll(work, seat, now, ports);
  const asked = judged.filter(isEligible).slice(0, k);
  const [nearest] = asked;
  if (!nearest) throw new Refusal('WORKER_NOT_ELIGIBLE', { reason: 'NOBODY' });
  const rules = await payRulesAt(work.job, ports.asks);
  const seats = [{ work, seat }];

  return ports.tx(async (session) => {
    const run = runFrom(nearest.explanation.run, seats, ports.newId('run'));
    await ports.runs.insert(run, session);
    await advance(work, [seat, seatMoves.offer(seat, run.id)], [], ports, session);
    const offers = asked.map(({ worker, explanation }) =>
      offerOf({
        id: ports.newId('offer'),
        run,
        seats,
        worker,
        to: { kind: 'worker', workerId: worker.id },
        mode: 'broadcast',
        groupId: null,
        sentAt: now,
        leaseUntil: plusMinutes(now, explanation.lease),
        pays: [{ seatId: seat.id, pay: payOf(worker.kind, paidSeat(work, seat, zone, rules), rules) }],
        travelMinutes: explanation.run.travel,
        why: [{ code: 'BROADCAST', data: { asked: asked.length } }],
      }),
    );
    await sendOffers(offers, ports, session);
    return { offers: offers.length };
  });
}

type Eligible = Judged & { readonly explanation: { readonly eligible: true } };
const isEligible = (judged: Judged): judged is Eligible => judged.explanation.eligible;
