import { real, whole } from '../problem/cells.ts';
import type { Instance } from './instance.ts';
import type { Routes } from './routes.ts';

/** Brings the loads of a route up to date. */
export function loadRoute({ visits, workers, brought, change }: Instance, routes: Routes, w: number): void {
  const { next, load, peak } = routes;
  const first = visits + w;
  const last = first + workers;
  let onBoard = 0;
  for (let node = whole(next, first); node !== last; node = whole(next, node)) onBoard += real(brought, node);
  let most = onBoard;
  load[first] = peak[first] = onBoard;
  for (let node = whole(next, first); node !== last; node = whole(next, node)) {
    onBoard += real(change, node);
    most = Math.max(most, onBoard);
    load[node] = onBoard;
    peak[node] = most;
  }
}

/** Brings the earliest starts of a route up to date, links and breaks aside. */
export function startRoute(instance: Instance, { next, start }: Routes, w: number): void {
  const { visits, workers, row, column, minutes, open, service } = instance;
  const first = visits + w;
  const last = first + workers;
  let time = real(open, first);
  let fromRow = whole(row, first);
  start[first] = time;
  for (let node = first; node !== last; ) {
    node = whole(next, node);
    const begin = Math.max(time + real(minutes, fromRow + whole(column, node)), real(open, node));
    start[node] = begin;
    time = begin + real(service, node);
    fromRow = whole(row, node);
  }
}

/** Brings the latest starts of a route up to date, links and breaks aside. */
export function endRoute(instance: Instance, { prev, latest }: Routes, w: number): void {
  const { visits, workers, row, column, minutes, close, service } = instance;
  const first = visits + w;
  const last = first + workers;
  let limit = real(close, last);
  let toColumn = whole(column, last);
  latest[last] = limit;
  for (let node = last; node !== first; ) {
    node = whole(prev, node);
    limit = Math.min(limit - real(minutes, whole(row, node) + toColumn) - real(service, node), real(close, node));
    latest[node] = limit;
    toColumn = whole(column, node);
  }
}

/** Counts, from each visit of a route on, the late ones that every further minute would delay. */
export function countLate(instance: Instance, { prev, start, lateBehind }: Routes, w: number): void {
  const { visits, workers, row, column, minutes, service, due } = instance;
  const first = visits + w;
  const last = first + workers;
  lateBehind[last] = 0;
  for (let after = last, node = whole(prev, last); node !== first; after = node, node = whole(prev, node)) {
    const arrival = real(start, node) + real(service, node) + real(minutes, whole(row, node) + whole(column, after));
    const behind = arrival >= real(start, after) ? real(lateBehind, after) : 0;
    lateBehind[node] = behind + (real(start, node) >= real(due, node) ? 1 : 0);
  }
}
