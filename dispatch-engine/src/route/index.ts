export type {
  CrewLink,
  DeliveryLink,
  Link,
  Matrix,
  Preference,
  Route,
  RoutePlan,
  RouteProblem,
  RouteWorker,
  Span,
  RouteStop,
  RouteTravel,
  Undone,
  UndoneReason,
  Visit,
  VisitWindow,
  RouteWeights,
} from './problem.ts';
export { planRoutes } from './plan.ts';
export {
  accepted,
  replanRoutes,
  StaleProposal,
  type Change,
  type ChangeReason,
  type DayUnderWay,
  type Promises,
  type Proposal,
  type Told,
} from './replan.ts';
export type { Spent } from './search.ts';
export { timetable, type Sequence } from './timetable.ts';
export { MalformedRoutes } from './validate.ts';
export type { SearchState } from './walk.ts';
