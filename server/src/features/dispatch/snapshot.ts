import type { Job as EngineJob, Rules, Seat as EngineSeat, Snapshot, Worker } from '@nuanlin/dispatch-engine';
import { onPlane } from '@nuanlin/dispatch-engine';
import {
  at,
  plusDays,
  serviceDayOf,
  timeOfDayOf,
  withinSpan,
  type ElderId,
  type Instant,
  type PersonId,
  type Point,
  type RuleOf,
  type ServiceDay,
} from '@nuanlin/shared';
import type { Seat, Work } from '../jobs/index.ts';
import type { Available, Wishes } from './asks.ts';
import { inRuns } from './batches.ts';
import type { Learnt } from './learnt.ts';
import { minuteOf } from './minute.ts';
import { meets, needsOf } from './needs.ts';
import { openingsOf, type Opening } from './openings.ts';

/** All that one round of a district reads; from it the engine's snapshot is made without another look outside. */
export interface Read {
  readonly now: Instant;
  readonly zone: string;
  readonly works: readonly Work[];
  readonly workers: readonly Available[];
  readonly learnt: ReadonlyMap<PersonId, Learnt>;
  readonly wishes: ReadonlyMap<ElderId, Wishes>;
  /** Workers with a pending offer. */
  readonly asked: ReadonlySet<PersonId>;
  /** Who refused which job, or let its lease run out. */
  readonly refused: ReadonlyMap<PersonId, readonly string[]>;
  readonly quiet: RuleOf<'quiet_hours'>;
  readonly handing: RuleOf<'handing'>;
  readonly leases: RuleOf<'offer_leases'>;
  readonly rules: Rules;
  readonly plan: Snapshot['plan'];
}

/** Never quiet: somebody may be in need. */
const URGENT = /^(repair_|welfare_check)/;

/** The places of a round, each once, in a fixed order. */
export class Places {
  readonly points: Point[] = [];
  readonly #known = new Map<string, number>();

