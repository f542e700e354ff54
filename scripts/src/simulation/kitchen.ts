import { later, plusMinutes, type Instant, type TicketId, type TicketView } from '@nuanlin/shared';

/** One tap of a kitchen. */
export interface Tap {
  readonly ticketId: TicketId;
  readonly tap: 'start' | 'ready' | 'call' | 'handOver';
}

/** What a kitchen knows beyond its board: since when each ticket is on the stove, and its small chances. */
export interface Stove {
  startedAt(ticketId: TicketId): Instant | null;
  /** Between 0 and 1, always the same for a ticket. */
  chanceOf(ticketId: TicketId): number;
}

/** So many tickets are on the stove at once. */
const HANDS = 6;
/** From the first tap to the box, in minutes. */
const COOKS = { least: 4, more: 4 };
/** A guest comes to the counter so long after he was called. */
const COMES = { least: 1, more: 7 };
const CALLED_BEFORE_WINDOW = 5;

/** What the kitchen taps now, the oldest numbers first, and when to look at the board again. */
export function tapsOf(tickets: readonly TicketView[], stove: Stove, now: Instant): { taps: Tap[]; lookAt: Instant } {
  const moves: { readonly at: Instant; readonly tap: Tap }[] = [];
  let free = HANDS - tickets.filter(({ state }) => state === 'preparing').length;
  for (const ticket of tickets.toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0))) {
    if (ticket.state === 'queued' && free-- <= 0) continue;
    const move = moveOf(ticket, stove, now);
    if (move) moves.push(move);
  }
  const next = moves.map(({ at }) => at).filter((at) => at > now);
  return {
    taps: moves.filter(({ at }) => at <= now).map(({ tap }) => tap),
    lookAt: next.toSorted()[0] ?? plusMinutes(now, 30),
  };
}

function moveOf(ticket: TicketView, stove: Stove, now: Instant): { at: Instant; tap: Tap } | null {
  const { id: ticketId, state, way, window, readyAt, calledAt } = ticket;
  const chance = stove.chanceOf(ticketId);
  switch (state) {
    case 'queued':
      return { at: now, tap: { ticketId, tap: 'start' } };
    case 'preparing':
      return {
        at: plusMinutes(stove.startedAt(ticketId) ?? now, COOKS.least + COOKS.more * chance),
        tap: { ticketId, tap: 'ready' },
      };
    case 'ready': {
      // Who fetches the box says so himself.
      if (way === 'delivery') return null;
      if (!calledAt) {
        const calls = later(readyAt ?? now, plusMinutes(window.from, -CALLED_BEFORE_WINDOW));
        return { at: calls, tap: { ticketId, tap: 'call' } };
      }
      return { at: plusMinutes(calledAt, COMES.least + COMES.more * chance), tap: { ticketId, tap: 'handOver' } };
    }
    case 'planned':
    case 'handed_over':
    case 'cancelled':
      return null;
  }
}
