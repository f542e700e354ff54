import { z } from 'zod';
import { fen } from '../kernel/amounts.ts';
import { itemCode } from './catalog.ts';
import { codeOf } from './codes.ts';
import { serviceDay, timeOfDay } from '../kernel/time.ts';
import { text } from '../texts/text.ts';
import { NO_ANSWER_CLIMB } from '../catalog/concerns.ts';
import { MEAL_PERIODS } from '../catalog/meals.ts';
import { SERVICE_ITEMS } from '../catalog/service-items.ts';
import { WORKER_KINDS } from '../catalog/workers.ts';
import type { Named } from '../catalog/table.ts';

/**
 * What a city or an organization decides (规则): versioned data, looked up from a node to the root of its tree, nearest
 * first, and at last the default that stands here. A rule is stored whole, so that one version is one document to read.
 */

const minutes = z.number().nonnegative().max(100_000);
const metres = z.number().nonnegative().max(100_000);
const weight = z.number().nonnegative().max(10_000);
const percent = z.int().min(0).max(1000);
const perWorkerKind = <T extends z.ZodType>(of: T) => z.strictObject({ courier: of, staff: of, volunteer: of });
const time = (text: string) => timeOfDay.parse(text);
const yuan = (amount: number) => fen.parse(Math.round(amount * 100));

/** Minutes to answer an offer 接单时限: for work of today, and for work that begins at least `aheadFrom` minutes later. */
const offerLeases = z.strictObject({
  byKind: perWorkerKind(z.strictObject({ today: minutes, ahead: minutes })),
  aheadFrom: minutes,
  /** For a coordinator to name staff. */
  provider: minutes,
});

/**
 * How far is looked for a worker, in metres from the first call: at most so many, nearest first; the circle widens until
 * `enough` are in it.
 */
const radii = z.strictObject({
  usual: metres,
  widest: metres,
  most: z.int().min(1).max(500),
  enough: z.int().min(1).max(100),
});

/** No offers and no notices in this span, but for safety. Null: a city without quiet hours. */
const quietHours = z.strictObject({ span: z.strictObject({ from: timeOfDay, to: timeOfDay }).nullable() });

/** Meal periods 餐次. A canteen without any serves at all hours, everything on demand. */
const mealPeriods = z.strictObject({
  periods: z
    .array(
      z.strictObject({
        period: codeOf(MEAL_PERIODS),
        /** Booked until then 截单, on demand afterwards. */
        cutOff: timeOfDay,
        from: timeOfDay,
        to: timeOfDay,
      }),
    )
    .max(3),
  /** On-demand meals are taken until so many minutes before the period ends. */
  onDemandUntil: minutes,
  /** The elder may undo for so long after placing, while cooking has not begun. */
  undo: minutes,
});

/** A kitchen's pace. */
const kitchen = z.strictObject({
  /** Tickets of booked meals are released so long before their window, and their boxes stand ready so long before it. */
  releaseBefore: minutes,
  readyBefore: minutes,
  /** On demand: cooking takes so long unless the kitchen says better, and then so long at most until it is on the table. */
  cooking: minutes,
  promise: minutes,
});

/** What is added to the dishes of a meal: a box unless it is eaten there, the way when it is brought. */
const mealFees = z.strictObject({ packing: fen, delivery: fen });

/** Free until so many minutes before the window begins; then a share of the price. */
const cancelFees = z.strictObject({
  meal: z.strictObject({ freeUntil: minutes, percent }),
  service: z.strictObject({ freeUntil: minutes, percent }),
});

/** When a seat still free alarms the dispatcher and asks the family. */
const decisionTimes = z.strictObject({
  /** By item: at a time of the day before, for what is prepared for, or so many minutes before it begins. */
  byItem: z.record(
    itemCode,
    z.discriminatedUnion('rule', [
      z.strictObject({ rule: z.literal('day_before'), at: timeOfDay }),
      z.strictObject({ rule: z.literal('minutes_before'), minutes }),
    ]),
  ),
  onDemandMeal: minutes,
});

/** The watch on every promise, in minutes after what was promised. */
const watches = z.strictObject({
  notDeparted: minutes,
  notArrived: minutes,
  crewIncomplete: minutes,
  /** A seat held for a partner is let go after this. */
  crewHeld: minutes,
  /** Whoever is offline so long before he must leave is asked, and the dispatcher told. */
  workerAway: minutes,
  silentPosition: minutes,
  lateMeal: z.strictObject({ first: minutes, dispatcher: minutes }),
  /** With insulin, or living alone. */
  lateMealFragile: z.strictObject({ first: minutes, dispatcher: minutes }),
});

/**
 * What handing over takes, in minutes: before the event (parking, stairs, waiting at the counter) and after it, until
 * somebody is on the way again; and how long after its promise work is still worth doing.
 */
