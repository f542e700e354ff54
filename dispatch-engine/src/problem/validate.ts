import type { Call, Job } from './job.ts';
import type { Rules } from './rules.ts';
import type { Snapshot } from './snapshot.ts';
import { WORKER_KINDS, type Worker } from './worker.ts';

/** A snapshot that contradicts itself: the caller's fault, found before anything is decided. */
export class MalformedSnapshot extends Error {
  readonly code = 'MALFORMED_SNAPSHOT';
  /** Where: `jobs[3].window.to`. */
  readonly field: string;
  readonly problem: string;

  constructor(field: string, problem: string) {
    super(`${field} ${problem}`);
    this.name = 'MalformedSnapshot';
    this.field = field;
    this.problem = problem;
  }
}

/** @throws MalformedSnapshot naming the first field that is not a number, a place, a span or a new id */
export function validate({ now, jobs, workers, places, rules, demand = [] }: Snapshot): void {
  if (!Number.isFinite(now)) throw new MalformedSnapshot('now', NOT_FINITE);
  places.forEach(({ x, y }, i) => {
    finite({ list: 'places', i }, 'x', x);
    finite({ list: 'places', i }, 'y', y);
  });
  unique('jobs', jobs);
  jobs.forEach((job, i) => validateJob({ list: 'jobs', i }, job, places.length));
  unique('workers', workers);
  workers.forEach((worker, i) => validateWorker({ list: 'workers', i }, worker, places.length));
  demand.forEach(({ place: where, jobs: many }, i) => {
    place({ list: 'demand', i }, 'place', where, places.length);
    amount({ list: 'demand', i }, 'jobs', many);
  });
  validateRules(rules);
}

/** A row of a list. Its name is put together only when something is wrong with it: a city's round reads thousands. */
interface Row {
  readonly list: string;
  readonly i: number;
}

const NOT_FINITE = 'is not a finite number';
const NOT_AMOUNT = 'is not a number from 0 up';

function refuse({ list, i }: Row, field: string, problem: string): never {
  throw new MalformedSnapshot(`${list}[${i}].${field}`, problem);
}

function validateJob(row: Row, job: Job, places: number): void {
  const { seats, pickup, door, since, ready, window, latest, notBefore, load, risk } = job;
  if (seats.length === 0) refuse(row, 'seats', 'is empty');
  if (seats.length > 1) unique(`${row.list}[${row.i}].seats`, seats);
  if (pickup) validateCall(row, 'pickup', pickup, places);
  validateCall(row, 'door', door, places);
  finite(row, 'since', since);
  finite(row, 'ready', ready);
  span(row, 'window', window);
  if (Number.isNaN(latest)) refuse(row, 'latest', 'is not a number');
  if (Number.isNaN(notBefore)) refuse(row, 'notBefore', 'is not a number');
  amount(row, 'load', load);
  amount(row, 'risk', risk);
}

function validateCall(row: Row, call: 'pickup' | 'door', { place, before, after }: Call, places: number): void {
  if (!isPlace(place, places)) refuse(row, `${call}.place`, 'is not a place');
  if (!isAmount(before)) refuse(row, `${call}.before`, NOT_AMOUNT);
  if (!isAmount(after)) refuse(row, `${call}.after`, NOT_AMOUNT);
}

function validateWorker(row: Row, worker: Worker, places: number): void {
  const { kind, free, then, shift, pause, capacity, history, today } = worker;
  if (!WORKER_KINDS.includes(kind)) refuse(row, 'kind', 'is no kind of worker');
  place(row, 'free.place', free.place, places);
  finite(row, 'free.at', free.at);
  if (then) {
    place(row, 'then.place', then.place, places);
    finite(row, 'then.at', then.at);
  }
  span(row, 'shift', shift);
  if (pause) span(row, 'pause', pause);
  if (!(capacity >= 0)) refuse(row, 'capacity', NOT_AMOUNT);
  amount(row, 'history.accepted', history.accepted);
  amount(row, 'history.rejected', history.rejected);
  amount(row, 'today.minutes', today.minutes);
  finite(row, 'today.income', today.income);
  amount(row, 'today.guaranteed', today.guaranteed);
}

/** Limits may be infinite, weights may not. */
function validateRules(rules: Rules): void {
  for (const [name, weight] of Object.entries(rules.weights)) {
    if (!isAmount(weight)) throw new MalformedSnapshot(`rules.weights.${name}`, NOT_AMOUNT);
  }
  for (const [name, value] of Object.entries(rules.search)) limit(`rules.search.${name}`, value);
  for (const [name, value] of Object.entries(rules.bundle)) limit(`rules.bundle.${name}`, value);
  limit('rules.overrun', rules.overrun);
  limit('rules.aheadFrom', rules.aheadFrom);
  for (const kind of WORKER_KINDS) {
    limit(`rules.offerAhead.${kind}`, rules.offerAhead[kind]);
    limit(`rules.lease.${kind}.today`, rules.lease[kind].today);
    limit(`rules.lease.${kind}.ahead`, rules.lease[kind].ahead);
  }
  const { chance, most } = rules.broadcast;
  if (!(chance >= 0 && chance < 1)) throw new MalformedSnapshot('rules.broadcast.chance', 'is not in [0, 1)');
  limit('rules.broadcast.most', most);
  const { accepted, rejected } = rules.acceptance;
  if (!(accepted > 0)) throw new MalformedSnapshot('rules.acceptance.accepted', 'is not positive');
  limit('rules.acceptance.rejected', rejected);
}

function unique(list: string, things: readonly { readonly id: string }[]): void {
  const seen = new Set<string>();
  things.forEach(({ id }, i) => {
    if (seen.has(id)) refuse({ list, i }, 'id', `repeats ${id}`);
    seen.add(id);
  });
}

const isPlace = (value: number, places: number): boolean => Number.isInteger(value) && value >= 0 && value < places;
const isAmount = (value: number): boolean => value >= 0 && value < Infinity;

function place(row: Row, field: string, value: number, places: number): void {
  if (!isPlace(value, places)) refuse(row, field, 'is not a place');
}

function finite(row: Row, field: string, value: number): void {
  if (!Number.isFinite(value)) refuse(row, field, NOT_FINITE);
}

function amount(row: Row, field: string, value: number): void {
  if (!isAmount(value)) refuse(row, field, NOT_AMOUNT);
}

/** Begins some time; it need not end. */
function span(row: Row, field: string, { from, to }: { readonly from: number; readonly to: number }): void {
  if (!(from < Infinity)) refuse(row, `${field}.from`, 'is not a minute');
  if (!(to >= from)) refuse(row, `${field}.to`, 'is not a minute from its beginning on');
}

function limit(field: string, value: number): void {
  if (!(value >= 0)) throw new MalformedSnapshot(field, NOT_AMOUNT);
}
