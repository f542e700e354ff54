import type { Link, Matrix, RouteProblem, RouteWorker, Span, Visit } from './problem.ts';

/** A problem of routes that contradicts itself: the caller's fault, found before anything is planned. */
export class MalformedRoutes extends Error {
  readonly code = 'MALFORMED_ROUTES';
  /** Where: `visits[3].window.to`. */
  readonly field: string;
  readonly problem: string;

  constructor(field: string, problem: string) {
    super(`${field} ${problem}`);
    this.name = 'MalformedRoutes';
    this.field = field;
    this.problem = problem;
  }
}

/**
 * What concerns one visit alone (no travel times for its place, an impossible window or skill, a cyclic sequence) is no fault
 * here: it is reported as undone, and the rest is planned.
 * @throws MalformedRoutes naming the first field that is not a number, a place of a worker, a span, a new or a known id
 */
export function validate(problem: RouteProblem): void {
  const { travel, workers, visits, links, weights } = problem;
  matrix('travel.minutes', travel.minutes);
  matrix('travel.distance', travel.distance);
  for (const [name, weight] of Object.entries(weights)) amount(`weights.${name}`, weight);
  unique('workers', workers);
  workers.forEach((worker, i) => validateWorker(`workers[${i}]`, worker, knownPlaces(travel)));
  unique('visits', visits);
  visits.forEach((visit, i) => validateVisit(`visits[${i}]`, visit));
  const known = new Map(visits.map((visit) => [visit.id, visit]));
  links.forEach((link, i) => validateLink(`links[${i}]`, link, known));
  linkedOnce(links);
}

/** Places 0 … n − 1 have travel times to each other; a shorter row or matrix leaves the places after it without. */
export function knownPlaces({ minutes, distance }: RouteProblem['travel']): number {
  const rows = Math.min(minutes.length, distance.length);
  return [...minutes.slice(0, rows), ...distance.slice(0, rows)].reduce((n, row) => Math.min(n, row.length), rows);
}

/** Visits that, by a chain of links, would have to begin before themselves. */
export function cyclicVisits(links: readonly Link[]): Set<string> {
  const following = new Map<string, string[]>();
  for (const [first, second] of links.map(ends)) following.set(first, [...(following.get(first) ?? []), second]);
  const reaches = (from: string, goal: string, seen: Set<string>): boolean =>
    (following.get(from) ?? []).some((next) => {
      if (next === goal) return true;
      if (seen.has(next)) return false;
      return reaches(next, goal, seen.add(next));
    });
  return new Set([...following.keys()].filter((visit) => reaches(visit, visit, new Set())));
}

/** The two visits of a link, the one that begins first in front. */
export const ends = (link: Link): readonly [string, string] =>
  link.kind === 'crew' ? [link.first, link.second] : [link.pickup, link.delivery];

function validateWorker(field: string, worker: RouteWorker, places: number): void {
  for (const end of ['start', 'end'] as const) {
    const place = worker[end];
    if (!Number.isInteger(place) || place < 0) throw new MalformedRoutes(`${field}.${end}`, 'is not a place');
    if (place >= places) throw new MalformedRoutes(`${field}.${end}`, 'has no travel times');
  }
  span(`${field}.shift`, worker.shift);
  if (!(worker.capacity >= 0)) throw new MalformedRoutes(`${field}.capacity`, 'is not a number from 0 up');
  amount(`${field}.fixedCost`, worker.fixedCost);
  worker.breaks.forEach((rest, i) => {
    span(`${field}.breaks[${i}]`, rest);
    const previous = worker.breaks[i - 1];
    if (previous !== undefined && rest.from < previous.to)
      throw new MalformedRoutes(`${field}.breaks[${i}].from`, 'is before the end of the break before it');
  });
}

function validateVisit(field: string, visit: Visit): void {
  if (!Number.isInteger(visit.place) || visit.place < 0) throw new MalformedRoutes(`${field}.place`, 'is not a place');
  span(`${field}.window`, visit.window);
  amount(`${field}.minutes`, visit.minutes);
  amount(`${field}.load`, visit.load);
  visit.preferences.forEach(({ cost }, i) => finite(`${field}.preferences[${i}].cost`, cost));
  if (visit.promised !== null) finite(`${field}.promised`, visit.promised);
  if (visit.price !== null) amount(`${field}.price`, visit.price);
}

function validateLink(field: string, link: Link, known: ReadonlyMap<string, Visit>): void {
  const [first, second] = ends(link).map((id) => known.get(id));
  const [firstName, secondName] = link.kind === 'crew' ? ['first', 'second'] : ['pickup', 'delivery'];
  if (!first) throw new MalformedRoutes(`${field}.${firstName}`, 'is not a visit');
  if (!second) throw new MalformedRoutes(`${field}.${secondName}`, 'is not a visit');
  if (link.kind === 'delivery') {
    if (first.load !== second.load) throw new MalformedRoutes(`${field}.delivery`, 'has another load than the pickup');
    if (!(link.maxAge >= 0)) throw new MalformedRoutes(`${field}.maxAge`, 'is not a number from 0 up');
    return;
  }
  amount(`${field}.minGap`, link.minGap);
  if (!(link.maxGap >= link.minGap)) throw new MalformedRoutes(`${field}.maxGap`, 'is less than the least gap');
}

function linkedOnce(links: readonly Link[]): void {
  const cyclic = cyclicVisits(links);
  const seen = new Set<string>();
  links.forEach((link, i) => {
    for (const visit of ends(link)) {
      if (seen.has(visit) && !cyclic.has(visit))
        throw new MalformedRoutes(`links[${i}]`, `links ${visit} a second time`);
      seen.add(visit);
    }
  });
}

function matrix(field: string, rows: Matrix): void {
  rows.forEach((row, from) => {
    for (let to = 0; to < row.length; to++) amount(`${field}[${from}][${to}]`, row[to] ?? NaN);
  });
}

function unique(field: string, things: readonly { readonly id: string }[]): void {
  const seen = new Set<string>();
  things.forEach(({ id }, i) => {
    if (seen.has(id)) throw new MalformedRoutes(`${field}[${i}].id`, `repeats ${id}`);
    seen.add(id);
  });
}

function span(field: string, { from, to }: Span): void {
  amount(`${field}.from`, from);
  amount(`${field}.to`, to);
  if (to < from) throw new MalformedRoutes(`${field}.to`, 'is before its beginning');
}

function amount(field: string, value: number): void {
  finite(field, value);
  if (value < 0) throw new MalformedRoutes(field, 'is negative');
}

function finite(field: string, value: number): void {
  if (!Number.isFinite(value)) throw new MalformedRoutes(field, 'is not a finite number');
}
