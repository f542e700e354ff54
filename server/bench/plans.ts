import { parseArgs } from 'node:util';
import { replanRoutes } from '@nuanlin/dispatch-engine';
import type { Point } from '@nuanlin/shared';
import { placesOf } from '../src/features/dispatch/plans/ground.ts';
import { problemOf, type DayProblem } from '../src/features/dispatch/plans/problem.ts';
import { propose, type Found } from '../src/features/dispatch/plans/propose.ts';
import type { DayRead } from '../src/features/dispatch/plans/day.ts';
import { estimatedTravel } from '../src/platform/ports/routing.ts';
import { madeNoon, madeVisits } from './made-day.ts';

/**
 * How good a plan is after so many seconds, on days as large as the product promises: one line of JSON each.
 * `npm run -s bench:plans -- --seconds 5,60 --seeds 3`
 */
const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '5,60' }, seeds: { type: 'string', default: '3' } },
});
const seconds = values.seconds.split(',').map(Number);
const seeds = Array.from({ length: Number(values.seeds) }, (_, n) => n + 1);

/** Seconds for the plan that the illness then upsets. */
const SETTLING = 10;

const ebikeMinutes = (from: Point, to: Point): number => estimatedTravel(from, to, 'bike').seconds / 60 / 1.25;

function problemFor(read: DayRead): DayProblem {
  const places = placesOf(read);
  const minutes = places.points.map((from) => places.points.map((to) => ebikeMinutes(from, to)));
  return problemOf(read, places, { minutes, estimated: true }, 1);
}

function plan(problem: DayProblem, budget: number): Found & { seconds: number; iterations: number } {
  const begun = performance.now();
  let iterations = 0;
  const found = replanRoutes(problem.day, 1, (state) => {
    ({ iterations } = state);
    return (performance.now() - begun) / 1000 / budget;
  });
  return { ...found, iterations, seconds: (performance.now() - begun) / 1000 };
}

const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

for (const seed of seeds) {
  const problem = problemFor(madeNoon(400, 15, seed));
  const costs = seconds.map((budget) => {
    const found = plan(problem, budget);
    const { undone } = propose(problem, found);
    say({
      what: 'noon',
      meals: 400,
      couriers: 15,
      stops: problem.calls.length,
      seed,
      budget,
      ...figures(found),
      undone: undone.length,
    });
    return found.plan.cost;
  });
  say({ what: 'noon', seed, ratio: round((costs[0] ?? 0) / (costs.at(-1) ?? 1), 4) });
}

for (const seed of seeds) {
  const read = madeVisits(300, 60, seed);
  const before = problemFor(read);
  const inForce = propose(before, plan(before, SETTLING));
  const [ill] = inForce.routes.toSorted((a, b) => b.stops.length - a.stops.length);
  const again = problemFor({
    ...read,
    absentIds: ill ? [ill.workerId] : [],
    runs: inForce.routes.flatMap((route, n) => runOf(read, route, n)),
    works: read.works.map((work) => taken(work, inForce.routes)),
  });
  const found = plan(again, 2);
  const { undone, changes } = propose(again, found);
  say({
    what: 'illness',
    visits: 300,
    carers: 60,
    seed,
    budget: 2,
    ...figures(found),
    undone: undone.length,
    ofTheIll: ill?.stops.length ?? 0,
    promisesChanged: changes.length,
  });
}

function figures({ plan: { cost }, iterations, seconds: spent }: ReturnType<typeof plan>) {
  return {
    cost: round(cost, 1),
    seconds: round(spent, 2),
    iterations,
    mb: Math.round(process.memoryUsage().rss / 1e6),
  };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

type Planned = ReturnType<typeof propose>['routes'];

/** A visit that a plan gave to somebody, as if it had been applied. */
function taken(work: DayRead['works'][number], routes: Planned): DayRead['works'][number] {
  const [seat] = work.seats;
  const n = routes.findIndex(({ stops }) => stops.some(({ seatId }) => seatId === seat?.id));
  const route = routes[n];
  if (!seat || !route || seat.state !== 'open') return work;
  const runId = runIdOf(n);
  return {
    ...work,
    seats: [{ ...seat, state: 'assigned', workerId: route.workerId, workerKind: 'staff', runId, workerPath: [] }],
  };
}

function runIdOf(n: number) {
  return `run_${String(n).padStart(26, '0')}` as DayRead['runs'][number]['id'];
}

function runOf(read: DayRead, { workerId, leaveAt, endAt, stops }: Planned[number], n: number): DayRead['runs'] {
  const workOf = new Map(read.works.map((work) => [work.seats[0]?.id, work.job]));
  return [
    {
      id: runIdOf(n),
      version: 1,
      districtId: read.subject.districtId,
      state: 'accepted',
      workerId,
      pickup: null,
      stops: stops.flatMap(({ seatId, startAt }) => {
        const job = workOf.get(seatId);
        if (!job) return [];
        const { elderId, areaPath, operatorPath } = job;
        return [{ jobId: job.id, seatId, elderId, areaPath, operatorPath, lineId: null, promisedAt: startAt }];
      }),
      leaveAt,
      endAt,
      collectedAt: null,
    },
  ];
}
