import { z } from 'zod';
import { ORDER_CHANNELS } from '../catalog/channels.ts';
import { CANCEL_REASONS } from '../catalog/endings.ts';
import { creditMinutes, fen } from '../kernel/amounts.ts';
import { id } from '../kernel/ids.ts';
import { instant, serviceDay, timeWindow } from '../kernel/time.ts';
import { forElder, granted } from './access.ts';
import { codeOf } from './codes.ts';
import { dietClash, mealPeriod, mealWay, ticketState } from './canteens.ts';
import { itemCode } from './catalog.ts';
import { get, post } from './endpoint.ts';
import { jobState, seatState, visitor } from './jobs.ts';
import { asOf, page, pageRequest } from './lists.ts';
import { payWay } from './payments.ts';
import { words } from './words.ts';

export const LINE_STATES = ['placed', 'confirmed', 'fulfilled', 'failed', 'cancelled'] as const;
export const lineState = z.enum(LINE_STATES);
export type LineState = z.infer<typeof lineState>;

/** Derived from the lines. */
export const ORDER_STATES = ['open', 'fulfilled', 'partly_fulfilled', 'cancelled', 'failed'] as const;
export const orderState = z.enum(ORDER_STATES);
export type OrderState = z.infer<typeof orderState>;

export const cancelReason = codeOf(CANCEL_REASONS);

/** One meal of one meal period. */
export const wantedMeal = z.strictObject({
  kind: z.literal('meal'),
  canteenId: id('canteen'),
  day: serviceDay,
  period: mealPeriod,
  way: mealWay,
  dishes: z
    .array(z.strictObject({ dishId: id('dish'), portions: z.int().min(1).max(20) }))
    .min(1)
    .max(12),
});

/** One visit; credit is taken only by items that say so. */
export const wantedService = z.strictObject({
  kind: z.literal('service'),
  itemId: id('item'),
  variant: z.string().max(40).nullable(),
  start: instant,
  minutes: z.int().min(15).max(720),
  payWith: z.enum(['money', 'credit']),
});

export const wantedLine = z.discriminatedUnion('kind', [wantedMeal, wantedService]);
export type WantedLine = z.infer<typeof wantedLine>;

export const basket = z.strictObject({
  elderId: id('elder'),
  lines: z.array(wantedLine).min(1).max(30),
  way: payWay,
});
export type Basket = z.infer<typeof basket>;

/** One component of a price, with who bears it and the version of the rule it comes from. */
export const priceLine = z.object({
  what: z.enum(['dish', 'packing', 'delivery', 'visit', 'extra_hours', 'age_discount', 'fee']),
  name: words,
  quantity: z.int().positive(),
  amountFen: fen,
  payerId: id('person'),
  rule: z.object({ kind: z.string(), version: z.int() }).nullable(),
});
export type PriceLine = z.infer<typeof priceLine>;

export const workView = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('meal'),
    canteenId: id('canteen'),
    canteen: words,
    period: mealPeriod,
    way: mealWay,
    onDemand: z.boolean(),
    dishes: z.array(z.object({ dishId: id('dish'), name: words, portions: z.int().positive() })),
  }),
  z.object({
    kind: z.literal('service'),
    itemId: id('item'),
    itemCode,
    name: words,
    variant: z.string().nullable(),
    minutes: z.int().positive(),
    payWith: z.enum(['money', 'credit']),
  }),
]);
export type WorkView = z.infer<typeof workView>;

/** Why a line of the basket cannot be ordered as it stands, or what to think of (`stops` false). */
export const basketProblem = z.object({
  code: z.string(),
  data: z.record(z.string(), z.unknown()),
  stops: z.boolean(),
  clashes: z.array(dietClash),
  alternative: z.object({ dishId: id('dish'), name: words }).nullable(),
});
export type BasketProblem = z.infer<typeof basketProblem>;

export const quotedLine = z.object({
  work: workView,
  day: serviceDay,
  window: timeWindow,
  prices: z.array(priceLine),
  totalFen: fen,
  creditMinutes,
  needsYes: z.boolean(),
  freeUntil: instant,
  problems: z.array(basketProblem),
});
export type QuotedLine = z.infer<typeof quotedLine>;

