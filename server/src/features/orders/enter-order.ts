import { at, plusDays, plusMinutes, type Instant, type PayWay, type ServiceDay, type TimeOfDay } from '@nuanlin/shared';
import type { ClientSession } from 'mongoose';
import type { Scope } from '../../platform/access/scope.ts';
import type { Tx } from '../../platform/tx.ts';
import type { Beneficiary } from './asks.ts';
import { secure, totalOf, type Line, type OpenLine } from './line.ts';
import { besides, engagementOf, refuseStopped } from './look-at-basket.ts';
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

interface Entering {
  readonly order: Order;
  readonly lines: readonly OpenLine[];
  readonly elder: Beneficiary;
  readonly scope: Scope;
}

/**
 * Portions, credit and payment of an agreed order in one transaction, with one more look at what else is open for the
 * elder. A line is confirmed at once when nothing is missing.
 * @throws what speaks against it beside the others; SOLD_OUT, CREDIT_TOO_LOW, PAYMENT_DECLINED
 */
export function enterOrder(
  { order, lines: agreed, elder, scope }: Entering,
  ports: OrderPorts & { tx: Tx },
): Promise<PlacedOrder> {
  const { orders, canteens, tx } = ports;
  return tx(async (session) => {
    await orders.lockAgenda(elder.elderId, session);
    const engaged = (await orders.open(scope, elder.elderId, session)).map(engagementOf);
    refuseStopped(agreed.map((line) => ({ problems: besides(line, engaged, elder.zone) })));
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
