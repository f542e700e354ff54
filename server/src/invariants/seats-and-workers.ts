import { by, type Documents } from './documents.ts';

/** Real time in which the sweep of deadlines has seen that a lease is over. */
const LEASE_GRACE_MS = 10_000;
const HAS_SEAT = new Set(['held', 'assigned', 'en_route', 'arrived', 'working']);
const UNDER_WAY = new Set(['accepted', 'departed']);

/** One worker a seat, nobody beyond capacity or in two places, nobody asked for two things, no offer after its lease. */
export const seatsAndWorkers = (documents: Documents): string[] => [
  ...seatsTaken(documents),
  ...workersLoaded(documents),
  ...offersPending(documents),
];

function seatsTaken({ seats, runs }: Documents): string[] {
  const underWay = runs.filter(({ state }) => UNDER_WAY.has(state));
  const runsOf = by(
    underWay.flatMap((run) => run.stops.map(({ seatId }) => ({ seatId, run }))),
    ({ seatId }) => seatId,
  );
  return seats.flatMap(({ _id, progress }) => {
    const taking = (runsOf.get(_id) ?? []).map(({ run }) => run);
    if (!HAS_SEAT.has(progress.state)) return [];
    if (taking.length !== 1) return [`seat ${_id} is ${progress.state} and stands in ${taking.length} runs`];
    return taking.flatMap((run) =>
      run.workerId === progress.workerId && run._id === progress.runId
        ? []
        : [`seat ${_id} is ${progress.workerId}’s, its run ${run._id} is ${run.workerId}’s`],
    );
  });
}

function workersLoaded({ loads, runs, workers, jobs }: Documents): string[] {
  const underWay = new Map(runs.filter(({ state }) => UNDER_WAY.has(state)).map((run) => [run._id, run]));
  const capacity = new Map(workers.map((worker) => [worker._id, worker.capacity]));
  const boxes = new Map(jobs.map((job) => [job._id, job.load]));
  const loaded = new Set(loads.flatMap(({ _id, entries }) => entries.map(({ runId }) => `${_id} ${runId}`)));
  const places = loads.flatMap(({ _id, entries }) => [
    ...entries.flatMap((one, n) =>
      entries
        .slice(n + 1)
        .filter((other) => one.window.from < other.window.to && other.window.from < one.window.to)
        .map((other) => `worker ${_id} is in two places: runs ${one.runId} and ${other.runId}`),
    ),
    ...entries
      .filter(({ runId }) => underWay.get(runId)?.workerId !== _id)
      .map(({ runId }) => `worker ${_id} is held by run ${runId}, which is not under way with him`),
  ]);
  const carried = [...underWay.values()].flatMap(({ _id, workerId, stops }) => {
    if (workerId === null || !loaded.has(`${workerId} ${_id}`)) return [`run ${_id} is under way and holds nobody`];
    const load = stops.reduce((sum, { jobId }) => sum + (boxes.get(jobId) ?? 0), 0);
    const most = capacity.get(workerId) ?? 0;
    return load > most ? [`worker ${workerId} carries ${load} in run ${_id}, and has room for ${most}`] : [];
  });
  return [...places, ...carried];
}

function offersPending({ offers, clock, realMs }: Documents): string[] {
  const line = clock[0] ?? { productBaseMs: 0, realBaseMs: 0, rate: 1 };
  const nowMs = line.productBaseMs + (realMs - line.realBaseMs) * line.rate;
  const pending = offers.filter(({ state }) => state === 'pending');
  const late = pending
    .filter(({ leaseUntil }) => nowMs - Date.parse(leaseUntil) > LEASE_GRACE_MS * Math.max(1, line.rate))
    .map(({ _id, leaseUntil }) => `offer ${_id} is pending, its lease was over at ${leaseUntil}`);
  const asked = by(
    pending.filter(({ to }) => to.workerId !== undefined),
    ({ to }) => to.workerId,
  );
  const twice = [...asked].filter(([, { length }]) => length > 1);
  return [...late, ...twice.map(([workerId, { length }]) => `worker ${workerId} has ${length} pending offers`)];
}
