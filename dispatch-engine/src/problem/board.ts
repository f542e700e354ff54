import { enlist, fleetOf, type Fleet } from './fleet.ts';
import { gridOver, type Box, type Grid } from './grid.ts';
import type { Job, Minute, Place } from './job.ts';
import type { Rules } from './rules.ts';
import { skillsOf, type Skills } from './skills.ts';
import type { Demand, PlannedRun, Snapshot, Spot, Travel } from './snapshot.ts';
import { validate } from './validate.ts';
import type { Worker, WorkerKind } from './worker.ts';

/**
 * A snapshot made ready for matching: workers by number in a grid, skills as bits, peers' sums. A city keeps one and moves it
 * by changes (`change.ts`); that it then decides as a board built anew is a property of the tests.
 */
export interface Board {
  now: Minute;
  readonly rules: Rules;
  readonly places: readonly Spot[];
  readonly travel: Travel;
  plan: readonly PlannedRun[];
  /** Ids of those for whom the plan has work. */
  planned: ReadonlySet<string>;
  readonly demand: readonly Demand[] | null;
  readonly jobs: Map<string, Job>;
  /** By number; a number whose worker left is free for the next. */
  readonly workers: (Worker | null)[];
  readonly numberOf: Map<string, number>;
  readonly free: number[];
  /** How many workers fit into the next three, which are made anew when more come. */
  room: number;
  fleet: Fleet;
  grid: Grid;
  skills: Skills;
  readonly peers: Record<WorkerKind, Peers>;
}

/** Sums over the workers of one kind, in whole 1024ths so that adding and taking away is exact. */
export interface Peers {
  workers: number;
  minutes: number;
  income: number;
}

/** The mean of the worker's kind today. */
export function peerMean(board: Board, kind: WorkerKind): { readonly minutes: number; readonly income: number } {
  const { workers, minutes, income } = board.peers[kind];
  const share = 1 / 1024 / Math.max(1, workers);
  return { minutes: minutes * share, income: income * share };
}

/** Minutes on the way; whatever is no number of minutes from 0 up counts as no way. */
export function minutes(board: Board, from: Place, to: Place, vehicle: string): number {
  const answer = board.travel.minutes(from, to, vehicle);
  return answer >= 0 ? answer : Number.POSITIVE_INFINITY;
}

/**
 * @param room how many workers may be on the board at once; a city leaves room for those who come later
 * @throws MalformedSnapshot
 */
export function boardOf(snapshot: Snapshot, room: number = snapshot.workers.length): Board {
  validate(snapshot);
  const size = Math.max(room, snapshot.workers.length);
  const { now, rules, places, travel, plan } = snapshot;
  const board: Board = {
    now,
    rules,
    places,
    travel,
    plan,
    planned: new Set(plan.map(({ workerId }) => workerId)),
    demand: snapshot.demand ?? null,
    jobs: new Map(snapshot.jobs.map((job) => [job.id, job])),
    workers: [],
    numberOf: new Map(),
    free: [],
    room: size,
    fleet: fleetOf(size),
    grid: gridOver(boxAround(snapshot.places), size),
    skills: skillsOf(size),
    peers: { courier: nobody(), staff: nobody(), volunteer: nobody() },
  };
  for (const worker of snapshot.workers) putWorker(board, worker);
  return board;
}

/** Puts a worker on the board, or in the place of the one with that id. */
export function putWorker(board: Board, worker: Worker): void {
  takeWorker(board, worker.id);
  const number = board.free.pop() ?? board.workers.length;
  board.workers[number] = worker;
  board.numberOf.set(worker.id, number);
  count(board, worker, 1);
  if (number < board.room) enrol(board, number, worker);
  else makeRoom(board);
}

function enrol(board: Board, number: number, worker: Worker): void {
  const at = spot(board, worker.free.place);
  board.skills.set(number, worker.skills);
  enlist(board.fleet, number, worker, at);
  board.grid.put(number, at.x, at.y);
}

/** For twice as many workers. */
function makeRoom(board: Board): void {
  board.room = 2 * board.workers.length;
  board.fleet = fleetOf(board.room);
  board.grid = gridOver(boxAround(board.places), board.room);
  board.skills = skillsOf(board.room);
  board.workers.forEach((worker, number) => {
    if (worker) enrol(board, number, worker);
  });
}

export function takeWorker(board: Board, id: string): void {
  const number = board.numberOf.get(id);
  const worker = number === undefined ? null : board.workers[number];
  if (number === undefined || !worker) return;
  count(board, worker, -1);
  board.grid.remove(number);
  board.workers[number] = null;
  board.numberOf.delete(id);
  board.free.push(number);
}

export function spot(board: Board, place: Place): Spot {
  const found = board.places[place];
  if (!found) throw new RangeError(`${place} is not a place of the board`);
  return found;
}

function count(board: Board, worker: Worker, sign: 1 | -1): void {
  const peers = board.peers[worker.kind];
  peers.workers += sign;
  peers.minutes += sign * Math.round(worker.today.minutes * 1024);
  peers.income += sign * Math.round(worker.today.income * 1024);
}

const nobody = (): Peers => ({ workers: 0, minutes: 0, income: 0 });

function boxAround(places: readonly Spot[]): Box {
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of places) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    low = Math.min(low, y);
    high = Math.max(high, y);
  }
  return places.length === 0
    ? { x: 0, y: 0, width: 0, height: 0 }
    : { x: left, y: low, width: right - left, height: high - low };
}
