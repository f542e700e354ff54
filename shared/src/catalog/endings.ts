import { text } from '../texts/text.ts';
import type { Named, TextTable } from './table.ts';

interface FailureReason extends Named {
  /** Who bears the cost of the visit that did not happen. */
  readonly borneBy: 'payer' | 'operator' | 'provider' | 'canteen';
  /** What the payer owes: nothing, or the fee that the order's rules name. */
  readonly payerOwes: 'nothing' | 'fee_by_rules';
  /** What whoever came is paid: the call-out of the rules, or nothing. */
  readonly workerGets: 'call_out' | 'nothing';
  /** Whether the whole visit ends with it, or the one seat, which is offered anew while nothing has begun. */
  readonly ends: 'visit' | 'seat';
  /** Whether it counts as somebody's fault in quality figures; 今日不宜 and weather never do. */
  readonly fault: boolean;
}

/** Why a seat or line failed, each saying who bears what. */
export const FAILURE_REASONS = {
  empty_trip: {
    name: text('空跑', 'Empty trip'),
    borneBy: 'payer',
    payerOwes: 'fee_by_rules',
    workerGets: 'call_out',
    ends: 'visit',
    fault: false,
  },
  elder_refused: {
    name: text('老人不需要了', 'The elder refused'),
    borneBy: 'operator',
    payerOwes: 'nothing',
    workerGets: 'call_out',
    ends: 'visit',
    fault: false,
  },
  not_today: {
    name: text('今日不宜', 'Not fit today'),
    borneBy: 'operator',
    payerOwes: 'nothing',
    workerGets: 'call_out',
    ends: 'visit',
    fault: false,
  },
  unsafe: {
    name: text('服务人员不安全', 'Unsafe for the worker'),
    borneBy: 'operator',
    payerOwes: 'nothing',
    workerGets: 'call_out',
    ends: 'visit',
    fault: false,
  },
  worker: {
    name: text('服务人员原因', 'Worker'),
    borneBy: 'provider',
    payerOwes: 'nothing',
    workerGets: 'nothing',
    ends: 'seat',
    fault: true,
  },
  kitchen: {
    name: text('食堂原因', 'Kitchen'),
    borneBy: 'canteen',
    payerOwes: 'nothing',
    workerGets: 'call_out',
    ends: 'visit',
    fault: true,
  },
  weather: {
    name: text('天气', 'Weather'),
    borneBy: 'operator',
    payerOwes: 'nothing',
    workerGets: 'call_out',
    ends: 'visit',
    fault: false,
  },
} as const satisfies Readonly<Record<string, FailureReason>>;
export type FailureReasonCode = keyof typeof FAILURE_REASONS;

/** Why a line was cancelled. */
export const CANCEL_REASONS = {
  changed_mind: text('不需要了', 'No longer needed'),
  elder_refused: text('老人不同意', 'The elder said no'),
  absence: text('停服', 'Absence'),
  not_paid: text('未付款', 'Not paid'),
  no_capacity: text('无人可派', 'Nobody free'),
  kitchen_closed: text('食堂停餐', 'Kitchen closed'),
  placed_by_mistake: text('下错单', 'Placed by mistake'),
} as const satisfies TextTable;
export type CancelReason = keyof typeof CANCEL_REASONS;

/** Why the house itself calls a line off: nothing is owed. Only staff may say so. */
export const HOUSE_REASONS: ReadonlySet<CancelReason> = new Set(['no_capacity', 'kitchen_closed']);
