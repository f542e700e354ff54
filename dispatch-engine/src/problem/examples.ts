import type { Job } from './job.ts';
import { DEFAULT_RULES } from './rules.ts';
import type { Snapshot, Spot } from './snapshot.ts';
import type { Worker } from './worker.ts';

/** A straight street with a place every 500 m; two minutes from one to the next. For tests and the example of the README. */
const STREET: readonly Spot[] = Array.from({ length: 20 }, (_, i) => ({ x: i * 500, y: 0 }));

/** Work of one seat at a door of the street, known since minute 0, promised within the hour. */
export const job = (id: string, place: number, differs: Partial<Job> = {}): Job => ({
  id,
  seats: [{ id: `${id}/1`, role: 'lead', skills: [], sex: null, takenBy: null, pinnedTo: null }],
  pickup: null,
  door: { place, before: 2, after: 10 },
  since: 0,
  ready: 0,
  window: { from: 0, to: 60 },
  latest: 120,
  notBefore: Number.NEGATIVE_INFINITY,
  load: 1,
  risk: 0,
  run: null,
  elder: { id: `elder of ${id}`, knows: [], blocks: [] },
  ...differs,
});

/** A courier who stands at a place of the street, free since minute 0, on shift for eight hours. */
export const worker = (id: string, place: number, differs: Partial<Worker> = {}): Worker => ({
  id,
  person: id,
  kind: 'courier',
  sex: 'female',
  free: { place, at: 0 },
  then: null,
  shift: { from: 0, to: 480 },
  pause: null,
  skills: [],
  capacity: 10,
  vehicle: 'bicycle',
  history: { accepted: 0, rejected: 0 },
  today: { minutes: 0, income: 0, guaranteed: 0 },
  refused: [],
  asked: false,
  ...differs,
});

/** Minute 0 on the street. */
export const snapshot = (differs: Partial<Snapshot>): Snapshot => ({
  now: 0,
  jobs: [],
  workers: [],
  places: STREET,
  travel: { minutes: (from, to) => 2 * Math.abs(from - to), estimated: false },
  rules: DEFAULT_RULES,
  plan: [],
  ...differs,
});
