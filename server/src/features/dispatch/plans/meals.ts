import type { Link } from '@nuanlin/dispatch-engine';
import type { Point } from '@nuanlin/shared';
import { minuteAt, type DayRead, type DaySeat } from './day.ts';
import { anywhere, forbiddenTo, rowOf, skillsOf, type Call, type Ground, type Trip } from './ground.ts';

/** Doors of one building that make one stop; what a tower has more is the next stop at the same place. */
const DOORS = 12;
/** A courier comes back to the kitchen at most so often: later the food is cold. */
const MOST_TRIPS = 4;

/** Doors of one building are one stop, the lower floors first: what is planned is the way between buildings. */
export function mealCalls({ read, planned, places }: Ground): { calls: Call[]; links: Link[] } {
  const calls = byBuilding(planned).map((doors, n): Call => {
    const { before, after } = read.handing.door;
    const offsets = doors.map((_, k) => ({ start: before + k * after, end: before + (k + 1) * after }));
    const opens = doors.map(({ work }, k) => minuteAt(read, work.job.window.from) - (offsets[k]?.start ?? 0));
    const closes = doors.map(({ work }, k) => minuteAt(read, work.job.window.to) - (offsets[k]?.start ?? 0));
    const from = Math.max(...opens);
    return {
      seats: doors,
      offsets,
      visit: {
        id: `stop ${n}`,
        place: places.row(placeOf(doors)),
        window: { from, to: Math.max(from, Math.min(...closes)), late: 'never' },
        minutes: before + doors.length * after,
        load: doors.reduce((sum, { work }) => sum + work.job.load, 0),
        skills: [...new Set(doors.flatMap((one) => skillsOf(one, read.zone)))],
        pinnedTo: null,
        forbidden: [...new Set(doors.flatMap((one) => forbiddenTo(one, read)))],
        preferences: [],
        promised: null,
        price: null,
      },
    };
  });
  return { calls, links: [] };
}

function placeOf([first]: readonly DaySeat[]): Point {
  if (!first) throw new Error('a stop has a door');
  return first.work.job.place.at;
}

function byBuilding(seats: readonly DaySeat[]): DaySeat[][] {
  const found = new Map<string, DaySeat[]>();
  for (const one of seats) {
    const { compound, building } = one.work.job.place;
    const key = `${compound} ${building}`;
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  return [...found.values()].flatMap((doors) => {
    const order = doors.toSorted((a, b) => floorOf(a) - floorOf(b) || a.seat.id.localeCompare(b.seat.id));
    return Array.from({ length: Math.ceil(order.length / DOORS) }, (_, n) => order.slice(n * DOORS, (n + 1) * DOORS));
  });
}

const floorOf = ({ work }: DaySeat): number => work.job.place.floor ?? 0;

/** Where the boxes stand, and the minute from which all of them do; null when there is nothing to bring. */
export function kitchenOf(read: DayRead, seats: readonly DaySeat[]): { at: Point; ready: number } | null {
  const pickups = seats.flatMap(({ work }) => work.job.pickup ?? []);
  const [first] = pickups;
  if (!first) return null;
  return { at: first.at, ready: Math.max(...pickups.map(({ readyAt }) => minuteAt(read, readyAt))) };
}

/**
 * Couriers begin at the kitchen with all their boxes and end at their last door. When the vehicles do not take all boxes
 * at once, the period is cut into trips of equal length, each from and to the kitchen.
 */
export function mealTrips(ground: Ground, calls: readonly Call[]): Trip[] {
  const { read, planned, places, table } = ground;
  const kitchen = kitchenOf(read, planned);
  if (!kitchen) return [];
  const at = places.row(kitchen.at);
  const { before, after } = read.handing.pickup;
  const rows = read.workers.flatMap((worker) => {
    const row = rowOf(worker, ground);
    if (!row) return [];
    const way = table.minutes[row.start]?.[at] ?? 0;
    const leave = Math.max(row.shift.from + way + before, kitchen.ready) + after;
    return [{ worker, row: { ...row, start: at, shift: { ...row.shift, from: leave } }, way }];
  });
  const boxes = sum(calls.map(({ visit }) => visit.load));
  const trips = Math.min(MOST_TRIPS, Math.ceil(boxes / Math.max(1, sum(rows.map(({ row }) => row.capacity)))));
  const first = Math.min(...calls.map(({ visit }) => visit.window.from));
  const last = Math.max(...calls.map(({ visit }) => visit.window.to));
  return rows.flatMap(({ worker, row, way }) =>
    Array.from({ length: Math.max(1, trips) }, (_, n): Trip => {
      const cut = (k: number) => first + (k * (last - first)) / trips;
      const isLast = n >= trips - 1;
      const from = n === 0 ? row.shift.from : Math.max(row.shift.from, cut(n) + before + after);
      return {
        worker,
        before: n === 0 ? way + before + after : before + after,
        row: {
          ...row,
          id: n === 0 ? row.id : `${row.id} ${n}`,
          end: isLast ? anywhere(places) : at,
          shift: { from, to: isLast ? row.shift.to : Math.min(row.shift.to, cut(n + 1)) },
        },
      };
    }).filter(({ row: { shift } }) => shift.from < shift.to),
  );
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
