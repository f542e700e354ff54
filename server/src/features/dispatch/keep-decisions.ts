import { nearestMiss, type Decision, type Snapshot, type Trace } from '@nuanlin/dispatch-engine';
import type { DistrictId, Instant, JobId, JobRow } from '@nuanlin/shared';
import { fromMs } from '@nuanlin/shared';
import type { Tx } from '../../platform/tx.ts';
import { needs } from './needs.ts';
import type { DispatchPorts } from './ports.ts';
import type { Decided, KeptInputs } from './trace.store.ts';
import type { Written } from './write-offers.ts';

interface Round {
  readonly snapshot: Snapshot;
  readonly decision: Decision;
  readonly written: readonly Written[];
  readonly now: Instant;
  readonly districtId: DistrictId;
}

/** Keeps why, with the inputs, for every job whose outcome is another than before; the desk hears of those that wait. */
export async function keepDecisions(
  { snapshot, decision, written, now, districtId }: Round,
  { traces, events, newId }: DispatchPorts,
  tx: Tx,
): Promise<void> {
  const outcomes = outcomesOf(decision, written);
  const before = await traces.lastOutcomes([...outcomes.keys()]);
  const changed = [...outcomes].filter(([jobId, { outcome }]) => before.get(jobId) !== sameness(outcome));
  if (changed.length === 0) return;
  const decided = changed.map(([jobId, { outcome, trace }]) => ({
    id: newId('trace'),
    jobId,
    decidedAt: now,
    sameAs: sameness(outcome),
    outcome,
    trace,
    inputs: inputsOf(snapshot, jobId),
  }));
  await tx(async (session) => {
    await traces.add(decided, session);
    await events.add(
      decided.flatMap(({ jobId, outcome }) =>
        outcome.kind === 'offered'
          ? []
          : [{ type: 'job_waits' as const, facts: { jobId, districtId, ...waitOf(outcome) } }],
      ),
      session,
    );
  });
}

/** Why a job waits, as desk and feed say it. */
export const waitOf = (outcome: Decided['outcome'] | undefined): Pick<JobRow, 'held' | 'impossible'> => ({
  held: outcome?.kind === 'held' ? { until: outcome.until, reason: outcome.reason } : null,
  impossible:
    outcome?.kind === 'impossible'
      ? { code: nearestMiss(outcome.groups.map(({ reason }) => reason)) ?? 'TOO_FAR', data: {} }
      : null,
});

/** Two outcomes are the same when only their minutes differ. */
const sameness = (outcome: Decided['outcome']): string =>
  outcome.kind === 'held' ? `held ${outcome.reason.code}` : JSON.stringify(outcome);

function outcomesOf(decision: Decision, written: readonly Written[]) {
  const found = new Map<JobId, { outcome: Decided['outcome']; trace: Trace | null }>();
  for (const { jobId, reason, until } of decision.held) {
    found.set(jobId as JobId, {
      outcome: { kind: 'held', reason: { code: reason, data: {} }, until: fromMs(Math.round(until * 60_000)) },
      trace: null,
    });
  }
  for (const { jobId, groups } of decision.impossible) {
    found.set(jobId as JobId, { outcome: { kind: 'impossible', groups }, trace: null });
  }
  for (const { jobId, workerIds } of written) {
    const offer = decision.offers.find(({ seats }) => seats.some((seat) => seat.jobId === jobId));
    found.set(jobId, { outcome: { kind: 'offered', workerIds }, trace: offer?.trace ?? null });
  }
  return found;
}

/** The part of a snapshot that concerns one job, without places: minutes and distances between its calls and workers. */
function inputsOf({ travel, places, plan: _plan, ...snapshot }: Snapshot, jobId: string): KeptInputs {
  const jobs = snapshot.jobs.filter(({ id }) => id === jobId);
  const [job] = jobs;
  const seats = job?.seats ?? [];
  const could = snapshot.workers.filter(({ skills }) =>
    seats.some((seat) => seat.skills.filter(needs.isKind).every((skill) => skills.includes(skill))),
  );
  const calls = job ? [...new Set([...(job.pickup ? [job.pickup.place] : []), job.door.place])] : [];
  const first = places[calls[0] ?? 0] ?? { x: 0, y: 0 };
  const goals = could.flatMap(({ then }) => (then ? [then.place] : []));
  const used = [...new Set([...calls, ...could.map(({ free }) => free.place), ...goals])];
  const row = (place: number) => used.indexOf(place);
  const minutes: Record<string, [number, number, number][]> = {};
  for (const vehicle of new Set(could.map(({ vehicle }) => vehicle))) {
    const ways = [
      ...used.flatMap((from) => calls.map((to) => [from, to] as const)),
      ...goals.map((to) => [calls.at(-1) ?? 0, to] as const),
    ];
    minutes[vehicle] = ways.map(([from, to]) => [row(from), row(to), travel.minutes(from, to, vehicle)]);
  }
  return {
    snapshot: {
      ...snapshot,
      jobs: jobs.map((one) => ({
        ...one,
        pickup: one.pickup && { ...one.pickup, place: row(one.pickup.place) },
        door: { ...one.door, place: row(one.door.place) },
      })),
      workers: could.map((worker) => ({
        ...worker,
        free: { ...worker.free, place: row(worker.free.place) },
        then: worker.then && { ...worker.then, place: row(worker.then.place) },
      })),
    },
    distancesM: used.map((place) =>
      Math.round(Math.hypot((places[place]?.x ?? 0) - first.x, (places[place]?.y ?? 0) - first.y)),
    ),
    minutes,
    estimated: travel.estimated,
  };
}

/** The snapshot that the kept inputs stand for; distances lie along a line. */
export function snapshotFrom({ snapshot, distancesM, minutes, estimated }: KeptInputs): Snapshot {
  const known = new Map<string, number>();
  for (const [vehicle, pairs] of Object.entries(minutes)) {
    for (const [from, to, value] of pairs) known.set(`${vehicle} ${from} ${to}`, value);
  }
  return {
    ...snapshot,
    plan: [],
    places: distancesM.map((x) => ({ x, y: 0 })),
    travel: {
      estimated,
      minutes: (from, to, vehicle) =>
        from === to ? 0 : (known.get(`${vehicle} ${from} ${to}`) ?? Number.POSITIVE_INFINITY),
    },
  };
}
