import {
  id,
  Refusal,
  serviceDayOf,
  streamOf,
  type AgendaView,
  type DayEntry,
  type DayView,
  type ElderId,
  type OrderId,
  type ServiceDay,
} from '@nuanlin/shared';
import { headsOf } from '../../platform/feed/entries.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import type { Line } from './line.ts';
import { presentLine } from './order.presenter.ts';
import type { PlacedOrder } from './enter-order.ts';
import type { OrderPorts } from './ports.ts';

export async function readOrder(
  { orderId, scope }: { orderId: OrderId } & SignedIn,
  { orders }: OrderPorts,
): Promise<PlacedOrder> {
  return { order: await orders.get(scope, orderId), lines: await orders.linesOf(scope, [orderId]) };
}

export async function listOrders(
  { elderId, cursor, limit, scope }: { elderId: ElderId; cursor?: string | undefined; limit: number } & SignedIn,
  { orders }: OrderPorts,
): Promise<{ found: PlacedOrder[]; nextCursor: string | null }> {
  const found = await orders.ofElder(scope, elderId, readCursor(cursor), limit);
  const lines = await orders.linesOf(
    scope,
    found.map(({ id }) => id),
  );
  return {
    found: found.map((order) => ({ order, lines: lines.filter(({ orderId }) => orderId === order.id) })),
    nextCursor: found.length === limit ? (found.at(-1)?.id ?? null) : null,
  };
}

function readCursor(cursor: string | undefined): OrderId | null {
  if (cursor === undefined) return null;
  const read = id('order').safeParse(cursor);
  if (!read.success) throw new Refusal('INVALID_INPUT', { fields: [{ path: 'cursor' }] });
  return read.data;
}

/** What happens for an elder on a day. */
export async function readDay(
  { elderId, day: asked, scope, actor, now }: { elderId: ElderId; day?: ServiceDay | undefined } & SignedIn,
  ports: OrderPorts,
): Promise<DayView> {
  const asOf = await headsOf([streamOf('elder', elderId)]);
  const { zone } = await ports.asks.elder(scope, elderId, now);
  const day = asked ?? serviceDayOf(now, zone);
  const lines = await ports.orders.ofDay(scope, elderId, day);
  return { asOf, elderId, day, entries: await entriesOf(lines, { scope, actor }, ports) };
}

/** What an elder's own screen stands on. */
export async function readAgenda(
  { elderId, scope, actor, now }: { elderId: ElderId } & SignedIn,
  ports: OrderPorts,
): Promise<AgendaView> {
  const asOf = await headsOf([streamOf('elder', elderId)]);
  const { zone } = await ports.asks.elder(scope, elderId, now);
  const today = serviceDayOf(now, zone);
  const lines = await ports.orders.from(scope, elderId, today);
  return { asOf, elderId, today, entries: await entriesOf(lines, { scope, actor }, ports) };
}

/** Lines, each with its kitchen side and who comes. */
async function entriesOf(
  lines: readonly Line[],
  viewer: Pick<SignedIn, 'scope' | 'actor'>,
  { canteens, asks }: OrderPorts,
): Promise<DayEntry[]> {
  const lineIds = lines.map(({ id }) => id);
  const [tickets, visits] = await Promise.all([canteens.ticketsOf(viewer.scope, lineIds), asks.visits(lineIds)]);
  return lines.map((line) => {
    const ticket = tickets.find(({ lineId }) => lineId === line.id);
    return {
      line: presentLine(line, viewer),
      ticket: ticket ? { id: ticket.id, state: ticket.state, number: ticket.number } : null,
      visit: visits.get(line.id) ?? null,
    };
  });
}