const handing = z.strictObject({
  pickup: z.strictObject({ before: minutes, after: minutes }),
  door: z.strictObject({ before: minutes, after: minutes }),
  worthless: z.strictObject({ meal: minutes, visit: minutes }),
});

/** Taken off a meal by age, once a person and meal period. */
const discounts = z.strictObject({
  byAge: z
    .array(z.strictObject({ from: z.int().min(0).max(130), to: z.int().min(0).max(130).nullable(), fen }))
    .max(20),
});

/** Credit minutes for each 100 minutes that the item is worth. */
const creditRates = z.strictObject({ percent });

/** Who is told when a concern has no owner, in minutes after it opened. */
const concernLadder = z.strictObject({
  steps: z.array(z.strictObject({ to: codeOf(NO_ANSWER_CLIMB), after: minutes })).max(10),
  alarmUnacknowledged: minutes,
});

/** What a worker is paid, by seat. */
const payPolicy = z.strictObject({
  stop: fen,
  /** By the seat's grade: lead, assistant, nurse. */
  visit: z.strictObject({ lead: fen, assistant: fen, nurse: fen }),
  hour: fen,
  waitingMinute: fen,
  /** For each floor above the first in a building without a lift. */
  floor: fen,
  callOut: fen,
  holidayPercent: percent,
  /** The days that are paid so (法定节假日). */
  holidays: z.array(serviceDay).max(60),
});

/** Statutory holidays of the mainland, by the State Council's regulation of 2024; each year's list is a new version. */
const STATUTORY_HOLIDAYS = [
  ...['2026-01-01', '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-04-05', '2026-05-01', '2026-05-02'],
  ...['2026-06-19', '2026-09-25', '2026-10-01', '2026-10-02', '2026-10-03', '2027-01-01', '2027-02-05', '2027-02-06'],
  ...['2027-02-07', '2027-02-08', '2027-04-05', '2027-05-01', '2027-05-02', '2027-06-09', '2027-09-15', '2027-10-01'],
  ...['2027-10-02', '2027-10-03'],
].map((day) => serviceDay.parse(day));

/** A provider that agreed to automatic naming has its staff asked directly; else its coordinator names them. */
const naming = z.strictObject({ automatic: z.boolean() });

/** How long ways take: along the streets, or on the straight line at one speed where a district has no streets. */
const travel = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('streets') }),
  z.strictObject({ by: z.literal('line'), metresPerMinute: z.number().positive().max(10_000) }),
]);

/** The engine's weights and limits, in minutes of cost. */
const dispatchWeights = z.strictObject({
  weights: z.strictObject({
    travel: weight,
    lateness: weight,
    waiting: weight,
    foodAge: weight,
    overrun: weight,
    continuity: weight,
    hoursDeficit: weight,
    incomeDeficit: weight,
    mostFairness: weight,
    away: weight,
    time: weight,
    rejection: weight,
    undone: weight,
    risk: weight,
    age: weight,
    churn: weight,
  }),
  lookAhead: minutes,
  bundle: z.strictObject({ jobs: z.int().min(1).max(40), kitchens: metres, age: minutes, detour: minutes }),
  overrun: minutes,
  offerAhead: perWorkerKind(minutes),
  broadcast: z.strictObject({
    kinds: z.array(z.enum(WORKER_KINDS)),
    chance: z.number().min(0).max(1),
    most: z.int().min(1).max(100),
  }),
  /** What is thought of a worker's acceptance before he has answered any offer: so many accepted, so many rejected. */
  acceptance: z.strictObject({ accepted: weight, rejected: weight }),
});

