import {
  at,
  plusDays,
  plusMinutes,
  Refusal,
  sumFen,
  type Basket,
  type Fen,
  type Instant,
  type PayWay,
  type PersonId,
  type Proxy,
  type ServiceDay,
  type TimeOfDay,
} from '@nuanlin/shared';
import type { ClientSession } from 'mongoose';
import type { SignedIn } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/tx.ts';
import type { Beneficiary } from './asks.ts';
import { besides, engagementOf, lookAtBasket, payerOf, refuseStopped, type Looked } from './look-at-basket.ts';
import { place, secure, totalOf, type Line, type OpenLine } from './line.ts';
import type { Order } from './order.ts';
import { asksMoney, factsOf, mealOf, type OrderPorts } from './ports.ts';

/** A hold is made the evening before the service day. */
const HOLD_AT = '20:00' as TimeOfDay;
/** So long an item may wait for the elder's yes before somebody asks. */
const YES_WITHIN_MINUTES = 60;

export interface PlacedOrder {
  readonly order: Order;
  readonly lines: readonly Line[];
}

export interface Quoted {
  readonly looked: readonly Looked[];
  readonly payerId: PersonId;
}

/** Looks at a basket: nothing is reserved, nothing is kept. */
export async function quoteBasket(
  { elderId, lines, scope, actor, now }: Basket & SignedIn,
  ports: OrderPorts,
): Promise<Quoted> {
  const elder = await ports.asks.elder(scope, elderId, now);
  const payerId = payerOf(actor, elder);
  const open = await ports.orders.open(scope, elderId);
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
  const { orders, canteens, asks, newId, tx } = ports;
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
    }),
  );

  return tx(async (session) => {
    await orders.lockAgenda(elderId, session);
    const engaged = (await orders.open(scope, elderId, session)).map(engagementOf);
    refuseStopped(looked.map((one) => ({ ...one, problems: besides(one.agreement, engaged, elder.zone) })));
    for (const { day, work } of agreed) {
      const meal = mealOf({ day, work });
      if (meal && work.kind === 'meal') await canteens.reservePortions(meal, work.dishes, session);
    }
    const lines = await payFor(agreed, order, elder, ports, session);
    await orders.insert(order, lines, session);
    await tellPlaced(order, lines, ports, session);
    return { order, lines };
  });
}

/** Holds credit and opens payments; returns the lines with what is secured already. */
async function payFor(
  lines: readonly OpenLine[],
  { way, payerId, placedAt: now, ...order }: Order,
  { zone }: Beneficiary,
  { timebank, payments }: OrderPorts,
  session: ClientSession,
): Promise<OpenLine[]> {
  for (const { id: lineId, creditMinutes: minutes, areaPath } of lines) {
    if (minutes > 0) await timebank.holdCredit({ lineId, personId: payerId, minutes, areaPath, now }, session);
  }
  const secured = new Set(lines.filter((line) => !asksMoney(line)));
  for (const { lines: together, holdAt } of paymentsFor(lines.filter(asksMoney), way, zone)) {
    const parts = together.map((line) => ({ lineId: line.id, amountFen: totalOf(line) }));
    const { id: orderId, elderId, areaPath, operatorPath } = order;
    const payment = { orderId, elderId, areaPath, operatorPath, payerId, way, lines: parts, holdAt, now };
    const opened = await payments.openPayment(payment, session);
    if (opened.secured) for (const line of together) secured.add(line);
  }
  return lines.map((line) => (secured.has(line) ? { ...secure(line), version: line.version } : line));
}

/** One hold covers the lines of one service day; every other way pays the whole order at once. */
function paymentsFor(
  lines: readonly OpenLine[],
  way: PayWay,
  zone: string,
): { lines: readonly OpenLine[]; holdAt: Instant | null }[] {
  if (lines.length === 0) return [];
  if (way !== 'hold') return [{ lines, holdAt: null }];
  const byDay = new Map<ServiceDay, OpenLine[]>();
  for (const line of lines) byDay.set(line.day, [...(byDay.get(line.day) ?? []), line]);
  return [...byDay].map(([day, itsLines]) => ({ lines: itsLines, holdAt: at(plusDays(day, -1), HOLD_AT, zone) }));
}

async function tellPlaced(
  order: Order,
  lines: readonly Line[],
  { events, deadlines }: OrderPorts,
  session: ClientSession,
): Promise<void> {
  await events.add(
    {
      type: 'order_placed',
      facts: {
        elderId: order.elderId,
        areaPath: [...order.areaPath],
        operatorPath: [...order.operatorPath],
        orderId: order.id,
        payerId: order.payerId,
        placedById: order.placedById,
        lineIds: lines.map(({ id }) => id),
      },
    },
    session,
  );
  for (const line of lines) {
    if (line.state === 'confirmed') await events.add({ type: 'line_confirmed', facts: factsOf(line) }, session);
    if (line.yes === 'waiting') {
      await events.add({ type: 'yes_wanted', facts: factsOf(line) }, session);
      await deadlines.set('orders.yes', line.id, plusMinutes(order.placedAt, YES_WITHIN_MINUTES), session);
    }
  }
}
