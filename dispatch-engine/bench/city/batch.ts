import { boardOf, decideOn, type Rules, type Snapshot } from '../../src/index.ts';
import { assign, type Edges } from '../../src/match/assign.ts';
import { idleEdges } from '../../src/match/begin.ts';
import { fieldOf } from '../../src/match/field.ts';
import { emptyPlan } from '../../src/match/plan.ts';
import { planOf } from '../../src/match/tentative.ts';
import { unitsOf } from '../../src/match/unit.ts';
import { stopwatch } from '../processor.ts';
import { OPENS, townOf } from './town.ts';

/** At this minute every shift has begun and none has ended. */
const NOON = OPENS + 5 * 60;

const NOBODY: ReadonlySet<string> = new Set();

/** Much work at one moment, and twice as many idle workers. */
export function batchOf(jobs: number, seed: number): Snapshot {
  const town = townOf(2 * jobs, jobs, seed);
  const moved = [...{ [Symbol.iterator]: () => town.jobs }].map((job) => {
    const by = NOON - job.since;
    const window = { from: job.window.from + by, to: job.window.to + by };
    return { ...job, since: NOON, ready: job.ready + by, window, latest: job.latest + by };
  });
  return { ...town, now: NOON, jobs: moved, plan: [] };
}

/** Milliseconds: the assignment by itself, the plan from candidates to search, and the round with its offers and traces. */
export function timeBatch(snapshot: Snapshot) {
  const board = boardOf(snapshot);
  const edges = edgesOf(snapshot);
  return {
    edges: edges.costs.length,
    assignMs: leastOf(5, () => assign(edges)),
    planMs: leastOf(5, () => planOf(board, NOBODY)),
    roundMs: leastOf(3, () => decideOn(board)),
  };
}

/** What the plan costs, and what the exact assignment of one piece of work to one worker costs over the edges of these rules. */
export const planCost = (snapshot: Snapshot): number => planOf(boardOf(snapshot), NOBODY).cost;
export const exactCost = (snapshot: Snapshot): number => costOf(edgesOf(snapshot));

/** Every worker is compared for every piece of work. */
export const fullMatrix = (snapshot: Snapshot): Snapshot => {
  const everybody = snapshot.workers.length;
  const search: Rules['search'] = {
    radius: Infinity,
    widest: Infinity,
    most: everybody,
    enough: everybody,
    lookAhead: snapshot.rules.search.lookAhead,
  };
  return { ...snapshot, rules: { ...snapshot.rules, search } };
};

function edgesOf(snapshot: Snapshot): Edges {
  const board = boardOf(snapshot);
  return idleEdges(emptyPlan(fieldOf(board, unitsOf(board), NOBODY))).edges;
}

function costOf(edges: Edges): number {
  let cost = 0;
  assign(edges).forEach((column, row) => {
    let own = edges.undone[row] ?? 0;
    for (let e = edges.starts[row] ?? 0; e < (edges.starts[row + 1] ?? 0); e++) {
      if (edges.columns[e] === column) own = edges.costs[e] ?? 0;
    }
    cost += own;
  });
  return cost;
}

function leastOf(times: number, work: () => unknown): number {
  let least = Infinity;
  for (let i = 0; i < times; i++) {
    const time = stopwatch();
    work();
    least = Math.min(least, time());
  }
  return Number(least.toFixed(1));
}
