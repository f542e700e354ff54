import type { MealPeriod, TimeOfDay } from '@nuanlin/shared';

/** What an operator's rules say of a kitchen's hours; minutes. */
export interface KitchenRules {
  readonly periods: readonly {
    readonly period: MealPeriod;
    readonly cutOff: TimeOfDay;
    readonly from: TimeOfDay;
    readonly to: TimeOfDay;
  }[];
  readonly onDemandUntil: number;
  /** Tickets of booked meals are released so long before the window. */
  readonly releaseBefore: number;
  /** Their boxes stand ready so long before it. */
  readonly readyBefore: number;
  /** On demand: cooking takes so long unless the kitchen says better, and then so long at most until it stands on the table. */
  readonly cooking: number;
  readonly promise: number;
}
