import type { BoardView, TicketView } from '@nuanlin/shared';

/** What the big screen shows guests and couriers; a number that was called stays until it is handed over. */
export interface Calls {
  /** Called last. */
  readonly now: TicketView | null;
  /** Called before and not yet fetched, the latest first. */
  readonly before: readonly TicketView[];
  /** Ready and not yet called, and still in the making: guests alone. */
  readonly ready: readonly TicketView[];
  readonly making: readonly TicketView[];
  /** Boxes that couriers fetch. */
  readonly boxes: { readonly all: number; readonly ready: number; readonly gone: number };
}

export function callsOf({ tickets }: Pick<BoardView, 'tickets'>): Calls {
  const guests = tickets.filter(({ way }) => way !== 'delivery').toSorted(byNumber);
  const ready = guests.filter(({ state }) => state === 'ready');
  const [now, ...before] = ready
    .filter(({ calledAt }) => calledAt !== null)
    .toSorted((a, b) => (b.calledAt ?? '').localeCompare(a.calledAt ?? ''));
  const boxes = tickets.filter(({ way, state }) => way === 'delivery' && state !== 'cancelled');
  return {
    now: now ?? null,
    before,
    ready: ready.filter(({ calledAt }) => calledAt === null),
    making: guests.filter(({ state }) => state === 'queued' || state === 'preparing'),
    boxes: {
      all: boxes.length,
      ready: boxes.filter(({ state }) => state === 'ready').length,
      gone: boxes.filter(({ state }) => state === 'handed_over').length,
    },
  };
}

const byNumber = (a: TicketView, b: TicketView): number =>
  a.way.localeCompare(b.way) || (a.number ?? 0) - (b.number ?? 0);
