import { REASON_TEXTS, type ReasonCode } from '@nuanlin/shared';

const ORDER = Object.keys(REASON_TEXTS);

/** Hard facts come first in the order of reasons: the last of several shows what would have to change. */
export function nearestMiss<R extends ReasonCode>(reasons: readonly R[]): R | undefined {
  return reasons.toSorted((a, b) => ORDER.indexOf(b) - ORDER.indexOf(a))[0];
}
