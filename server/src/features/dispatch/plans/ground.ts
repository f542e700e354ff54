import type { RouteWorker, Visit } from '@nuanlin/dispatch-engine';
import { serviceDayOf, type PersonId } from '@nuanlin/shared';
import type { Available } from '../asks.ts';
import { meets, needsOf } from '../needs.ts';
import { Places } from '../snapshot.ts';
import type { TravelTable } from '../travel.ts';
import { busyOf, hoursAt, minuteAt, type DayRead, type DaySeat } from './day.ts';

/** One of the engine's visits: seats done at one stop, one after the other. */
export interface Call {
  readonly seats: readonly DaySeat[];
  readonly visit: Visit;
  /** Minutes from the visit's start to each seat's promised moment, and to its end. */
  readonly offsets: readonly { readonly start: number; readonly end: number }[];
}

/** One of the engine's workers: somebody on one trip. */
export interface Trip {
  readonly worker: Available;
  readonly row: RouteWorker;
  /** Minutes before the row's work begins that he must be on the way: to the kitchen, and loading there. */
  readonly before: number;
}

/** What a day's problem is made on: its seats, places and the ways between them. */
export interface Ground {
  readonly read: DayRead;
  readonly seats: readonly DaySeat[];
  readonly planned: readonly DaySeat[];
  readonly places: Places;
  readonly table: TravelTable;
}

/** All places of a day, each once: doors, kitchens, and where workers begin or come from. */
export function placesOf(read: DayRead): Places {
  const places = new Places();
  for (const { job } of read.works) {
    places.row(job.place.at);
    if (job.pickup) places.row(job.pickup.at);
  }
  for (const { place, busy } of read.workers) {
    if (place) places.row(place);
    for (const { endsAt } of busy) places.row(endsAt);
  }
  return places;
}

/** The row next to every place: where somebody begins who is at no known place, and ends who need not come home. */
export const anywhere = ({ points }: Places): number => points.length;

/** What a seat asks of its worker as the engine's skills; also his sex, where it matters. */
export function skillsOf({ work: { job }, seat }: DaySeat, zone: string): string[] {
  const needs = needsOf(seat, job, serviceDayOf(job.window.from, zone));
  return seat.sex === null ? needs : [...needs, `sex ${seat.sex}`];
}

export const holds = (worker: Available, skill: string): boolean =>
  skill === `sex ${worker.sex}` || worker.skills.some((own) => own === skill) || meets(worker, skill);

/** Who may not come: by the elder's word, or because he gave it back. */
export const forbiddenTo = ({ work: { job } }: DaySeat, { wishes }: DayRead): PersonId[] => [
  ...new Set([...(wishes.get(job.elderId)?.blocks ?? []), ...job.lostBy]),
];

/** A worker's place, hours and skills as the engine's row; null when he is not there, or nothing is left of his day. */
export function rowOf(worker: Available, { read, seats, planned, places }: Ground): RouteWorker | null {
  const hours = hoursAt(worker, read);
  if (!hours) return null;
  const home = worker.place ? places.row(worker.place) : anywhere(places);
  let from = minuteAt(read, hours.shift.from);
  let start = home;
  const breaks = hours.rests.map((rest) => ({ from: minuteAt(read, rest.from), to: minuteAt(read, rest.to) }));
  for (const { window, endsAt } of busyOf(worker, seats, read)) {
    const busy = { from: minuteAt(read, window.from) - SECOND, to: minuteAt(read, window.to) + SECOND };
    // Other work at the beginning says where he comes from; later it is time that is not his.
    if (busy.from <= from) {
      from = Math.max(from, busy.to);
      start = places.row(endsAt);
    } else breaks.push(busy);
  }
  const to = minuteAt(read, hours.shift.to);
  if (from >= to) return null;
  const needs = new Set(planned.flatMap((one) => skillsOf(one, read.zone)));
  return {
    id: worker.id,
    start,
    end: home,
    shift: { from, to },
    capacity: worker.capacity,
    skills: [...needs].filter((need) => holds(worker, need)),
    breaks: joined(breaks.filter((one) => one.to > from && one.from < to)),
    fixedCost: 0,
  };
}

/** Moments are kept to the second. */
const SECOND = 1 / 60;

/** Spans in order, those that touch as one. */
function joined(spans: readonly { from: number; to: number }[]): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else found.push({ from, to });
  }
  return found;
}
