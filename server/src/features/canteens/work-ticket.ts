import type { Instant, TicketId } from '@nuanlin/shared';
import type { CanteenEvent } from '../../events/index.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/tx.ts';
import { factsOf, type CanteenPorts } from './ports.ts';
import * as moves from './ticket.ts';
import type { Ticket } from './ticket.ts';

type Request = { ticketId: TicketId } & SignedIn;
type Ports = CanteenPorts & { tx: Tx };
type TicketEvent = Exclude<CanteenEvent['type'], 'dish_sold_out' | 'ticket_expected'>;

/** One tap of the kitchen. @throws NOT_FOUND, TICKET_MOVED_ON */
async function tap(
  { ticketId, scope }: Request,
  { tickets, events, tx }: Ports,
  move: (ticket: Ticket) => Ticket,
  type: TicketEvent,
): Promise<Ticket> {
  const ticket = await tickets.get(scope, ticketId);
  const moved = move(ticket);
  return tx(async (session) => {
    await tickets.save(ticket, moved, session);
    await events.add({ type, facts: factsOf(moved) }, session);
    return moved;
  });
}

export const startTicket = (request: Request, ports: Ports) => tap(request, ports, moves.start, 'ticket_started');

/** Says when it will stand ready, so that nobody is sent for it too early. @throws NOT_FOUND, TICKET_MOVED_ON, INVALID_INPUT */
export async function expectTicket(
  { ticketId, readyAt, scope, now }: Request & { readyAt: Instant },
  { tickets, events, tx }: Ports,
): Promise<Ticket> {
  const ticket = await tickets.get(scope, ticketId);
  const expected = moves.expect(ticket, readyAt, now);
  return tx(async (session) => {
    await tickets.save(ticket, expected, session);
    await events.add({ type: 'ticket_expected', facts: { ...factsOf(expected), readyAt } }, session);
    return expected;
  });
}

export const finishTicket = (request: Request, ports: Ports) =>
  tap(request, ports, (ticket) => moves.finish(ticket, request.now), 'ticket_ready');

/** 叫号 */
export const callTicket = (request: Request, ports: Ports) =>
  tap(request, ports, (ticket) => moves.call(ticket, request.now), 'ticket_called');

export const handOverTicket = (request: Request, ports: Ports) =>
  tap(request, ports, moves.handOver, 'ticket_handed_over');
