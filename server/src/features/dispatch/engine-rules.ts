import type { Rules } from '@nuanlin/dispatch-engine';
import { DEFAULT_RULES } from '@nuanlin/dispatch-engine';
import type { RuleOf } from '@nuanlin/shared';

/** The city's rules in the engine's words. */
export function engineRules(
  weights: RuleOf<'dispatch_weights'>,
  leases: RuleOf<'offer_leases'>,
  radii: RuleOf<'radii'>,
): Rules {
  return {
    weights: weights.weights,
    search: {
      radius: radii.usual,
      most: DEFAULT_RULES.search.most,
      widest: radii.widest,
      enough: radii.enough,
      lookAhead: weights.lookAhead,
    },
    bundle: weights.bundle,
    overrun: weights.overrun,
    offerAhead: weights.offerAhead,
    lease: leases.byKind,
    aheadFrom: leases.aheadFrom,
    broadcast: weights.broadcast,
    acceptance: DEFAULT_RULES.acceptance,
  };
}
