import {
  streamOf,
  type BoardView,
  type CanteenId,
  type DishId,
  type MealPeriod,
  type ServiceDay,
  type TicketCard,
  type TicketId,
  type TicketView,
} from '@nuanlin/shared';
import { headsOf } from '../../platform/feed/entries.ts';
import { unscoped } from '../../platform/access/scope.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/tx.ts';
import type { Eater } from './asks.ts';
import { mealTimes, runningMeal } from './meal-times.ts';
import type { CanteenPorts } from './ports.ts';
import { dishCounts, type Ticket } from './ticket.ts';

type Request = {
  canteenId: CanteenId;
  day?: ServiceDay | undefined;
  period?: MealPeriod | undefined;
} & SignedIn;

/** The queue board of one meal: its tickets, and of each dish what is ordered, made and left. */
export async function readBoard(
  { canteenId, scope, now, ...which }: Request,
  { canteens, tickets, asks }: CanteenPorts,
): Promise<BoardView> {
  const asOf = await headsOf([streamOf('canteen', canteenId)]);
  const canteen = await canteens.staffedOne(scope, canteenId);
  const rules = await asks.kitchenRules(canteen.operatorPath);
  const running = runningMeal(rules, canteen.zone, now);
  const day = which.day ?? running.day;
  const period = which.period ?? running.period;
  const meal = { canteenId, day, period };
  const [menu, found] = await Promise.all([canteens.menu(meal), tickets.ofMeal(scope, meal)]);
  const counts = dishCounts(found);
  return {
    asOf,
    canteenId,
    name: canteen.name,
    day,
    period,
    window: mealTimes(rules, day, period, canteen.zone)?.window ?? { from: now, to: now },
    periods: rules.periods.map((one) => one.period),
    running,
    tickets: found.filter(({ state }) => state !== 'cancelled').map(presentTicket),
    counts: menu.map(({ id: dishId, name, left }) => ({
      dishId,
      name,
      left,
      ...(counts.get(dishId) ?? { ordered: 0, made: 0 }),
    })),
  };
}

/** A dish has run out. @throws NOT_FOUND */
export async function sellOut(
  { dishId, ...meal }: { canteenId: CanteenId; dishId: DishId; day: ServiceDay; period: MealPeriod } & SignedIn,
  { canteens, events, tx }: CanteenPorts & { tx: Tx },
): Promise<{ canteenId: CanteenId; day: ServiceDay; period: MealPeriod }> {
  const { canteenId, day, period, scope } = meal;
  const { operatorPath } = await canteens.staffedOne(scope, canteenId);
  return tx(async (session) => {
    await canteens.sellOut({ canteenId, day, period }, dishId, session);
    const facts = { canteenId, dishId, day, period, operatorPath: [...operatorPath] };
    await events.add({ type: 'dish_sold_out', facts }, session);
    return { canteenId, day, period };
  });
}

/** What stands on the slip that goes with the box: for whom, and what to mind. */
export async function readCard(
  { ticketId, scope }: { ticketId: TicketId } & SignedIn,
  { tickets, asks }: CanteenPorts,
): Promise<{ ticket: Ticket; eater: Eater }> {
  const ticket = await tickets.get(scope, ticketId);
  return { ticket, eater: await asks.eater(unscoped('the kitchen that cooks for an elder'), ticket.elderId) };
}

export const presentTicket = (ticket: Ticket): TicketView => ({
  id: ticket.id,
  version: ticket.version,
  state: ticket.state,
  number: ticket.number,
  lineId: ticket.lineId,
  way: ticket.way,
  texture: ticket.texture,
  dishes: ticket.dishes.map(({ dishId, name, portions }) => ({ dishId, name, portions })),
  window: ticket.window,
  queuedAt: ticket.queuedAt,
  expectedAt: ticket.expectedAt,
  readyAt: ticket.readyAt,
  calledAt: ticket.calledAt,
});

export const presentCard = ({ ticket, eater }: { ticket: Ticket; eater: Eater }): TicketCard => ({
  ...presentTicket(ticket),
  elder: { name: eater.name, room: eater.room },
  minds: eater.diet.flatMap(({ about }): TicketCard['minds'] => {
    switch (about.kind) {
      case 'allergen':
        return [{ kind: about.kind, code: about.allergen }];
      case 'swallowing':
        return [{ kind: about.kind, code: about.swallowing }];
      case 'faith':
        return [{ kind: about.kind, code: about.faith }];
      case 'need':
        return [{ kind: about.kind, code: about.need }];
      case 'avoid':
        return [{ kind: about.kind, code: about.ingredient }];
      case 'texture':
        return [];
    }
  }),
});
