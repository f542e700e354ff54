import {
  at,
  plusDays,
  serviceDayOf,
  timeOfDay,
  type Instant,
  type ServiceDay,
  type TimeWindow,
  type WorkerKind,
} from '@nuanlin/shared';

/** Between these times staff and volunteers can be asked for later work too; a courier only on his shift. */
const DAY = { from: timeOfDay.parse('07:00'), to: timeOfDay.parse('20:45') };

export interface Presence {
  readonly online: boolean;
  /** When that may change. */
  readonly until: Instant;
}

/** Whether somebody with these shifts has his phone on. */
export function presenceAt(shifts: readonly TimeWindow[], kind: WorkerKind, now: Instant, zone: string): Presence {
  const today = serviceDayOf(now, zone);
  const morning = at(plusDays(today, 1), DAY.from, zone);
  if (kind === 'courier') {
    const on = shifts.find(({ from, to }) => from <= now && to > now);
    const [next] = shifts.filter(({ from }) => from > now).toSorted((a, b) => a.from.localeCompare(b.from));
    return on ? { online: true, until: on.to } : { online: false, until: next?.from ?? morning };
  }
  const [wakes, sleeps] = [at(today, DAY.from, zone), at(today, DAY.to, zone)];
  if (now < wakes) return { online: false, until: wakes };
  const worksOn = (day: ServiceDay) => shifts.some(({ from }) => serviceDayOf(from, zone) === day);
  const online = now < sleeps && (worksOn(today) || worksOn(plusDays(today, 1)));
  return online ? { online, until: sleeps } : { online, until: morning };
}
