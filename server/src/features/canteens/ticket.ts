import {
  FIELD_TEXTS,
  plusMinutes,
  Refusal,
  type AreaId,
  type CanteenId,
  type DishId,
  type ElderId,
  type Instant,
  type LineId,
  type MealPeriod,
  type MealWay,
  type OperatorId,
  type ServiceDay,
  type Text,
  type Texture,
  type TicketId,
  type TicketState,
  type TimeWindow,
} from '@nuanlin/shared';

/** 出餐单: one line's meal as kitchen work. */
export interface Ticket {
  readonly id: TicketId;
  readonly version: number;
  readonly state: TicketState;
  /** 取餐号: counts from 1 without gaps at its counter within the canteen's meal period; given on release. */
  readonly number: number | null;
  readonly lineId: LineId;
  /** The version of the line that it was made from; events may arrive in any order. */
  readonly lineVersion: number;
  readonly elderId: ElderId;
  readonly areaPath: readonly AreaId[];
  readonly operatorPath: readonly OperatorId[];
  readonly canteenId: CanteenId;
  readonly day: ServiceDay;
  readonly period: MealPeriod;
  readonly way: MealWay;
  readonly texture: Texture;
  readonly dishes: readonly TicketDish[];
  readonly window: TimeWindow;
  readonly plannedAt: Instant;
  readonly queuedAt: Instant | null;
  /** When the kitchen says that it will stand ready. */
  readonly expectedAt: Instant | null;
  readonly readyAt: Instant | null;
  readonly calledAt: Instant | null;
}

export interface TicketDish {
  readonly dishId: DishId;
  readonly name: Text;
  readonly portions: number;
}

/** Every allowed move. */
export const TICKET_MOVES: Readonly<Record<TicketState, readonly TicketState[]>> = {
  planned: ['queued', 'cancelled'],
  queued: ['preparing', 'cancelled'],
  preparing: ['ready', 'cancelled'],
  ready: ['handed_over', 'cancelled'],
  handed_over: [],
  cancelled: [],
};

function move(ticket: Ticket, to: TicketState, change: Partial<Ticket> = {}): Ticket {
  if (!TICKET_MOVES[ticket.state].includes(to)) throw new Refusal('TICKET_MOVED_ON', { state: ticket.state });
  return { ...ticket, ...change, state: to, version: ticket.version + 1 };
}

/** @throws Refusal TICKET_MOVED_ON, as all moves here */
export const release = (ticket: Ticket, number: number, now: Instant): Ticket =>
  move(ticket, 'queued', { number, queuedAt: now });

export const start = (ticket: Ticket): Ticket => move(ticket, 'preparing');

/** Nothing is cooked for longer than this; what is further away is a slip of the finger. */
const LONGEST_COOKING_MINUTES = 600;

/**
 * The kitchen's own word on when it will stand ready, until it does; the last one counts.
 * @throws TICKET_MOVED_ON; INVALID_INPUT for a moment that has passed or is too far away
 */
export function expect(ticket: Ticket, readyAt: Instant, now: Instant): Ticket {
  if (ticket.state !== 'queued' && ticket.state !== 'preparing') {
    throw new Refusal('TICKET_MOVED_ON', { state: ticket.state });
  }
  if (readyAt < now || readyAt > plusMinutes(now, LONGEST_COOKING_MINUTES)) {
    throw new Refusal('INVALID_INPUT', { fields: [{ path: 'readyAt', message: FIELD_TEXTS.readyAt.en }] });
  }
  return { ...ticket, expectedAt: readyAt, version: ticket.version + 1 };
}

export const finish = (ticket: Ticket, now: Instant): Ticket => move(ticket, 'ready', { readyAt: now });

export const handOver = (ticket: Ticket): Ticket => move(ticket, 'handed_over');

export const cancel = (ticket: Ticket): Ticket => move(ticket, 'cancelled');

/** 叫号: may be called again; a meal for delivery is never called. */
export function call(ticket: Ticket, now: Instant): Ticket {
  if (ticket.state !== 'ready' || ticket.way === 'delivery') {
    throw new Refusal('TICKET_MOVED_ON', { state: ticket.state });
  }
  return { ...ticket, calledAt: now, version: ticket.version + 1 };
}

/**
 * The box has left with a courier, whatever the board says: a kitchen in a hurry does not tap every step. Null when
 * there is nothing to tell.
 */
export function collected(ticket: Ticket, now: Instant): Ticket | null {
  switch (ticket.state) {
    case 'queued':
      return handOver(finish(start(ticket), now));
    case 'preparing':
      return handOver(finish(ticket, now));
    case 'ready':
      return handOver(ticket);
    case 'planned':
    case 'handed_over':
    case 'cancelled':
      return null;
  }
}

/** Per dish, how many portions are ordered and how many of them stand ready or have left. */
export function dishCounts(tickets: readonly Ticket[]): Map<DishId, { ordered: number; made: number }> {
  const counts = new Map<DishId, { ordered: number; made: number }>();
  for (const { state, dishes } of tickets) {
    if (state === 'cancelled') continue;
    for (const { dishId, portions } of dishes) {
      const count = counts.get(dishId) ?? { ordered: 0, made: 0 };
      count.ordered += portions;
      if (state === 'ready' || state === 'handed_over') count.made += portions;
      counts.set(dishId, count);
    }
  }
  return counts;
}
