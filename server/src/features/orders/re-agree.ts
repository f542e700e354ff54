import { Refusal, type Fen, type WantedLine } from '@nuanlin/shared';
import type { ClientSession } from 'mongoose';
import type { SignedIn } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/tx.ts';
import { change, totalOf, type Line, type OpenLine } from './line.ts';
import { besides, engagementOf, lookAtBasket, refuseStopped } from './look-at-basket.ts';
import { factsOf, mealOf, type OrderPorts } from './ports.ts';

/**
 * Agrees on a line anew in one step, with every check of a new order; the line stays the same, and so do its yes and its
 * payer.
 * @throws PRICE_CHANGED; every problem of a basket; LINE_TOO_LATE_TO_CHANGE for another amount of credit;
 * PAYMENT_AMOUNT while another price is being asked for, PAYMENT_DECLINED when a prepaid account holds less than the new one
 */
export async function reAgree(
  line: OpenLine,
  { to, quotedFen, scope, actor, now }: { to: WantedLine; quotedFen: Fen } & Pick<SignedIn, 'scope' | 'actor' | 'now'>,
  ports: OrderPorts & { tx: Tx },
): Promise<Line> {
  const { orders, canteens, asks, events, tx } = ports;
  const elder = await asks.elder(scope, line.elderId, now);
  const others = (await orders.open(scope, line.elderId)).filter(({ id }) => id !== line.id);
  const [looked] = await lookAtBasket([to], others, { elder, actor, scope, payerId: line.payerId, now }, ports);
  if (!looked) throw new Error('a basket of one line has one line');
  refuseStopped([looked]);
  const price = totalOf(looked.agreement);
  if (price !== quotedFen) throw new Refusal('PRICE_CHANGED', { price: (price / 100).toFixed(2), priceFen: price });
  // Credit is held by line; another amount is another order. None at all lets it go.
  const { creditMinutes } = looked.agreement;
  if (creditMinutes !== line.creditMinutes && creditMinutes > 0) throw new Refusal('LINE_TOO_LATE_TO_CHANGE');

  const changed = change({ ...line, operatorPath: looked.operatorPath }, looked.agreement, actor.personId, now);
  return tx(async (session) => {
    await orders.lockAgenda(line.elderId, session);
    const engaged = (await orders.open(scope, line.elderId, session))
      .filter(({ id }) => id !== line.id)
      .map(engagementOf);
    refuseStopped([{ ...looked, problems: besides(changed, engaged, elder.zone) }]);
    const [from, into] = [mealOf(line), mealOf(changed)];
    if (from && line.work.kind === 'meal') await canteens.releasePortions(from, line.work.dishes, session);
    if (into && changed.work.kind === 'meal') await canteens.reservePortions(into, changed.work.dishes, session);
    await repay(line, changed, now, ports, session);
    await orders.save(changed, session);
    const { day, window, work } = factsOf(line);
    const confirmed = changed.state === 'confirmed';
    const facts = { ...factsOf(changed), confirmed, was: { day, window, work } };
    await events.add({ type: 'line_changed', facts }, session);
    return changed;
  });
}

/** The line's payment follows its price; one that was paid with credit is paid at the door from now on. */
async function repay(
  line: OpenLine,
  changed: OpenLine,
  now: SignedIn['now'],
  { payments }: OrderPorts,
  session: ClientSession,
): Promise<void> {
  const [before, price] = [totalOf(line), totalOf(changed)];
  if (price === before) return;
  if (line.creditMinutes === 0) return payments.reprice({ lineId: line.id, amountFen: price, now }, session);
  const { orderId, elderId, areaPath, operatorPath, payerId } = changed;
  const lines = [{ lineId: line.id, amountFen: price }];
  const way = 'settle_later';
  await payments.openPayment(
    { orderId, elderId, areaPath, operatorPath, payerId, way, lines, holdAt: null, now },
    session,
  );
}
