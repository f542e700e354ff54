import {
  boardView,
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

const leftHeard = boardView.shape.counts.element.pick({ dishId: true, left: true }).array();
const mealHeard = boardView.pick({ day: true, period: true }).extend({ left: leftHeard });
const ticketHeard = ticketView.extend({ day: serviceDay, period: mealPeriod });

/** The board after an entry of the canteen's stream; another meal's, and what is not newer, are dropped. */
export function afterEntry(board: BoardView, { view }: FeedEntry): BoardView {
  const meal = mealHeard.safeParse(view);
  if (!meal.success || meal.data.day !== board.day || meal.data.period !== board.period) return board;
  const tickets = afterTicket(board.tickets, view);
  return { ...board, tickets, counts: countsOf(board.counts, tickets, meal.data.left) };
}

function afterTicket(tickets: TicketView[], view: FeedEntry['view']): TicketView[] {
  const read = ticketHeard.safeParse(view);
  if (!read.success) return tickets;
  const { day: _d, period: _p, ...ticket } = read.data;
  const before = tickets.find(({ id }) => id === ticket.id);
  if (before && before.version >= ticket.version) return tickets;
  return [...tickets.filter(({ id }) => id !== ticket.id), ticket];
}

/** Of each dish what is ordered and made, by the tickets, and what is left, as last heard. */
function countsOf(
  counts: BoardView['counts'],
  tickets: readonly TicketView[],
  heard: readonly { dishId: string; left: number }[],
): BoardView['counts'] {
  return counts.map((count) => {
    let ordered = 0;
    let made = 0;
    for (const { state, dishes } of tickets) {
      const portions =
        state === 'cancelled' ? 0 : (dishes.find(({ dishId }) => dishId === count.dishId)?.portions ?? 0);
      ordered += portions;
      if (state === 'ready' || state === 'handed_over') made += portions;
    }
    const left = heard.find(({ dishId }) => dishId === count.dishId)?.left ?? count.left;
    return { ...count, ordered, made, left };
  });
}

/** A column's tickets by their number; those handed over newest first, so that the last one stays in sight. */
export function columnOf(board: BoardView, column: Column): TicketView[] {
  const inIt = board.tickets.filter(({ state }) => state === column).toSorted(byQueue);
  return column === 'handed_over' ? inIt.toReversed() : inIt;
}

/** First come, first served; of those released together by counter and number. */
const byQueue = (a: TicketView, b: TicketView): number =>
  (a.queuedAt ?? '').localeCompare(b.queuedAt ?? '') || a.way.localeCompare(b.way) || (a.number ?? 0) - (b.number ?? 0);

/** How many wait for their production time. */
export const plannedOf = ({ tickets }: BoardView): number => tickets.filter(({ state }) => state === 'planned').length;
