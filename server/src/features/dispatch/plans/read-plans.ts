import {
  id,
  MEAL_PERIODS,
  plusDays,
  serviceDayOf,
  streamOf,
  type CanteenId,
  type DistrictId,
  type MealPeriod,
  type OperatorId,
  type PlanDay,
  type PlanId,
  type PlanSubject,
  type SeatState,
  type ServiceDay,
} from '@nuanlin/shared';
import { headsOf } from '../../../platform/feed/entries.ts';
import type { SignedIn } from '../../../platform/http/route.ts';
import { bookedFor, isTaken, type Work } from '../../jobs/index.ts';
import type { DayRead } from './day.ts';
import { subjectKey, type Plan } from './plan.ts';
import type { PlanPorts } from './ports.ts';
import { districtFor, readDay } from './read-day.ts';

/** @throws NOT_FOUND */
export const getPlan = ({ planId, scope }: SignedIn & { planId: PlanId }, { plans }: PlanPorts): Promise<Plan> =>
  plans.get(scope, planId);

export interface DayOfPlan {
  readonly asOf: PlanDay['asOf'];
  readonly read: DayRead;
  readonly plan: Plan | null;
}

type OfMeals = SignedIn & { districtId: DistrictId; canteenId: CanteenId; day: ServiceDay; period: MealPeriod };

export const dayOfMeals = ({ districtId, canteenId, day, period, ...request }: OfMeals, ports: PlanPorts) =>
  readPlanDay({ kind: 'meals', districtId, canteenId, day, period }, request, ports);

type OfVisits = SignedIn & { districtId: DistrictId; operatorId: OperatorId; day: ServiceDay };

export const dayOfVisits = ({ districtId, operatorId, day, ...request }: OfVisits, ports: PlanPorts) =>
  readPlanDay({ kind: 'visits', districtId, operatorId, day }, request, ports);

/** @throws NOT_FOUND for a district outside the caller's areas */
async function readPlanDay(subject: PlanSubject, { scope, now }: SignedIn, ports: PlanPorts): Promise<DayOfPlan> {
  const asOf = await headsOf([streamOf('district', subject.districtId)]);
  const plan = await ports.plans.latestOf(scope, subject);
  const { pins, absentIds } = plan ?? { pins: [], absentIds: [] };
  return { asOf, read: await readDay(scope, { subject, pins, absentIds }, now, ports), plan };
}

export interface Plannable {
  readonly subject: PlanSubject;
  readonly seats: number;
  readonly open: number;
}

const LIVE: readonly SeatState[] = ['open', 'offered', 'held', 'assigned'];
/** The week that a desk plans. */
const DAYS = 7;

/** What could be planned in a district in the coming week: canteens by period, providers by day. @throws NOT_FOUND */
export async function plannableIn(
  { districtId, scope, now }: SignedIn & { districtId: DistrictId },
  ports: PlanPorts,
): Promise<Plannable[]> {
  const { zone } = await districtFor({ districtId }, scope, ports);
  const today = serviceDayOf(now, zone);
  const until = plusDays(today, DAYS);
  const found = new Map<string, Plannable>();
  for (const work of await ports.jobs.inDistrict(scope, districtId, LIVE)) {
    const subject = subjectOf(work, zone);
    if (!subject || subject.day < today || subject.day >= until) continue;
    const key = subjectKey(subject);
    const { seats, open } = found.get(key) ?? { seats: 0, open: 0 };
    const free = work.seats.filter((seat) => seat.state !== 'cancelled' && !isTaken(seat)).length;
    found.set(key, { subject, seats: seats + work.seats.length, open: open + free });
  }
  return [...found.values()].toSorted((a, b) => subjectKey(a.subject).localeCompare(subjectKey(b.subject)));
}

const canteenId = id('canteen');
const isPeriod = (name: string): name is MealPeriod => name in MEAL_PERIODS;

function subjectOf({ job, seats }: Work, zone: string): PlanSubject | null {
  const { districtId } = job;
  const booked = bookedFor(job);
  if (booked) {
    const { period } = booked;
    const day = booked.day as ServiceDay;
    return isPeriod(period)
      ? { kind: 'meals', districtId, canteenId: canteenId.parse(booked.canteenId), day, period }
      : null;
  }
  const [operatorId] = job.operatorPath;
  if (job.pickup || !operatorId || !seats.some(({ kinds }) => kinds.includes('staff'))) return null;
  return { kind: 'visits', districtId, operatorId, day: serviceDayOf(job.window.from, zone) };
}