/** A basket looked at: nothing is reserved, nothing is kept. */
export const quote = z.object({
  lines: z.array(quotedLine),
  totalFen: fen,
  creditMinutes,
  payerId: id('person'),
  placeable: z.boolean(),
});
export type Quote = z.infer<typeof quote>;

/** A proxy order 代下单: who asked for it, and by which way. */
export const proxy = z.strictObject({ askedBy: z.string().min(1).max(60), channel: codeOf(ORDER_CHANNELS) });
export type Proxy = z.infer<typeof proxy>;

export const answerBy = z.enum(['tap', 'card', 'call_key', 'noted']);
export type AnswerBy = z.infer<typeof answerBy>;

/** Who comes for a line and how far that is; nobody yet: no workers. */
export const visitView = z.object({
  jobId: id('job'),
  state: jobState,
  runId: id('run').nullable(),
  workers: z.array(visitor.extend({ state: seatState })),
});
export type VisitView = z.infer<typeof visitView>;

export const lineView = z.object({
  id: id('line'),
  orderId: id('order'),
  elderId: id('elder'),
  version: z.int(),
  state: lineState,
  day: serviceDay,
  window: timeWindow,
  work: workView,
  /** Money is for those who order or pay: empty and null for the rest. */
  prices: z.array(priceLine),
  totalFen: fen.nullable(),
  creditMinutes,
  payerId: id('person').nullable(),
  /** The elder's yes, where the item needs it. */
  yes: z.enum(['not_needed', 'waiting', 'given', 'refused']),
  paid: z.enum(['waiting', 'secured', 'failed']),
  orderedBy: z.object({ id: id('person'), name: z.string(), proxyFor: z.string().nullable() }),
  placedAt: instant,
  freeUntil: instant,
  /** When somebody first said that the meal had not come 没收到饭. */
  /** Since when the family is asked what to do, because nobody has taken the work; null while there is no question. */
  askedAt: instant.nullable(),
  missingAt: instant.nullable(),
  ended: z.object({ at: instant, reason: z.string().nullable(), feeFen: fen.nullable() }).nullable(),
});
export type LineView = z.infer<typeof lineView>;

/** A line as it was before a change. */
export const lineVersion = z.object({
  version: z.int(),
  until: instant,
  day: serviceDay,
  window: timeWindow,
  work: workView,
  totalFen: fen.nullable(),
  changedBy: id('person'),
});
export type LineVersion = z.infer<typeof lineVersion>;

export const orderView = z.object({
  id: id('order'),
  elderId: id('elder'),
  state: orderState,
  payerId: id('person').nullable(),
  way: payWay,
  channel: codeOf(ORDER_CHANNELS),
  placedAt: instant,
  totalFen: fen.nullable(),
  lines: z.array(lineView.extend({ history: z.array(lineVersion) })),
});
export type OrderView = z.infer<typeof orderView>;

/** One entry of an elder's day: the line, its kitchen side and its visit. */
export const dayEntry = z.object({
  line: lineView,
  ticket: z.object({ id: id('ticket'), state: ticketState, number: z.int().positive().nullable() }).nullable(),
  visit: visitView.nullable(),
});
export type DayEntry = z.infer<typeof dayEntry>;

export const dayView = z.object({ asOf, elderId: id('elder'), day: serviceDay, entries: z.array(dayEntry) });
export type DayView = z.infer<typeof dayView>;

/** What an elder's own screen stands on: today with everything in it, and what is open on later days. */
export const agendaView = z.object({ asOf, elderId: id('elder'), today: serviceDay, entries: z.array(dayEntry) });
export type AgendaView = z.infer<typeof agendaView>;

/** What cancelling costs now; shown before the tap. */
export const cancelTerms = z.object({ freeUntil: instant, feeFen: fen, refundFen: fen });
export type CancelTerms = z.infer<typeof cancelTerms>;

