import type { RoutePlan, RouteProblem, RouteWorker, Visit } from './problem.ts';
import { mayDo } from './servable.ts';

const ROUNDING = 1e-6;

/**
 * What a plan breaks of its problem, in words; empty when it is valid. Written from the problem's text, not from the
 * search: it reads the plan's times and never the search's arrays.
 */
export function violations(problem: RouteProblem, plan: RoutePlan): string[] {
  const visitOf = new Map(problem.visits.map((visit) => [visit.id, visit]));
  const faults = countFaults(problem, plan);
  plan.routes.forEach(({ worker: id, stops }, w) => {
    const worker = problem.workers[w];
    if (worker === undefined || worker.id !== id) return faults.push(`route ${w} belongs to nobody`);
    let leave = worker.shift.from;
    let place = worker.start;
    for (const stop of stops) {
      const visit = visitOf.get(stop.visit);
      if (visit === undefined) return faults.push(`${stop.visit} is unknown`);
      if (!mayDo(visit, worker)) faults.push(`${id} may not do ${visit.id}`);
      if (stop.start < arrival(problem, worker, leave, place, visit.place) - ROUNDING)
        faults.push(`${visit.id} starts before ${id} arrives`);
      faults.push(...windowFaults(visit, stop.start), ...breakFaults(worker, stop.start, stop.end, visit.id));
      if (Math.abs(stop.start + visit.minutes - stop.end) > ROUNDING) faults.push(`${visit.id} ends at the wrong time`);
      leave = stop.end;
      place = visit.place;
    }
    if (stops.length > 0 && arrival(problem, worker, leave, place, worker.end) > worker.shift.to + ROUNDING)
      faults.push(`${id} is home after the shift`);
    faults.push(
      ...overload(
        problem,
        worker,
        stops.flatMap(({ visit }) => visitOf.get(visit) ?? []),
      ),
    );
    return undefined;
  });
  return [...faults, ...linkFaults(problem, plan)];
}

function countFaults({ visits }: RouteProblem, { routes, undone }: RoutePlan): string[] {
  const named = [
    ...routes.flatMap(({ stops }) => stops.map(({ visit }) => visit)),
    ...undone.map(({ visit }) => visit),
  ];
  const times = new Map<string, number>();
  for (const id of named) times.set(id, (times.get(id) ?? 0) + 1);
  return visits.flatMap(({ id }) =>
    times.get(id) === 1 ? [] : [`${id} stands in the plan ${times.get(id) ?? 0} times`],
  );
}

/** A break interrupts travel: the part of the way that would fall into it is gone after it. */
function arrival({ travel }: RouteProblem, { breaks }: RouteWorker, leave: number, from: number, to: number): number {
  let time = leave;
  let way = travel.minutes[from]?.[to] ?? Infinity;
  for (const rest of breaks) {
    if (time + way <= rest.from || time >= rest.to) continue;
    way -= Math.max(0, rest.from - time);
    time = rest.to;
  }
  return time + way;
}

function windowFaults({ id, window }: Visit, start: number): string[] {
  if (start < window.from - ROUNDING) return [`${id} starts before its window`];
  return window.late === 'never' && start > window.to + ROUNDING ? [`${id} starts after its window`] : [];
}

function breakFaults({ breaks, id }: RouteWorker, start: number, end: number, visit: string): string[] {
  const cut = breaks.some(({ from, to }) => start < to - ROUNDING && end > from + ROUNDING);
  return cut ? [`${visit} falls into a break of ${id}`] : [];
}

function overload({ links }: RouteProblem, worker: RouteWorker, visits: readonly Visit[]): string[] {
  const pickups = new Set(links.flatMap((link) => (link.kind === 'delivery' ? [link.pickup] : [])));
  const deliveries = new Set(links.flatMap((link) => (link.kind === 'delivery' ? [link.delivery] : [])));
  const brought = visits.filter(({ id }) => !pickups.has(id) && !deliveries.has(id));
  let load = brought.reduce((sum, visit) => sum + visit.load, 0);
  let most = load;
  for (const { id, load: own } of visits) {
    load += pickups.has(id) ? own : -own;
    most = Math.max(most, load);
  }
  return most > worker.capacity + ROUNDING ? [`${worker.id} carries ${most} of ${worker.capacity}`] : [];
}

function linkFaults({ links }: RouteProblem, { routes }: RoutePlan): string[] {
  const done = new Map(routes.flatMap(({ worker, stops }) => stops.map((stop) => [stop.visit, { ...stop, worker }])));
  return links.flatMap((link) => {
    const [a, b] = link.kind === 'crew' ? [link.first, link.second] : [link.pickup, link.delivery];
    const [first, second] = [done.get(a), done.get(b)];
    if (first === undefined && second === undefined) return [];
    if (first === undefined || second === undefined) return [`only one of ${a} and ${b} is planned`];
    if (link.kind === 'delivery') {
      if (first.worker !== second.worker) return [`${a} and ${b} are not with one worker`];
      if (second.start < first.end - ROUNDING) return [`${b} is delivered before ${a} is picked up`];
      return second.start > first.end + link.maxAge + ROUNDING ? [`${b} is older than ${link.maxAge}`] : [];
    }
    const gap = second.start - first.start;
    if (first.worker === second.worker) return [`${a} and ${b} have one worker`];
    const apart = gap < link.minGap - ROUNDING || gap > link.maxGap + ROUNDING;
    return apart ? [`${b} starts ${gap} after ${a}`] : [];
  });
}
