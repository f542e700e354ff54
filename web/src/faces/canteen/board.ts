import {
  mealPeriod,
  serviceDay,
  ticketView,
  type BoardView,
  type FeedEntry,
  type TicketState,
  type TicketView,
} from '@nuanlin/shared';

/** The columns of the queue, in the order of the work. */
export const COLUMNS = ['queued', 'preparing', 'ready', 'handed_over'] as const satisfies readonly TicketState[];
export type Column = (typeof COLUMNS)[number];

const ticketHeard = ticketView.extend({ day: serviceDay, period: mealPeriod });

/** The board after an entry of the canteen's stream; another meal's, and what is not newer, are dropped. */
export function afterEntry(board: BoardView, { entity, view }: FeedEntry): BoardView {
  if (entity.kind !== 'ticket') return board;
  const read = ticketHeard.safeParse(view);
  if (!read.success) return board;
  const { day, period, ...ticket } = read.data;
  if (day !== board.day || period !== board.period) return board;
  const before = board.tickets.find(({ id }) => id === ticket.id);
  if (before && before.version >= ticket.version) return board;
  return { ...board, tickets: [...board.tickets.filter(({ id }) => id !== ticket.id), ticket] };
}

/** A column's tickets by their number; those handed over newest first, so that the last one stays in sight. */
export function columnOf(board: BoardView, column: Column): TicketView[] {
  const inIt = board.tickets.filter(({ state }) => state === column);
  const byNumber = (a: TicketView, b: TicketView): number => (a.number ?? 0) - (b.number ?? 0);
  return column === 'handed_over' ? inIt.toSorted((a, b) => byNumber(b, a)) : inIt.toSorted(byNumber);
}
