import { arrival, clear } from './clock.ts';
import type { Route, RouteProblem, RouteStop, RouteWorker, Visit } from './problem.ts';
import { ends } from './validate.ts';

/** Whose work in which order: visits by id, as a person arranged them. */
export interface Sequence {
  readonly worker: string;
  readonly visits: readonly string[];
}

interface Row {
  readonly worker: RouteWorker;
  readonly breaks: Float64Array;
  readonly visits: readonly Visit[];
}

/**
 * The earliest times at which workers can do what they are given in the order given: no visit before its window, before
 * its predecessor's end and the way, or, in a crew, before its partner. Ends of windows and shifts are not looked at: what
 * is late is for the caller to say. Orders in which two crews wait for each other are cut off, and begin when they may.
 */
export function timetable(problem: RouteProblem, sequences: readonly Sequence[]): Route[] {
  const visitOf = new Map(problem.visits.map((visit) => [visit.id, visit]));
  const rows = sequences.flatMap(({ worker: id, visits }): Row[] => {
    const worker = problem.workers.find((one) => one.id === id);
    if (!worker) return [];
    const breaks = Float64Array.from(worker.breaks.flatMap(({ from, to }) => [from, to]));
    return [{ worker, breaks, visits: visits.flatMap((visit) => visitOf.get(visit) ?? []) }];
  });
  const start = new Map(problem.visits.map(({ id, window }) => [id, window.from]));
  // Each round only delays; a longer chain of partners than there are visits waits for itself.
  for (let round = 0, changed = true; changed && round <= problem.visits.length; round++) {
    changed = false;
    for (const row of rows) if (runThrough(row, problem, start)) changed = true;
    if (waitForPartners(problem, start)) changed = true;
  }
  return rows.map(({ worker, visits }) => ({
    worker: worker.id,
    stops: visits.map(({ id, minutes }): RouteStop => {
      const from = start.get(id) ?? 0;
      return { visit: id, start: from, end: from + minutes };
    }),
  }));
}

function runThrough({ worker, breaks, visits }: Row, { travel }: RouteProblem, start: Map<string, number>): boolean {
  let changed = false;
  let leave = worker.shift.from;
  let place = worker.start;
  for (const visit of visits) {
    const there = arrival(breaks, leave, travel.minutes[place]?.[visit.place] ?? Infinity);
    const was = start.get(visit.id) ?? 0;
    const time = clear(breaks, Math.max(there, was), visit.minutes);
    if (time > was) {
      start.set(visit.id, time);
      changed = true;
    }
    leave = time + visit.minutes;
    place = visit.place;
  }
  return changed;
}

function waitForPartners({ links }: RouteProblem, start: Map<string, number>): boolean {
  let changed = false;
  const delay = (visit: string, to: number) => {
    if (to <= (start.get(visit) ?? Infinity)) return;
    start.set(visit, to);
    changed = true;
  };
  for (const link of links) {
    if (link.kind !== 'crew') continue;
    const [first, second] = ends(link);
    delay(second, (start.get(first) ?? 0) + link.minGap);
    delay(first, (start.get(second) ?? 0) - link.maxGap);
  }
  return changed;
}
