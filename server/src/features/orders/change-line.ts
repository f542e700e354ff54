import { Refusal, type Fen, type LineId, type WantedLine } from '@nuanlin/shared';
import type { SignedIn } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/tx.ts';
import { besides, engagementOf, lookAtBasket, refuseStopped } from './look-at-basket.ts';
import { change, isOpen, totalOf, type Line } from './line.ts';
import { factsOf, mealOf, type OrderPorts } from './ports.ts';

/**
 * 改期/改单: another day, window or dish in one step, with every check of a new order; the line stays the same, and so do
 * its yes and its payer.
 * @throws LINE_ENDED; LINE_TOO_LATE_TO_CHANGE after its free hour, or into another kind of work; PRICE_CHANGED; every
 * problem of a basket; PAYMENT_AMOUNT when its money has moved already and the new price is another
 */
export async function changeLine(
  { lineId, to, quotedFen, scope, actor, now }: { lineId: LineId; to: WantedLine; quotedFen: Fen } & SignedIn,
  ports: OrderPorts & { tx: Tx },
): Promise<Line> {
  const { orders, canteens, payments, asks, events, tx } = ports;
  const line = await orders.line(scope, lineId);
  if (!isOpen(line)) throw new Refusal('LINE_ENDED', { state: line.state });
  if (now > line.freeUntil || to.kind !== line.work.kind) throw new Refusal('LINE_TOO_LATE_TO_CHANGE');
  // The elder's yes was to this item.
  if (to.kind === 'service' && line.work.kind === 'service' && to.itemId !== line.work.itemId) {
    throw new Refusal('INVALID_INPUT', { fields: [{ path: 'to.itemId', message: 'another item is another order' }] });
  }
  const elder = await asks.elder(scope, line.elderId, now);
  const others = (await orders.open(scope, line.elderId)).filter(({ id }) => id !== lineId);
  const [looked] = await lookAtBasket([to], others, { elder, actor, scope, payerId: line.payerId, now }, ports);
  if (!looked) throw new Error('a basket of one line has one line');
  refuseStopped([looked]);
  const price = totalOf(looked.agreement);
  if (price !== quotedFen) throw new Refusal('PRICE_CHANGED', { price: (price / 100).toFixed(2), priceFen: price });
  // Credit is held by line; another amount is another order.
  if (looked.agreement.creditMinutes !== line.creditMinutes) throw new Refusal('LINE_TOO_LATE_TO_CHANGE');

  const changed = change({ ...line, operatorPath: looked.operatorPath }, looked.agreement, actor.personId, now);
  return tx(async (session) => {
    await orders.lockAgenda(line.elderId, session);
    const engaged = (await orders.open(scope, line.elderId, session))
      .filter(({ id }) => id !== lineId)
      .map(engagementOf);
    refuseStopped([{ ...looked, problems: besides(changed, engaged, elder.zone) }]);
    const [from, into] = [mealOf(line), mealOf(changed)];
    if (from && line.work.kind === 'meal') await canteens.releasePortions(from, line.work.dishes, session);
    if (into && changed.work.kind === 'meal') await canteens.reservePortions(into, changed.work.dishes, session);
    if (price !== totalOf(line)) await payments.reprice(lineId, price, session);
    await orders.save(changed, session);
    const { day, window, work } = factsOf(line);
    const confirmed = changed.state === 'confirmed';
    const facts = { ...factsOf(changed), confirmed, was: { day, window, work } };
    await events.add({ type: 'line_changed', facts }, session);
    return changed;
  });
}
