import { Random } from '@nuanlin/dispatch-engine';
import {
  defaultRule,
  plusMinutes,
  type Instant,
  type OperatorId,
  type PlanSubject,
  type Point,
  type ServiceDay,
  writeId,
} from '@nuanlin/shared';
import type { Available } from '../src/features/dispatch/index.ts';
import type { DayRead } from '../src/features/dispatch/plans/day.ts';
import type { Work } from '../src/features/jobs/index.ts';

/** Days as large as the product promises to plan, made from a seed: a town of compounds whose buildings have many doors. */

const DAY = '2026-06-18' as ServiceDay;
const NOON = { from: '2026-06-18T02:50:00.000Z' as Instant, to: '2026-06-18T03:50:00.000Z' as Instant };
const MORNING = '2026-06-18T00:00:00.000Z' as Instant;
const KITCHEN: Point = { lon: 120, lat: 30 };
/** Degrees of half a town of 3 km. */
const HALF = 0.0145;

type Kind = 'person' | 'elder' | 'job' | 'seat' | 'operator' | 'district' | 'canteen' | 'line' | 'run';
const idOf = <K extends Kind>(kind: K, n: number) =>
  writeId(
    kind,
    n,
    Uint8Array.from({ length: 16 }, (_, i) => (n >> i) & 31),
  );
const operator: OperatorId = idOf('operator', 1);
const districtId = idOf('district', 1);

const spot = (random: Random): Point => ({
  lon: KITCHEN.lon + (random.unit() * 2 - 1) * HALF,
  lat: KITCHEN.lat + (random.unit() * 2 - 1) * HALF,
});

function workOf(n: number, place: { at: Point; building: string }, change: Partial<Work['job']>): Work {
  const jobId = idOf('job', n);
  return {
    job: {
      id: jobId,
      version: 1,
      source: { kind: 'line', lineId: idOf('line', n) },
      itemCode: 'cleaning',
      elderId: idOf('elder', n),
      areaPath: [],
      operatorPath: [operator],
      districtId,
      window: NOON,
      minutes: 3,
      place: { at: place.at, compound: '柳荫里', building: place.building, floor: 1 + (n % 6), lift: false },
      pickup: null,
      batch: null,
      decisionAt: NOON.from,
      load: 0,
      risk: 0,
      openedAt: MORNING,
      lostBy: [],
      ...change,
    },
    seats: [
      {
        id: idOf('seat', n),
        jobId,
        number: 1,
        role: 'lead',
        kinds: ['courier', 'staff'],
        skills: [],
        certificates: [],
        sex: null,
        wanted: null,
        version: 1,
        state: 'open',
      },
    ],
  };
}

const worker = (n: number, kind: 'courier' | 'staff', place: Point): Available => ({
  id: idOf('person', n),
  name: `人员${n}`,
  kind,
  sex: 'female',
  operatorPath: [operator],
  skills: [],
  certificates: [],
  papers: [],
  vehicle: 'ebike',
  capacity: 30,
  shifts: [{ from: MORNING, to: plusMinutes(MORNING, 600) }],
  online: true,
  place,
  busy: [],
});

const readOf = (subject: PlanSubject, works: readonly Work[], workers: readonly Available[]): DayRead => ({
  subject,
  zone: 'Asia/Shanghai',
  now: MORNING,
  works,
  runs: [],
  workers,
  wishes: new Map(),
  handing: defaultRule('handing'),
  weights: defaultRule('dispatch_weights').weights,
  absentIds: [],
  pins: [],
});

/** Booked lunches of one kitchen, a few to a building. */
export function madeNoon(meals: number, couriers: number, seed: number): DayRead {
  const random = new Random(seed);
  const buildings = Array.from({ length: Math.ceil(meals / 3) }, (_, n) => ({ at: spot(random), building: `${n}` }));
  const canteenId = idOf('canteen', 1);
  const pickup = { canteenId, at: KITCHEN, readyAt: plusMinutes(NOON.from, -10) };
  const works = Array.from({ length: meals }, (_, n) => {
    const building = buildings[random.below(buildings.length)] ?? { at: KITCHEN, building: '0' };
    return workOf(n, building, { pickup, load: 1, batch: `${canteenId} ${DAY} lunch 柳荫里` });
  });
  const staff = Array.from({ length: couriers }, (_, n) => worker(n, 'courier', KITCHEN));
  return readOf({ kind: 'meals', districtId, canteenId, day: DAY, period: 'lunch' }, works, staff);
}

/** Visits of an hour, agreed on for half hours of a day. */
export function madeVisits(visits: number, carers: number, seed: number): DayRead {
  const random = new Random(seed);
  const works = Array.from({ length: visits }, (_, n) => {
    const from = plusMinutes(MORNING, 30 * (1 + random.below(16)));
    return workOf(
      n,
      { at: spot(random), building: `${n}` },
      { window: { from, to: plusMinutes(from, 60) }, minutes: 60 },
    );
  });
  const staff = Array.from({ length: carers }, (_, n) => worker(n, 'staff', spot(random)));
  return readOf({ kind: 'visits', districtId, operatorId: operator, day: DAY }, works, staff);
}
