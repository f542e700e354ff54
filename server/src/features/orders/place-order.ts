import { Refusal, sumFen, type Basket, type Fen, type LineId, type PersonId, type Proxy } from '@nuanlin/shared';
import type { SignedIn } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/tx.ts';
import { enterOrder, type PlacedOrder } from './enter-order.ts';
import { lookAtBasket, payerOf, refuseStopped, type Looked } from './look-at-basket.ts';
import { place, totalOf } from './line.ts';
import type { Order } from './order.ts';
import type { OrderPorts } from './ports.ts';

export interface Quoted {
  readonly looked: readonly Looked[];
  readonly payerId: PersonId;
}

/** Looks at a basket: nothing is reserved, nothing is kept. */
export async function quoteBasket(
  { elderId, lines, instead = null, scope, actor, now }: Basket & { instead?: LineId | null } & SignedIn,
  ports: OrderPorts,
): Promise<Quoted> {
  const elder = await ports.asks.elder(scope, elderId, now);
  const payerId = payerOf(actor, elder);
  const open = (await ports.orders.open(scope, elderId)).filter(({ id }) => id !== instead);
  return { looked: await lookAtBasket(lines, open, { elder, actor, scope, payerId, now }, ports), payerId };
}

/**
 * Places an order: portions, credit and payment in one transaction. A line is confirmed at once when nothing is missing.
 * @throws the first problem of the basket that stops; PRICE_CHANGED when it no longer costs what was shown; SOLD_OUT,
 * CREDIT_TOO_LOW, PAYMENT_DECLINED
 */
export async function placeOrder(
  request: Basket & { quotedFen: Fen; proxy: Proxy | null } & SignedIn,
  ports: OrderPorts & { tx: Tx },
): Promise<PlacedOrder> {
  const { elderId, scope, actor, now, way, proxy } = request;
  const { asks, newId } = ports;
  const elder = await asks.elder(scope, elderId, now);
  const { looked, payerId } = await quoteBasket(request, ports);
  refuseStopped(looked);
  const price = sumFen(looked.map(({ agreement }) => totalOf(agreement)));
  if (price !== request.quotedFen)
    throw new Refusal('PRICE_CHANGED', { price: (price / 100).toFixed(2), priceFen: price });

  const name = (await asks.names([actor.personId])).get(actor.personId) ?? '';
  const order: Order = {
    id: newId('order'),
    elderId,
    areaPath: elder.areaPath,
    operatorPath: looked[0]?.operatorPath ?? [],
    payerId,
    placedById: actor.personId,
    askedBy: proxy?.askedBy ?? null,
    channel: proxy?.channel ?? 'app',
    way,
    placedAt: now,
  };
  const agreed = looked.map(({ agreement, operatorPath, needsYes }, n) =>
    place({
      ...agreement,
      id: newId('line'),
      orderId: order.id,
      number: n + 1,
      elderId,
      areaPath: elder.areaPath,
      operatorPath,
      payerId,
      // Whoever speaks for the elder says yes by ordering.
      yes: needsYes ? (elder.speakerIds.includes(actor.personId) ? 'given' : 'waiting') : 'not_needed',
      paid: 'waiting',
      orderedBy: { id: actor.personId, name, proxyFor: order.askedBy },
      placedAt: now,
      crew: [],
    }),
  );

  return enterOrder({ order, lines: agreed, elder, scope }, ports);
}
