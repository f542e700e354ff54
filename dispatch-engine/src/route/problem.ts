/**
 * A day's routes: who visits whom, when and in what order. One problem for delivery runs and home visits. Times are
 * minutes on the day's clock, places are rows of the travel matrices, costs are in any one unit.
 */
export interface RouteProblem {
  readonly travel: RouteTravel;
  readonly workers: readonly RouteWorker[];
  readonly visits: readonly Visit[];
  readonly links: readonly Link[];
  readonly weights: RouteWeights;
}

/** Square matrices, row = from, column = to. */
export interface RouteTravel {
  readonly minutes: Matrix;
  readonly distance: Matrix;
}

export type Matrix = readonly ArrayLike<number>[];

export interface RouteWeights {
  /** Cost of one unit of distance. */
  readonly distance: number;
  /** Cost of one minute that one visit begins after its window. */
  readonly tardiness: number;
  /** Cost of one minute of the day's greatest tardiness. */
  readonly greatestTardiness: number;
}

/** A courier with a vehicle or a carer (服务人员). */
export interface RouteWorker {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly shift: Span;
  readonly capacity: number;
  readonly skills: readonly string[];
  /** Hours of rest within the shift: no travel and no visit then, wherever the worker is. */
  readonly breaks: readonly Span[];
  /** Cost of sending the worker out at all. */
  readonly fixedCost: number;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Visit {
  readonly id: string;
  readonly place: number;
  readonly window: VisitWindow;
  readonly minutes: number;
  /**
   * What it takes of the worker's capacity: brought from the start of the route, or, in a delivery link, from the
   * pickup to the delivery; both visits of the link then have the same.
   */
  readonly load: number;
  readonly skills: readonly string[];
  /** The only worker who may do it: a dispatcher's pin. */
  readonly pinnedTo: string | null;
  readonly forbidden: readonly string[];
  /** What giving it to a worker costs: continuity, the elder's wishes. Others cost nothing. */
  readonly preferences: readonly Preference[];
  /** The latest start that was promised: every minute after it is tardiness, whatever the window allows; null for none. */
  readonly promised: number | null;
  /** Cost of leaving it undone; null for work that must be done if it can be. */
  readonly price: number | null;
}

export interface VisitWindow extends Span {
  /** May it begin after the window, at the cost of tardiness, or never? */
  readonly late: 'never' | 'priced';
}

export interface Preference {
  readonly worker: string;
  readonly cost: number;
}

/** Two visits that are done both or not at all. A visit stands in at most one link. */
export type Link = DeliveryLink | CrewLink;

/** Same worker, first the pickup. Several trips a shift are pickups at the same canteen again and again. */
export interface DeliveryLink {
  readonly kind: 'delivery';
  readonly pickup: string;
  readonly delivery: string;
  /** Most minutes from the end of the pickup to the start of the delivery (hot food); Infinity when it does not matter. */
  readonly maxAge: number;
}

/** Two different workers; start(second) − start(first) lies in [minGap, maxGap]: both 0 when they work side by side. */
export interface CrewLink {
  readonly kind: 'crew';
  readonly first: string;
  readonly second: string;
  readonly minGap: number;
  readonly maxGap: number;
}

/** A plan: what the workers do, in the order of `workers`, and what is left undone. */
export interface RoutePlan {
  readonly routes: readonly Route[];
  readonly undone: readonly Undone[];
  readonly cost: number;
}

export interface Route {
  readonly worker: string;
  readonly stops: readonly RouteStop[];
}

export interface RouteStop {
  readonly visit: string;
  /** Start of the service, in minutes. */
  readonly start: number;
  readonly end: number;
}

export interface Undone {
  readonly visit: string;
  readonly reason: UndoneReason;
}

/** Why a visit is not in a plan. */
export type UndoneReason =
  | 'NO_TRAVEL_TIMES' // its place is outside the travel matrices
  | 'CYCLIC_SEQUENCE' // it would have to begin before itself
  | 'NOBODY_ALLOWED' // pinned to somebody unknown or forbidden, or everyone is forbidden
  | 'SKILL_MISSING' // nobody allowed has the skills
  | 'TOO_HEAVY' // more than anybody suitable can carry
  | 'WINDOW_UNREACHABLE' // nobody suitable gets there, and home again, in time, even on a day without other work
  | 'PARTNER_UNDONE' // the other visit of its link cannot be done, or not with this one
  | 'NO_ROOM' // could be done alone, but not beside the work in the plan
  | 'PRICE'; // leaving it undone costs less
