import { defaultRule, type RuleOf } from '@nuanlin/shared';
import type { WorkerKind } from './worker.ts';

/** What a city decides. Weights turn everything into minutes of one minute's travel. */
export interface Rules {
  readonly weights: Weights;
  readonly search: {
    /** Metres from the first call within which workers are looked for, nearest first, and the most that are compared. */
    readonly radius: number;
    readonly most: number;
    /** With fewer eligible ones than this (a rare skill) the circle widens, up to `widest` metres. */
    readonly enough: number;
    readonly widest: number;
    /** Workers who will be free within so many minutes are looked at too. */
    readonly lookAhead: number;
  };
  readonly bundle: {
    /** Most jobs in one run that the engine puts together itself; 1 turns bundles off. */
    readonly jobs: number;
    /** Metres between two kitchens of one run; 0 keeps a run to one kitchen. */
    readonly kitchens: number;
    /** Most minutes from ready to the door for food. */
    readonly age: number;
    /** Most minutes that a job may lose to the others of its run. */
    readonly detour: number;
  };
  /** Most minutes a run may last beyond the shift; it must begin at its first call within the shift in any case. */
  readonly overrun: number;
  /** An accepted offer is kept back until it must leave; work further ahead than this is not offered yet (minutes). */
  readonly offerAhead: Readonly<Record<WorkerKind, number>>;
  /** Minutes to answer: today, and for work that begins at least `aheadFrom` minutes later. */
  readonly lease: Readonly<Record<WorkerKind, { readonly today: number; readonly ahead: number }>>;
  readonly aheadFrom: number;
  readonly broadcast: {
    /** Kinds of worker that are asked several at a time. */
    readonly kinds: readonly WorkerKind[];
    /** So many are asked that somebody accepts with this chance … */
    readonly chance: number;
    /** … but never more than this. */
    readonly most: number;
  };
  /** Beta prior of acceptance before anything is known of a worker: so many accepted, so many rejected. */
  readonly acceptance: { readonly accepted: number; readonly rejected: number };
}

/** Minutes of cost for each minute (or unit) of the thing named. */
export interface Weights {
  readonly travel: number;
  /** A minute after the promise. */
  readonly lateness: number;
  /** A minute of a worker waiting at a pickup or a door. */
  readonly waiting: number;
  /** A minute of food between ready and the door. */
  readonly foodAge: number;
  /** A minute after the end of the shift. */
  readonly overrun: number;
  /** Taken off when the elder knows the worker. */
  readonly continuity: number;
  /** A minute of work, and a unit of income, that the worker is short of: the peers' mean, or the share of the
   *  guarantee that the shift has come to. Together bounded. */
  readonly hoursDeficit: number;
  readonly incomeDeficit: number;
  readonly mostFairness: number;
  /** A minute between a worker's last place and where work begins. */
  readonly away: number;
  /** A minute of a worker's shift, for the work that could have come in it. */
  readonly time: number;
  /** Minutes lost when an offer comes back rejected. */
  readonly rejection: number;
  /** Left undone: a fixed part, a step of risk, and a minute of waiting so far. */
  readonly undone: number;
  readonly risk: number;
  readonly age: number;
  /** A plan shown is changed only for a gain above this. */
  readonly churn: number;
}

/** The city's rules as they are decided and stored, in the engine's words. */
export const rulesOf = (
  { weights, lookAhead, bundle, overrun, offerAhead, broadcast, acceptance }: RuleOf<'dispatch_weights'>,
  { byKind: lease, aheadFrom }: RuleOf<'offer_leases'>,
  { usual: radius, most, widest, enough }: RuleOf<'radii'>,
): Rules => ({
  weights,
  search: { radius, most, widest, enough, lookAhead },
  bundle,
  overrun,
  offerAhead,
  lease,
  aheadFrom,
  broadcast,
  acceptance,
});

/** The policy defaults of the demo city. */
export const DEFAULT_RULES: Rules = rulesOf(
  defaultRule('dispatch_weights'),
  defaultRule('offer_leases'),
  defaultRule('radii'),
);
