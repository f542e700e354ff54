import { defaultRule, type RuleKind, type RuleOf } from '@nuanlin/shared';
import type { Day } from './day.ts';

/** Minutes that stand for "never": longer than any day. */
const NEVER = 10_000;
/** Metres that stand for "everywhere". */
const EVERYWHERE = 100_000;

type Decided = { readonly [K in RuleKind]?: RuleOf<K> };

/**
 * What a replay's own city and company decide: planar ways, no quiet hours, no meal periods and so no cut-offs, leases
 * long enough for a clock that runs fast, no watch on promises that nobody made, and the matching by which the public
 * problem is measured: minutes from click to door count, everything else breaks ties.
 */
export const rulesOf = ({ metresPerMinute, pickupHalf, doorHalf }: Day): { area: Decided; operator: Decided } => {
  const { weights, ...matching } = defaultRule('dispatch_weights');
  return {
    area: {
      travel: { by: 'line', metresPerMinute },
      quiet_hours: { span: null },
      handing: {
        pickup: { before: pickupHalf, after: pickupHalf },
        door: { before: doorHalf, after: doorHalf },
        worthless: { meal: NEVER, visit: NEVER },
      },
      decision_times: { ...defaultRule('decision_times'), onDemandMeal: 0 },
      watches: {
        ...defaultRule('watches'),
        notDeparted: NEVER,
        notArrived: NEVER,
        silentPosition: NEVER,
        lateMeal: { first: NEVER, dispatcher: NEVER },
        lateMealFragile: { first: NEVER, dispatcher: NEVER },
      },
      dispatch_weights: {
        ...matching,
        weights: {
          ...weights,
          travel: 0.05,
          lateness: 1,
          waiting: 0.05,
          foodAge: 0,
          overrun: 0,
          continuity: 0,
          hoursDeficit: 0,
          incomeDeficit: 0,
          away: 0.4,
          time: 0.2,
          rejection: 0,
          undone: 30,
          age: 0,
        },
        lookAhead: 60,
        bundle: { jobs: 4, kitchens: 0, age: NEVER, detour: NEVER },
        overrun: NEVER,
        offerAhead: { ...matching.offerAhead, courier: 2 },
      },
    },
    operator: {
      meal_periods: { periods: [], onDemandUntil: 0, undo: 0 },
      // Promised for when it can be ready: every minute after that counts as late, so that none is free.
      kitchen: { ...defaultRule('kitchen'), releaseBefore: 0, cooking: 15, promise: 0 },
      offer_leases: {
        ...defaultRule('offer_leases'),
        byKind: { ...defaultRule('offer_leases').byKind, courier: { today: 120, ahead: 120 } },
      },
      radii: { usual: EVERYWHERE, widest: EVERYWHERE, most: 100, enough: 100 },
    },
  };
};
