import type { Call, Job } from './job.ts';
import type { Rules } from './rules.ts';
import type { Snapshot } from './snapshot.ts';
import type { Worker } from './worker.ts';

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
  finite('now', now);
  places.forEach((spot, i) => {
    finite(`places[${i}].x`, spot.x);
    finite(`places[${i}].y`, spot.y);
  });
  unique('jobs', jobs);
  jobs.forEach((job, i) => validateJob(`jobs[${i}]`, job, places.length));
  unique('workers', workers);
  workers.forEach((worker, i) => validateWorker(`workers[${i}]`, worker, places.length));
  demand.forEach(({ place: where, jobs: many }, i) => {
    place(`demand[${i}].place`, where, places.length);
    notNegative(`demand[${i}].jobs`, many);
  });
  validateRules(rules);
}

function validateJob(field: string, job: Job, places: number): void {
  if (job.seats.length === 0) throw new MalformedSnapshot(`${field}.seats`, 'is empty');
  unique(`${field}.seats`, job.seats);
  if (job.pickup) validateCall(`${field}.pickup`, job.pickup, places);
  validateCall(`${field}.door`, job.door, places);
  finite(`${field}.since`, job.since);
  finite(`${field}.ready`, job.ready);
  span(`${field}.window`, job.window);
  number(`${field}.latest`, job.latest);
  number(`${field}.notBefore`, job.notBefore);
  notNegative(`${field}.load`, job.load);
  notNegative(`${field}.risk`, job.risk);
}

function validateCall(field: string, call: Call, places: number): void {
  place(`${field}.place`, call.place, places);
  notNegative(`${field}.before`, call.before);
  notNegative(`${field}.after`, call.after);
}

function validateWorker(field: string, worker: Worker, places: number): void {
  place(`${field}.free.place`, worker.free.place, places);
  finite(`${field}.free.at`, worker.free.at);
  if (worker.then) {
    place(`${field}.then.place`, worker.then.place, places);
    finite(`${field}.then.at`, worker.then.at);
  }
  span(`${field}.shift`, worker.shift);
  if (worker.pause) span(`${field}.pause`, worker.pause);
  notNegative(`${field}.capacity`, worker.capacity);
  notNegative(`${field}.history.accepted`, worker.history.accepted);
  notNegative(`${field}.history.rejected`, worker.history.rejected);
  notNegative(`${field}.today.minutes`, worker.today.minutes);
  finite(`${field}.today.income`, worker.today.income);
  notNegative(`${field}.today.guaranteed`, worker.today.guaranteed);
}

function validateRules(rules: Rules): void {
  for (const [name, weight] of Object.entries(rules.weights)) notNegative(`rules.weights.${name}`, weight);
  for (const [name, value] of Object.entries(rules.search)) notNegative(`rules.search.${name}`, value);
  for (const [name, value] of Object.entries(rules.bundle)) notNegative(`rules.bundle.${name}`, value);
  notNegative('rules.overrun', rules.overrun);
  notNegative('rules.aheadFrom', rules.aheadFrom);
  if (!(rules.broadcast.chance >= 0 && rules.broadcast.chance < 1)) {
    throw new MalformedSnapshot('rules.broadcast.chance', 'is not in [0, 1)');
  }
  if (!(rules.acceptance.accepted > 0)) throw new MalformedSnapshot('rules.acceptance.accepted', 'is not positive');
  notNegative('rules.acceptance.rejected', rules.acceptance.rejected);
}

function unique(field: string, things: readonly { readonly id: string }[]): void {
  const seen = new Set<string>();
  things.forEach(({ id }, i) => {
    if (seen.has(id)) throw new MalformedSnapshot(`${field}[${i}].id`, `repeats ${id}`);
    seen.add(id);
  });
}

function place(field: string, value: number, places: number): void {
  if (!Number.isInteger(value) || value < 0 || value >= places) throw new MalformedSnapshot(field, 'is not a place');
}

function span(field: string, { from, to }: { readonly from: number; readonly to: number }): void {
  number(`${field}.from`, from);
  number(`${field}.to`, to);
  if (to < from) throw new MalformedSnapshot(`${field}.to`, 'is before its beginning');
}

function finite(field: string, value: number): void {
  if (!Number.isFinite(value)) throw new MalformedSnapshot(field, 'is not a finite number');
}

function number(field: string, value: number): void {
  if (Number.isNaN(value)) throw new MalformedSnapshot(field, 'is not a number');
}

function notNegative(field: string, value: number): void {
  if (!(value >= 0)) throw new MalformedSnapshot(field, 'is not a number from 0 up');
}