  row(point: Point): number {
    const key = `${point.lon},${point.lat}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, this.points.length);
    return this.points.push(point) - 1;
  }
}

/** A snapshot that lacks only the travel times between its places. */
export interface Draft {
  readonly snapshot: Omit<Snapshot, 'travel'>;
  readonly points: readonly Point[];
}

/**
 * The engine's snapshot of a round. Certificates, papers and who may do the work at all become skills of a day, so that
 * a paper that runs out before the visit excludes its holder.
 */
export function draftOf(read: Read): Draft {
  const places = new Places();
  const needs = new Set<string>();
  const now = minuteOf(read.now);
  const works = read.works.map((work) => ({ job: engineJob(work, read, places, needs), place: work.job.place }));
  const workers = read.workers.flatMap((worker) => engineWorkers(worker, read, places, needs));
  const jobs = inRuns(works, workers, now);
  const { points } = places;
  return { points, snapshot: { now, jobs, workers, places: onPlane(points), rules: read.rules, plan: read.plan } };
}

function engineJob({ job, seats }: Work, read: Read, places: Places, needs: Set<string>): EngineJob {
  const day = serviceDayOf(job.window.from, read.zone);
  const { knows, blocks } = read.wishes.get(job.elderId) ?? { knows: [], blocks: [] };
  const { pickup, door, worthless } = read.handing;
  return {
    id: job.id,
    seats: seats.map((seat) => engineSeat(seat, job, day, read, needs)),
    pickup: job.pickup && { place: places.row(job.pickup.at), ...pickup },
    door: {
      place: places.row(job.place.at),
      before: door.before,
      after: job.pickup ? door.after : job.minutes,
    },
    since: minuteOf(job.openedAt),
    ready: minuteOf(job.pickup?.readyAt ?? job.window.from),
    window: { from: minuteOf(job.window.from), to: minuteOf(job.window.to) },
    latest: minuteOf(job.window.to) + (job.pickup ? worthless.meal : worthless.visit),
    notBefore: URGENT.test(job.itemCode) ? Number.NEGATIVE_INFINITY : endOfQuiet(read),
    load: job.load,
    risk: job.risk,
    run: job.batch,
    elder: { id: job.elderId, knows, blocks },
  };
}

function engineSeat(seat: Seat, job: Work['job'], day: ServiceDay, read: Read, needs: Set<string>): EngineSeat {
  const skills = needsOf(seat, job, day);
  for (const skill of skills) needs.add(skill);
  const takenBy = 'workerId' in seat ? seat.workerId : seat.state === 'offered' ? ASKED : null;
  return { id: seat.id, role: seat.role, skills, sex: seat.sex, takenBy, pinnedTo: pinOf(seat, job, read) };
}

/** Who came before is asked alone at first: until he has refused, or half of the time to decide has gone by. */
function pinOf({ wanted }: Seat, { id, lostBy, openedAt, decisionAt }: Work['job'], { now, refused }: Read) {
  if (wanted === null || lostBy.includes(wanted) || refused.get(wanted)?.includes(id)) return null;
  const half = (minuteOf(openedAt) + minuteOf(decisionAt)) / 2;
  return minuteOf(now) < half ? wanted : null;
}

/** Somebody is being asked for it. */
const ASKED = 'asked';

/** A worker is there once for each gap in which he could come to some of the work; at least once, so that it can be said why not. */
function engineWorkers(worker: Available, read: Read, places: Places, needs: ReadonlySet<string>): Worker[] {
  if (!worker.online) return [];
  const gaps = openingsOf(worker, minuteOf(read.now));
  const usable = gaps.filter((gap) => read.works.some((work) => couldServe(gap, work, read.handing)));
  const learnt = read.learnt.get(worker.id);
  const skills = [...worker.skills, ...[...needs].filter((need) => meets(worker, need))];
  const refused = [...(read.refused.get(worker.id) ?? []), ...lostBy(worker.id, read.works)];
  return (usable.length > 0 ? usable : gaps.slice(0, 1)).map(({ key, free, then, shift }) => ({
    id: `${worker.id} ${key}`,
    person: worker.id,
    kind: worker.kind,
    sex: worker.sex,
    free: { place: places.row(free.place), at: free.at },
    then: then && { place: places.row(then.place), at: then.at - read.handing.door.before },
    shift,
    pause: null,
    skills,
    capacity: worker.capacity,
    vehicle: worker.vehicle,
    history: { accepted: learnt?.accepted ?? 0, rejected: learnt?.rejected ?? 0 },
    today: { minutes: learnt?.minutesToday ?? 0, income: (learnt?.fenToday ?? 0) / 100, guaranteed: 0 },
    refused,
    asked: read.asked.has(worker.id),
  }));
}

function couldServe({ free, then, shift }: Opening, { job }: Work, { worthless }: Read['handing']): boolean {
  const from = minuteOf(job.pickup?.readyAt ?? job.window.from);
  const latest = minuteOf(job.window.to) + (job.pickup ? worthless.meal : worthless.visit);
  return free.at <= latest && Math.max(free.at, from) <= Math.min(shift.to, then?.at ?? Infinity);
}

const lostBy = (workerId: PersonId, works: readonly Work[]): string[] =>
  works.flatMap(({ job }) => (job.lostBy.includes(workerId) ? [job.id] : []));

/** Nothing is offered in quiet hours; what waits is offered when they end. */
function endOfQuiet({ now, zone, quiet: { span } }: Read): number {
  if (!span) return Number.NEGATIVE_INFINITY;
  const time = timeOfDayOf(now, zone);
  if (!withinSpan(time, span)) return Number.NEGATIVE_INFINITY;
  const today = serviceDayOf(now, zone);
  return minuteOf(at(time < span.to ? today : plusDays(today, 1), span.to, zone));
}