/** What the family may choose when nobody has taken the work by its decision time, one tap each (D5). */
export const lineChoice = z.discriminatedUnion('choice', [
  /** The same at another time: the start in `to` is the client's to replace. */
  z.object({ choice: z.literal('other_time'), to: wantedService, totalFen: fen }),
  z.object({ choice: z.literal('other_provider'), to: wantedService, totalFen: fen, provider: z.string() }),
  /** A paid worker instead of a volunteer. */
  z.object({ choice: z.literal('paid'), to: wantedService, totalFen: fen }),
  z.object({ choice: z.literal('cancel'), refundFen: fen }),
]);
export type LineChoice = z.infer<typeof lineChoice>;

const linePath = { lineId: id('line') };
const mayOrder = forElder('order', 'dispatcher', 'care_advisor');
const maySee = forElder('visits', 'dispatcher', 'care_advisor', 'supervisor');

export const ordersContract = {
  quote: post('/orders/quote', mayOrder, 'Look at a basket: prices, clashes, doubles, cut-offs')
    /** For a change 改单: the line that the basket would take the place of does not stand in its way. */
    .input(basket.extend({ instead: id('line').nullable().default(null) }))
    .output(quote),
  place: post('/orders', mayOrder, 'Place an order; staff order for others 代下单 and say who asked')
    .input(basket.extend({ quotedFen: fen, proxy: proxy.nullable().default(null) }))
    .output(orderView),
  list: get('/orders', maySee, 'Orders of an elder, newest first')
    .input(z.strictObject({ elderId: id('elder'), ...pageRequest }))
    .output(page(orderView)),
  get: get('/orders/{orderId}', maySee, 'An order with its lines and their history')
    .input(z.strictObject({ orderId: id('order') }))
    .output(orderView),
  day: get('/elders/{elderId}/day', maySee, 'What happens for an elder on a day')
    .input(z.strictObject({ elderId: id('elder'), day: serviceDay.optional() }))
    .output(dayView),
  agenda: get('/elders/{elderId}/agenda', maySee, 'Today, and what is open on later days')
    .input(z.strictObject({ elderId: id('elder') }))
    .output(agendaView),
  change: post('/lines/{lineId}/change', mayOrder, 'Another day, window or dish 改期/改单, in one step')
    .input(z.strictObject({ ...linePath, to: wantedLine, quotedFen: fen }))
    .output(lineView),
  cancelTerms: get(
    '/lines/{lineId}/cancel-terms',
    mayOrder,
    'What cancelling would cost now; for a reason of the house, nothing',
  )
    .input(z.strictObject({ ...linePath, reason: cancelReason.optional() }))
    .output(cancelTerms),
  cancel: post('/lines/{lineId}/cancel', mayOrder, 'Cancel a line, with a reason and the fee that was shown')
    .input(z.strictObject({ ...linePath, reason: cancelReason, feeSeenFen: fen }))
    .output(lineView),
  choices: get(
    '/lines/{lineId}/choices',
    mayOrder,
    'What may become of work that nobody has taken by its decision time',
  )
    .input(z.strictObject(linePath))
    .output(z.object({ choices: z.array(lineChoice) })),
  choose: post('/lines/{lineId}/choose', mayOrder, 'Choose one of them; nothing is owed for cancelling')
    .input(
      z.discriminatedUnion('choice', [
        z.strictObject({
          ...linePath,
          choice: z.enum(['other_time', 'other_provider', 'paid']),
          to: wantedService,
          quotedFen: fen,
        }),
        z.strictObject({ ...linePath, choice: z.literal('cancel') }),
      ]),
    )
    .output(lineView),
  rebook: post('/lines/{lineId}/rebook', mayOrder, 'The same visit by the same crew at the same price, at another time')
    .input(z.strictObject({ ...linePath, start: instant }))
    .output(orderView),
  answer: post(
    '/lines/{lineId}/answer',
    granted('elder', 'guardian', 'dispatcher', 'care_advisor'),
    'The elder’s yes or no; staff may note it after a call',
  )
    .input(z.strictObject({ ...linePath, yes: z.boolean(), by: answerBy }))
    .output(lineView),
  missing: post('/lines/{lineId}/missing', maySee, 'The meal has not come 没收到饭')
    .input(z.strictObject(linePath))
    .output(lineView),
};
