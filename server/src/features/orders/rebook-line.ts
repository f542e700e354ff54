import { plusMinutes, Refusal, serviceDayOf, type Instant, type LineId } from '@nuanlin/shared';
import type { SignedIn } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/tx.ts';
import * as check from './basket.ts';
import { freeUntil } from './cancel-terms.ts';
import { place } from './line.ts';
import { enterOrder, type PlacedOrder } from './enter-order.ts';
import { refuseStopped } from './look-at-basket.ts';
import type { Order } from './order.ts';
import type { OrderPorts } from './ports.ts';

/**
 * A visit that was not possible (今日不宜) once more: the same crew is asked first, at the prices and under the rules of
 * then, paid in the same way.
 * @throws NOTHING_TO_REBOOK; WINDOW_PAST, ELDER_ABSENT, OVERLAPPING_VISIT, BATH_AFTER_MEAL; CREDIT_TOO_LOW, PAYMENT_DECLINED
 */
export async function rebookLine(
  { lineId, start, scope, actor, now }: { lineId: LineId; start: Instant } & SignedIn,
  ports: OrderPorts & { tx: Tx },
): Promise<PlacedOrder> {
  const { orders, asks, newId } = ports;
  const line = await orders.line(scope, lineId);
  if (line.state !== 'failed' || line.work.kind !== 'service') throw new Refusal('NOTHING_TO_REBOOK');
  const elder = await asks.elder(scope, line.elderId, now);
  const window = { from: start, to: plusMinutes(start, line.work.minutes) };
  refuseStopped([{ problems: [...check.pastProblems(window, now), ...check.absenceProblems(window, elder.absences)] }]);
  const visit = (await asks.visits([lineId])).get(lineId);
  const { cancel, undoMinutes } = await asks.rules(line.areaPath, line.operatorPath);
  const name = (await asks.names([actor.personId])).get(actor.personId) ?? '';

  const order: Order = {
    ...(await orders.get(scope, line.orderId)),
    id: newId('order'),
    placedById: actor.personId,
    askedBy: null,
    channel: 'app',
    placedAt: now,
  };
  const again = place({
    id: newId('line'),
    orderId: order.id,
    number: 1,
    elderId: line.elderId,
    areaPath: line.areaPath,
    operatorPath: line.operatorPath,
    payerId: line.payerId,
    day: serviceDayOf(start, elder.zone),
    window,
    work: line.work,
    prices: line.prices,
    creditMinutes: line.creditMinutes,
    freeUntil: freeUntil(window, now, cancel.service, undoMinutes),
    // What was agreed to is the same, only its day is not.
    yes: line.yes,
    paid: 'waiting',
    orderedBy: { id: actor.personId, name, proxyFor: null },
    placedAt: now,
    crew: visit?.workers.map(({ id }) => id) ?? [],
  });
  return enterOrder({ order, lines: [again], elder, scope }, ports);
}
