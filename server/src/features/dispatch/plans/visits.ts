import type { Link } from '@nuanlin/dispatch-engine';
import { minuteAt, type DaySeat } from './day.ts';
import { forbiddenTo, rowOf, skillsOf, type Call, type Ground, type Trip } from './ground.ts';

/** A visit that cannot begin within an hour of what was agreed on is left to people: they ask for another time. */
export const LATEST = 60;

/** Each seat is a visit of its own; two of one job begin together. */
export function visitCalls(ground: Ground): { calls: Call[]; links: Link[] } {
  const calls = ground.planned.map((one) => visitAt(one, ground));
  const links = calls.flatMap((first): Link[] => {
    const [lead, partner] = ground.planned.filter(({ work }) => work.job.id === first.seats[0]?.work.job.id);
    if (!lead || !partner || lead.seat.id !== first.visit.id) return [];
    return [{ kind: 'crew', first: lead.seat.id, second: partner.seat.id, minGap: 0, maxGap: 0 }];
  });
  return { calls, links };
}

function visitAt(one: DaySeat, ground: Ground): Call {
  const { read, seats, places } = ground;
  const { work, seat } = one;
  const { job } = work;
  const crew = seats.filter((other) => other.work.job.id === job.id);
  // Whom planning may not move has said when it begins.
  const fixed = crew.find(({ plannable, inForce }) => !plannable && inForce !== null)?.inForce?.startAt;
  const pins = read.pins.filter(({ seatId }) => crew.some((other) => other.seat.id === seatId));
  const own = pins.find(({ seatId }) => seatId === seat.id);
  const pinnedAt = pins.map(({ startAt }) => minuteAt(read, startAt)).toSorted((a, b) => b - a)[0];
  const agreed = minuteAt(read, fixed ?? job.window.from);
  // What people promised later than was agreed on stands, however late.
  const told = one.inForce ? minuteAt(read, one.inForce.startAt) : agreed;
  const due = Math.max(agreed, told, minuteAt(read, read.now));
  return {
    seats: [one],
    offsets: [{ start: 0, end: job.minutes }],
    visit: {
      id: seat.id,
      place: places.row(job.place.at),
      window:
        pinnedAt === undefined
          ? { from: agreed, to: due + LATEST, late: 'never' }
          : { from: pinnedAt, to: pinnedAt, late: 'priced' },
      minutes: job.minutes,
      load: 0,
      skills: skillsOf(one, read.zone),
      pinnedTo: own?.workerId ?? null,
      forbidden: forbiddenTo(one, read),
      preferences: preferencesOf(one, ground),
      promised: pinnedAt ?? agreed,
      price: null,
    },
  };
}

/** Continuity: whoever the elder knows, or wants again, costs nothing; others do, when there is such a one. */
function preferencesOf({ work, seat }: DaySeat, { read }: Ground): Call['visit']['preferences'] {
  const known = new Set<string>(read.wishes.get(work.job.elderId)?.knows ?? []);
  if (seat.wanted !== null) known.add(seat.wanted);
  if (known.size === 0) return [];
  return read.workers.map(({ id }) => ({ worker: id, cost: known.has(id) ? 0 : read.weights.continuity }));
}

/** Carers begin at their base and come home to it. */
export const visitTrips = (ground: Ground): Trip[] =>
  ground.read.workers.flatMap((worker) => {
    const row = rowOf(worker, ground);
    return row ? [{ worker, row, before: 0 }] : [];
  });
