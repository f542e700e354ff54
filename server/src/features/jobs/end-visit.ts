import type { ClientSession } from 'mongoose';
import { FAILURE_REASONS, type FailureReasonCode } from '@nuanlin/shared';
import { advance, ownSeat, seatFacts, type Advancing } from './advance.ts';
import { cancelSeat, reopenSeat } from './give-back.ts';
import type { Work } from './jobs.store.ts';
import { markOf } from './mark.ts';
import * as seats from './seat.ts';
import type { Mark, Seat } from './seat.ts';
import { waitedFor } from './waiting.ts';
import { workerOf, type Step, type StepPorts } from './work-steps.ts';

interface Failing {
  readonly reason: FailureReasonCode;
  readonly words: string;
}

/**
 * It could not be done; the reason says who bears what. Most reasons end the visit for the whole crew, 今日不宜 among
 * them; a worker who cannot go on before it has begun only leaves his seat, which is offered anew.
 * @throws SEAT_MOVED_ON, SEAT_NOT_YOURS
 */
export function fail(step: Step<Failing>, ports: StepPorts): Promise<Work> {
  const { reason, words } = step;
  return ports.tx(async (session) => {
    const { seat, ...work } = await ownSeat(workerOf(step), ports, session);
    const begun = work.seats.some(({ state }) => state === 'working' || state === 'done');
    if (FAILURE_REASONS[reason].ends === 'seat' && !begun) {
      return reopenSeat(work, seat, { why: 'unable', words }, ports, session);
    }
    const mark = markOf(step.madeAt, step.now);
    let now = await failSeat(work, seat, { reason, words, mark }, ports, session);
    for (const partner of now.seats) {
      if (partner.id === seat.id || seats.hasEnded(partner)) continue;
      now = seats.SEAT_MOVES[partner.state].includes('failed')
        ? await failSeat(now, partner, { reason, words: '', mark }, ports, session)
        : await cancelSeat(now, partner, reason, ports, session);
    }
    return now;
  });
}

function failSeat(
  work: Work,
  seat: Seat,
  { reason, words, mark }: Failing & { mark: Mark },
  ports: Advancing,
  session: ClientSession,
): Promise<Work> {
  const after = seats.fail(seat, reason, words, mark);
  const came = 'arrived' in seat;
  const waitedMinutes = seats.isTaken(seat) ? waitedFor(seat, work, mark.at) : 0;
  const facts = { ...seatFacts(work.job, after), reason, came, waitedMinutes };
  return advance(work, [seat, after], [{ type: 'seat_failed', facts }], ports, session);
}