/** A kind of rule: the tree it is looked up in, its shape, and the policy default of the demo city. */
export const RULE_KINDS = {
  offer_leases: {
    tree: 'operator',
    name: text('接单时限', 'Offer leases'),
    schema: offerLeases,
    byDefault: {
      byKind: {
        courier: { today: 1, ahead: 1 },
        staff: { today: 10, ahead: 10 },
        volunteer: { today: 10, ahead: 120 },
      },
      aheadFrom: 720,
      provider: 10,
    },
  },
  radii: {
    tree: 'operator',
    name: text('派单半径', 'Radii'),
    schema: radii,
    byDefault: { usual: 2500, widest: 12_000, most: 24, enough: 8 },
  },
  quiet_hours: {
    tree: 'area',
    name: text('免打扰时段', 'Quiet hours'),
    schema: quietHours,
    byDefault: { span: { from: time('21:00'), to: time('07:30') } },
  },
  meal_periods: {
    tree: 'operator',
    name: text('餐次与截单', 'Meal periods and cut-offs'),
    schema: mealPeriods,
    byDefault: {
      periods: Object.entries(MEAL_PERIODS).map(([period, { cutOff, from, to }]) => ({ period, cutOff, from, to })),
      onDemandUntil: 30,
      undo: 10,
    },
  },
  kitchen: {
    tree: 'operator',
    name: text('出餐节奏', 'Kitchen pace'),
    schema: kitchen,
    byDefault: { releaseBefore: 60, readyBefore: 10, cooking: 15, promise: 25 },
  },
  meal_fees: {
    tree: 'operator',
    name: text('打包与送餐费', 'Packing and delivery'),
    schema: mealFees,
    byDefault: { packing: yuan(1), delivery: yuan(2) },
  },
  cancel_fees: {
    tree: 'operator',
    name: text('取消费用', 'Cancelling fees'),
    schema: cancelFees,
    byDefault: { meal: { freeUntil: 110, percent: 100 }, service: { freeUntil: 120, percent: 30 } },
  },
  decision_times: {
    tree: 'area',
    name: text('决定时点', 'Decision times'),
    schema: decisionTimes,
    byDefault: {
      byItem: Object.fromEntries(Object.entries(SERVICE_ITEMS).map(([code, { decision }]) => [code, decision])),
      onDemandMeal: 15,
    },
  },
  watches: {
    tree: 'area',
    name: text('履约监测', 'Watches'),
    schema: watches,
    byDefault: {
      notDeparted: 5,
      notArrived: 10,
      crewIncomplete: 15,
      crewHeld: 30,
      workerAway: 10,
      silentPosition: 10,
      lateMeal: { first: 10, dispatcher: 30 },
      lateMealFragile: { first: 5, dispatcher: 15 },
    },
  },
  handing: {
    tree: 'area',
    name: text('交接用时', 'Handing over'),
    schema: handing,
    byDefault: {
      pickup: { before: 2, after: 2 },
      door: { before: 2, after: 1 },
      worthless: { meal: 120, visit: 240 },
    },
  },
  discounts: {
    tree: 'area',
    name: text('助餐优惠', 'Meal discounts'),
    schema: discounts,
    byDefault: {
      byAge: [
        { from: 60, to: 79, fen: yuan(2) },
        { from: 80, to: null, fen: yuan(4) },
      ],
    },
  },
  credit_rates: {
    tree: 'area',
    name: text('时间币比例', 'Credit rates'),
    schema: creditRates,
    byDefault: { percent: 100 },
  },
  concern_ladder: {
    tree: 'area',
    name: text('关注事件升级', 'Concern ladder'),
    schema: concernLadder,
    byDefault: {
      steps: Object.entries(NO_ANSWER_CLIMB).map(([to, { afterMinutes }]) => ({ to, after: afterMinutes })),
      alarmUnacknowledged: 5,
    },
  },
  pay_policy: {
    tree: 'operator',
    name: text('计酬规则', 'Pay policy'),
    schema: payPolicy,
    byDefault: {
      stop: yuan(4),
      visit: { lead: yuan(60), assistant: yuan(45), nurse: yuan(90) },
      hour: yuan(30),
      waitingMinute: yuan(0.5),
      floor: yuan(0.5),
      callOut: yuan(20),
      holidayPercent: 200,
      holidays: STATUTORY_HOLIDAYS,
    },
  },
  naming: {
    tree: 'operator',
    name: text('自动派单', 'Automatic naming'),
    schema: naming,
    byDefault: { automatic: false },
  },
  travel: {
    tree: 'area',
    name: text('路程计算', 'Ways'),
    schema: travel,
    byDefault: { by: 'streets' },
  },
  dispatch_weights: {
    tree: 'area',
    name: text('派单权重', 'Dispatch weights'),
    schema: dispatchWeights,
    byDefault: {
      weights: {
        travel: 1,
        lateness: 2,
        waiting: 0.3,
        foodAge: 0.5,
        overrun: 3,
        continuity: 8,
        hoursDeficit: 0.02,
        incomeDeficit: 0.001,
        mostFairness: 6,
        away: 0.2,
        time: 0,
        rejection: 5,
        undone: 120,
        risk: 60,
        age: 1,
        churn: 3,
      },
      lookAhead: 15,
      bundle: { jobs: 4, kitchens: 0, age: 45, detour: 8 },
      overrun: 0,
      offerAhead: { courier: 20, staff: 4320, volunteer: 4320 },
      broadcast: { kinds: ['volunteer'], chance: 0.9, most: 6 },
      acceptance: { accepted: 4, rejected: 1 },
    },
  },
} as const satisfies Record<string, Named & { tree: 'area' | 'operator'; schema: z.ZodType; byDefault: unknown }>;

export type RuleKind = keyof typeof RULE_KINDS;
export type RuleOf<K extends RuleKind> = z.output<(typeof RULE_KINDS)[K]['schema']>;

/** The policy default of a kind, for a city that decided nothing of its own. */
export const defaultRule = <K extends RuleKind>(kind: K): RuleOf<K> =>
  RULE_KINDS[kind].schema.parse(RULE_KINDS[kind].byDefault) as RuleOf<K>;
