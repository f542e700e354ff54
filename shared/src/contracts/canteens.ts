import { z } from 'zod';
import { ALLERGENS, DIET_NEEDS, DISH_KINDS, FAITHS, INGREDIENTS, TEXTURES } from '../catalog/diet.ts';
import { MEAL_PERIODS, MEAL_WAYS } from '../catalog/meals.ts';
import { fen } from '../kernel/amounts.ts';
import { id } from '../kernel/ids.ts';
import { point } from '../kernel/points.ts';
import { instant, serviceDay, timeWindow } from '../kernel/time.ts';
import { forElder, granted } from './access.ts';
import { codeOf } from './codes.ts';
import { get, post } from './endpoint.ts';
import { asOf } from './lists.ts';
import { words } from './words.ts';

export const mealPeriod = codeOf(MEAL_PERIODS);
export const mealWay = codeOf(MEAL_WAYS);
export const texture = codeOf(TEXTURES);

/**
 * A clash of a dish with an elder's diet; `stops` cannot be overruled, the rest is advice. `withheld`: who may not see the
 * elder's health is told that it clashes, and not why.
 */
export const dietClash = z.object({
  kind: z.enum(['allergen', 'texture', 'swallowing', 'faith', 'need', 'avoid', 'withheld']),
  code: z.string(),
  stops: z.boolean(),
});
export type DietClash = z.infer<typeof dietClash>;

/** How a dish suits the elder it is looked at for: in which texture, what clashes, and what to take instead. */
export const fit = z.object({
  texture,
  clashes: z.array(dietClash),
  stops: z.boolean(),
  alternative: id('dish').nullable(),
});
export type Fit = z.infer<typeof fit>;

export const menuDish = z.object({
  dishId: id('dish'),
  name: words,
  kind: codeOf(DISH_KINDS),
  textures: z.array(texture),
  allergens: z.array(codeOf(ALLERGENS)),
  ingredients: z.array(codeOf(INGREDIENTS)),
  faiths: z.array(codeOf(FAITHS)),
  needs: z.array(codeOf(DIET_NEEDS)),
  priceFen: fen,
  left: z.int().nonnegative(),
  fit: fit.nullable(),
});
export type MenuDish = z.infer<typeof menuDish>;

/** The menu 菜单 of one meal period of one day. */
export const menuView = z.object({
  canteenId: id('canteen'),
  day: serviceDay,
  period: mealPeriod,
  window: timeWindow,
  cutOffAt: instant,
  /** Until when meals can be ordered at all: after the cut-off they leave singly, while portions last. */
  lastOrderAt: instant,
  taking: z.enum(['booked', 'on_demand', 'closed']),
  dishes: z.array(menuDish),
});
export type MenuView = z.infer<typeof menuView>;

export const canteenView = z.object({
  id: id('canteen'),
  name: words,
  address: z.string(),
  at: point,
  faiths: z.array(codeOf(FAITHS)),
  ways: z.array(mealWay),
});
export type CanteenView = z.infer<typeof canteenView>;

export const TICKET_STATES = ['planned', 'queued', 'preparing', 'ready', 'handed_over', 'cancelled'] as const;
export const ticketState = z.enum(TICKET_STATES);
export type TicketState = z.infer<typeof ticketState>;

/** One ticket 出餐单 on the board; who eats it and what to mind is on the card alone. */
export const ticketView = z.object({
  id: id('ticket'),
  version: z.int(),
  state: ticketState,
  /** 取餐号, 1 and up at its counter in the meal period (`guestNumber`); none while it is only planned. */
  number: z.int().positive().nullable(),
  lineId: id('line'),
  way: mealWay,
  texture,
  dishes: z.array(z.object({ dishId: id('dish'), name: words, portions: z.int().positive() })),
  window: timeWindow,
  queuedAt: instant.nullable(),
  /** When the kitchen says that it will stand ready; null until it has said so. */
  expectedAt: instant.nullable(),
  readyAt: instant.nullable(),
  calledAt: instant.nullable(),
});
export type TicketView = z.infer<typeof ticketView>;

/** What stands on the slip that goes with the box. */
export const ticketCard = ticketView.extend({
  elder: z.object({ name: z.string(), room: z.string().nullable() }),
  minds: z.array(z.object({ kind: z.enum(['allergen', 'swallowing', 'faith', 'need', 'avoid']), code: z.string() })),
});
export type TicketCard = z.infer<typeof ticketCard>;

/** The queue board: one meal period of one day. */
export const boardView = z.object({
  asOf,
  canteenId: id('canteen'),
  name: words,
  day: serviceDay,
  period: mealPeriod,
  window: timeWindow,
  /** The meal periods that the kitchen serves. */
  periods: z.array(mealPeriod),
  /** The meal that runs now, which is shown when no other is asked for, and until when it does. */
  running: z.object({ day: serviceDay, period: mealPeriod, until: instant }),
  tickets: z.array(ticketView),
  counts: z.array(
    z.object({ dishId: id('dish'), name: words, ordered: z.int(), made: z.int(), left: z.int().nonnegative() }),
  ),
});
export type BoardView = z.infer<typeof boardView>;

const mealOf = { day: serviceDay.optional(), period: mealPeriod.optional() };
const ticketPath = z.strictObject({ ticketId: id('ticket') });
const kitchen = granted('canteen_staff', 'coordinator');

export const canteensContract = {
  mine: get('/canteens/mine', kitchen, 'The canteens I work for').output(z.object({ canteens: z.array(canteenView) })),
  list: get('/canteens', forElder('order', 'dispatcher', 'care_advisor'), 'Canteens that serve where an elder lives')
    .input(z.strictObject({ elderId: id('elder') }))
    .output(z.object({ canteens: z.array(canteenView) })),
  menu: get(
    '/canteens/{canteenId}/menu',
    forElder('order', 'dispatcher', 'care_advisor'),
    'A menu of today or the next seven days, looked at for an elder',
  )
    .input(z.strictObject({ canteenId: id('canteen'), elderId: id('elder'), ...mealOf }))
    .output(menuView),
  board: get('/canteens/{canteenId}/board', granted('canteen_staff', 'coordinator', 'dispatcher'), 'The queue board')
    .input(z.strictObject({ canteenId: id('canteen'), ...mealOf }))
    .output(boardView),
  soldOut: post('/canteens/{canteenId}/sold-out', kitchen, 'A dish has run out')
    .input(z.strictObject({ canteenId: id('canteen'), dishId: id('dish'), day: serviceDay, period: mealPeriod }))
    .output(boardView),
  ticket: get('/tickets/{ticketId}', kitchen, 'The card of a ticket: who eats it, what to mind')
    .input(ticketPath)
    .output(ticketCard),
  start: post('/tickets/{ticketId}/start', kitchen, 'The kitchen begins').input(ticketPath).output(ticketView),
  expect: post('/tickets/{ticketId}/expect', kitchen, 'The kitchen says when it will stand ready; it may say so again')
    .input(z.strictObject({ ticketId: id('ticket'), readyAt: instant }))
    .output(ticketView),
  ready: post('/tickets/{ticketId}/ready', kitchen, 'It stands ready').input(ticketPath).output(ticketView),
  call: post('/tickets/{ticketId}/call', kitchen, 'Call the guest’s number 叫号').input(ticketPath).output(ticketView),
  handOver: post('/tickets/{ticketId}/hand-over', kitchen, 'Handed over to guest or courier')
    .input(ticketPath)
    .output(ticketView),
};
