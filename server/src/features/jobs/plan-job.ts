import {
  at,
  plusDays,
  plusMinutes,
  serviceDayOf,
  type DecisionTime,
  type Instant,
  type JobId,
  type Point,
  type RuleOf,
  type SeatId,
  type SeatNeed,
  type ServiceItem,
  type TimeWindow,
} from '@nuanlin/shared';
import type { JobFacts, LineFacts } from '../../events/index.ts';
import type { Home } from './asks.ts';
import type { Job, Pickup } from './job.ts';
import type { Seat } from './seat.ts';

interface Planning {
  readonly jobId: JobId;
  readonly line: LineFacts;
  readonly item: ServiceItem;
  readonly home: Home;
  /** Where a meal is fetched, and its kitchen's pace; null for a visit. */
  readonly kitchen: { readonly at: Point; readonly pace: RuleOf<'kitchen'> } | null;
  readonly decisionTimes: RuleOf<'decision_times'>;
  readonly district: { readonly id: Job['districtId']; readonly zone: string };
  readonly now: Instant;
}

/** What a confirmed line asks of people on the spot. */
export function planJob({ jobId, line, item, home, kitchen, decisionTimes, district, now }: Planning): Job {
  const { work, window } = line;
  const onDemand = work.kind === 'meal' && work.onDemand;
  const pickup: Pickup | null =
    work.kind === 'meal' && kitchen !== null
      ? { canteenId: work.canteenId, at: kitchen.at, readyAt: readyAt(onDemand, window, now, kitchen.pace) }
      : null;
  return {
    id: jobId,
    version: 1,
    source: { kind: 'line', lineId: line.lineId },
    itemCode: work.kind === 'meal' ? 'meal' : work.itemCode,
    elderId: line.elderId,
    areaPath: line.areaPath,
    operatorPath: line.operatorPath,
    districtId: district.id,
    window,
    minutes: work.kind === 'meal' ? item.minutes : work.minutes,
    place: { at: home.at, compound: home.compound, building: home.building, floor: home.floor, lift: home.lift },
    pickup,
    batch: work.kind === 'meal' && !work.onDemand ? batchOf(line, home) : null,
    decisionAt: onDemand
      ? plusMinutes(window.to, -decisionTimes.onDemandMeal)
      : decisionAt(decisionTimes.byItem[work.kind === 'meal' ? 'meal' : work.itemCode], window, district.zone),
    load: work.kind === 'meal' ? (work.dishes.length > 0 ? 1 : 0) : 0,
    risk: home.risk,
    openedAt: now,
    lostBy: [],
  };
}

/** Booked meals of one canteen, meal period and compound leave together. */
const batchOf = ({ day, work }: LineFacts, { compound }: Home): string | null =>
  work.kind === 'meal' ? `${work.canteenId} ${day} ${work.period} ${compound}` : null;

/** The canteen, day and period that a batch is of; null for what leaves singly. */
export function bookedFor({ batch }: Pick<Job, 'batch'>) {
  const [canteenId, day, period] = (batch ?? '').split(' ');
  return canteenId && day && period ? { canteenId, day, period } : null;
}

/** Ready shortly before the window opens; on demand as soon as the kitchen can, until it says better. */
function readyAt(onDemand: boolean, window: TimeWindow, now: Instant, pace: RuleOf<'kitchen'>): Instant {
  const planned = plusMinutes(window.from, -pace.readyBefore);
  const soonest = plusMinutes(now, pace.cooking);
  return onDemand && soonest > planned ? soonest : planned;
}

/** 最晚决定时间 (D5): from then on somebody at a desk is asked. */
function decisionAt(decision: DecisionTime, window: TimeWindow, zone: string): Instant {
  if (decision.rule === 'minutes_before') return plusMinutes(window.from, -decision.minutes);
  return at(plusDays(serviceDayOf(window.from, zone), -1), decision.at, zone);
}

/** The crew's seats, numbered from 1; the first leads. */
export function planSeats(job: Job, line: LineFacts, item: ServiceItem, home: Home, newSeatId: () => SeatId): Seat[] {
  return item.seats.map((need, index) => ({
    id: newSeatId(),
    jobId: job.id,
    number: index + 1,
    role: need.role,
    kinds: kindsOf(need, line, item, home),
    skills: need.skills,
    certificates: need.certificates,
    sex: sexOf(need, item, home),
    wanted: line.crew[index] ?? null,
    version: 1,
    state: 'open',
  }));
}

/** At least one of the elder's sex where the item says so; the elder's own wish is hard for everybody who baths (D5). */
function sexOf(need: SeatNeed, { kind }: ServiceItem, { sex, bathedBy }: Home): Seat['sex'] {
  if (kind === 'bathing' && bathedBy !== 'any') return bathedBy;
  return need.sex === 'as_elder' ? sex : null;
}

/** Who is paid with credit is a volunteer; volunteers are not sent to everybody. */
function kindsOf({ by }: SeatNeed, { work }: LineFacts, item: ServiceItem, { asks }: Home): Seat['kinds'] {
  const byCredit = work.kind === 'service' && work.payWith === 'credit';
  const noVolunteer = item.notByVolunteersFor.some((mobility) => mobility !== 'walks' && asks.includes(mobility));
  return by.filter((kind) => (kind === 'volunteer' ? !noVolunteer : !byCredit));
}

/** What events say of a job. */
export const factsOf = (job: Job): JobFacts => ({
  jobId: job.id,
  districtId: job.districtId,
  source: job.source,
  itemCode: job.itemCode,
  elderId: job.elderId,
  areaPath: [...job.areaPath],
  operatorPath: [...job.operatorPath],
  window: job.window,
  version: job.version,
});
