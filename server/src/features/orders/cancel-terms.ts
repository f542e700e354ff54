import { asFen, plusMinutes, type CancelTerms, type Fen, type Instant, type TimeWindow } from '@nuanlin/shared';

/** Free until so many minutes before the window begins; then a share of the price, in percent. */
export interface CancelRule {
  readonly freeUntil: number;
  readonly percent: number;
}

const hourOf = (window: TimeWindow, rule: CancelRule): Instant => plusMinutes(window.from, -rule.freeUntil);

/** Until when cancelling is free: the item's hour, or the undo (撤销) after placing, whichever ends later. */
export function freeUntil(window: TimeWindow, placedAt: Instant, rule: CancelRule, undoMinutes: number): Instant {
  const hour = hourOf(window, rule);
  const undo = plusMinutes(placedAt, undoMinutes);
  return hour > undo ? hour : undo;
}

/**
 * What cancelling costs at a moment. Nothing is owed for what is not confirmed yet; the undo ends when cooking begins.
 */
export function cancelTermsAt(
  line: {
    readonly state: 'placed' | 'confirmed';
    readonly window: TimeWindow;
    readonly freeUntil: Instant;
    readonly totalFen: Fen;
  },
  rule: CancelRule,
  cookingBegun: boolean,
  now: Instant,
): CancelTerms {
  const until = cookingBegun ? hourOf(line.window, rule) : line.freeUntil;
  const free = line.state === 'placed' || now <= until;
  const feeFen = free ? asFen(0) : asFen(Math.floor((line.totalFen * rule.percent) / 100));
  return { freeUntil: until, feeFen, refundFen: asFen(line.totalFen - feeFen) };
}
