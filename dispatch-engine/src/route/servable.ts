import type { Link, RouteProblem, RouteWorker, Undone, UndoneReason, Visit } from './problem.ts';
import { cyclicVisits, ends, knownPlaces } from './validate.ts';

/** The visits that somebody could do if she had nothing else to do, and the others with the reason. */
export interface Servable {
  /** As places in `problem.visits`. */
  readonly servable: readonly number[];
  readonly undone: readonly Undone[];
}

/** Sorts out what no plan can serve, so that the search need not try. */
export function servableVisits(problem: RouteProblem): Servable {
  const places = knownPlaces(problem.travel);
  const cyclic = cyclicVisits(problem.links);
  const reasons = new Map<string, UndoneReason>();
  for (const visit of problem.visits) {
    const reason = cyclic.has(visit.id) ? 'CYCLIC_SEQUENCE' : aloneReason(problem, visit, places);
    if (reason !== null) reasons.set(visit.id, reason);
  }
  const byId = new Map(problem.visits.map((visit) => [visit.id, visit]));
  for (const link of problem.links) {
    const [first, second] = ends(link).map((id) => byId.get(id));
    if (first === undefined || second === undefined) continue;
    const apart = reasons.has(first.id) || reasons.has(second.id);
    if (!apart && together(problem, link, first, second)) continue;
    for (const { id } of [first, second]) if (!reasons.has(id)) reasons.set(id, 'PARTNER_UNDONE');
  }
  return {
    servable: problem.visits.flatMap((visit, index) => (reasons.has(visit.id) ? [] : [index])),
    undone: [...reasons].map(([visit, reason]) => ({ visit, reason })),
  };
}

function aloneReason(problem: RouteProblem, visit: Visit, places: number): UndoneReason | null {
  if (visit.place >= places) return 'NO_TRAVEL_TIMES';
  const allowed = problem.workers.filter(
    ({ id }) => (visit.pinnedTo === null || visit.pinnedTo === id) && !visit.forbidden.includes(id),
  );
  if (allowed.length === 0) return 'NOBODY_ALLOWED';
  const skilled = allowed.filter(({ skills }) => visit.skills.every((skill) => skills.includes(skill)));
  if (skilled.length === 0) return 'SKILL_MISSING';
  const strong = skilled.filter(({ capacity }) => visit.load <= capacity);
  if (strong.length === 0) return 'TOO_HEAVY';
  return strong.some((worker) => inTime(problem, worker, [visit])) ? null : 'WINDOW_UNREACHABLE';
}

function together(problem: RouteProblem, link: Link, first: Visit, second: Visit): boolean {
  const able = (visit: Visit) =>
    problem.workers.filter((worker) => mayDo(visit, worker) && inTime(problem, worker, [visit]));
  if (link.kind === 'delivery')
    return problem.workers.some((w) => mayDo(first, w) && mayDo(second, w) && inTime(problem, w, [first, second]));
  const seconds = able(second);
  return able(first).some((one) => seconds.some((other) => other !== one));
}

/** May the worker do the visit, time aside? Pin, blocks, skills, capacity. */
export function mayDo(visit: Visit, worker: RouteWorker): boolean {
  return (
    (visit.pinnedTo === null || visit.pinnedTo === worker.id) &&
    !visit.forbidden.includes(worker.id) &&
    visit.skills.every((skill) => worker.skills.includes(skill)) &&
    visit.load <= worker.capacity
  );
}

/** Could the worker do just these visits, one after the other, within windows and shift? Breaks are left to the plan. */
function inTime({ travel }: RouteProblem, worker: RouteWorker, visits: readonly Visit[]): boolean {
  const minutes = (from: number, to: number) => travel.minutes[from]?.[to] ?? Infinity;
  let place = worker.start;
  let time = worker.shift.from;
  for (const visit of visits) {
    const start = Math.max(time + minutes(place, visit.place), visit.window.from);
    if (visit.window.late === 'never' && start > visit.window.to) return false;
    time = start + visit.minutes;
    place = visit.place;
  }
  return time + minutes(place, worker.end) <= worker.shift.to;
}
