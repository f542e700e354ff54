import type { ClientSession } from 'mongoose';
import type { CanteenId, Instant, JobId, LineId } from '@nuanlin/shared';
import type { LineFacts } from '../../events/index.ts';
import { unscoped } from '../../platform/access/scope.ts';
import type { NewId } from '../../platform/ids.ts';
import type { Deadlines } from '../../platform/deadlines.ts';
import type { Handling } from '../../platform/events.ts';
import type { Advancing } from './advance.ts';
import type { Asks } from './asks.ts';
import { cancelSeats, moveJob } from './give-back.ts';
import type { Job } from './job.ts';
import { watchMeal } from './late-meal.ts';
import type { Work } from './jobs.store.ts';
import { factsOf, planJob, planSeats } from './plan-job.ts';

export interface OpenJobPorts extends Advancing {
  readonly asks: Asks;
  readonly deadlines: Deadlines;
  readonly newId: NewId;
}

const HANDLER = unscoped('a confirmed line becomes a job, whoever ordered it');

/** A confirmed line becomes a job, if it needs people on the spot; once for a line. */
export async function openJob(line: LineFacts, { tx, now }: Handling, ports: OpenJobPorts): Promise<void> {
  const planned = await planWork(line, now, ports);
  if (!planned) return;
  await tx(async (session) => {
    if (await ports.jobs.isNews(line, session)) await enter(planned, line, ports, session);
  });
}

/** A confirmed line has another day, window or content: its job follows, and is opened when it was not heard of yet. */
export async function followLine(line: LineFacts, { tx, now }: Handling, ports: OpenJobPorts): Promise<void> {
  const planned = await planWork(line, now, ports);
  await tx(async (session) => {
    if (!(await ports.jobs.isNews(line, session))) return;
    const work = await ports.jobs.ofLine(HANDLER, line.lineId, session);
    if (!planned) await cancelSeats(work, 'line_changed', ports, session);
    else if (!work) await enter(planned, line, ports, session);
    else if (!isSameWork(work, planned)) {
      const { job } = await moveJob(work, planned, now, ports, session);
      await watch(job, ports, session);
    }
  });
}

/** Whether those who come would notice nothing of a change. */
const isSameWork = ({ job: a, seats: before }: Work, { job: b, seats: after }: Work): boolean =>
  a.window.from === b.window.from &&
  a.window.to === b.window.to &&
  a.minutes === b.minutes &&
  a.pickup?.canteenId === b.pickup?.canteenId &&
  a.operatorPath.join() === b.operatorPath.join() &&
  before.every(({ kinds }, n) => kinds.join() === after[n]?.kinds.join());

async function enter(
  { job: planned, seats }: Work,
  { lineId }: LineFacts,
  ports: OpenJobPorts,
  session: ClientSession,
): Promise<void> {
  const said = planned.pickup && (await ports.jobs.readyAt(lineId, session));
  const job = planned.pickup && said ? { ...planned, pickup: { ...planned.pickup, readyAt: said } } : planned;
  await ports.jobs.insert({ job, seats }, session);
  await watch(job, ports, session);
  await ports.events.add({ type: 'job_opened', facts: factsOf(job) }, session);
}

/** When somebody has to be asked about the job, whatever becomes of its offers. */
async function watch(job: Job, { deadlines, asks }: OpenJobPorts, session: ClientSession): Promise<void> {
  await deadlines.set('jobs.decide', job.id, job.decisionAt, session);
  if (job.pickup) await watchMeal(job, await asks.rule('watches', job), deadlines, session);
}

/** The work of a line as it would be opened; null for a meal that nobody has to bring. */
async function planWork(line: LineFacts, now: Instant, { asks, newId }: OpenJobPorts): Promise<Work | null> {
  const { work } = line;
  if (work.kind === 'meal' && work.way !== 'delivery') return null;
  const item = work.kind === 'meal' ? await asks.itemByCode('meal') : await asks.item(work.itemId);
  const home = await asks.home(line.elderId);
  const district = await asks.district(line.areaPath);
  if (!district) throw new Error(`no district serves the area of line ${line.lineId}`);
  const kitchen = work.kind === 'meal' ? await kitchenOf(work.canteenId, asks) : null;
  const decisionTimes = await asks.decisionTimes(line.areaPath);
  const job = planJob({ jobId: newId('job'), line, item, home, kitchen, decisionTimes, district, now });
  return { job, seats: planSeats(job, line, item, home, () => newId('seat')) };
}

async function kitchenOf(canteenId: CanteenId, asks: Asks) {
  const { at, operatorPath } = await asks.canteen(canteenId);
  return { at, pace: await asks.kitchenPace(operatorPath) };
}

/** A kitchen said when a box will stand ready: whoever fetches it comes then. Heard before the job is open, it is kept. */
export async function hearKitchen(
  { lineId, readyAt }: { readonly lineId: LineId; readonly readyAt: Instant },
  { tx }: Handling,
  { jobs, events }: Advancing,
): Promise<void> {
  await tx(async (session) => {
    await jobs.keepReadyAt(lineId, readyAt, session);
    const work = await jobs.ofLine(HANDLER, lineId, session);
    if (!work?.job.pickup || work.job.pickup.readyAt === readyAt) return;
    const job = { ...work.job, version: work.job.version + 1, pickup: { ...work.job.pickup, readyAt } };
    await jobs.saveJob(work.job, job, session);
    await events.add({ type: 'job_ready_changed', facts: { ...factsOf(job), readyAt } }, session);
  });
}

/** A seat still free at its decision time: people are asked (D5). */
export async function decisionTimePassed(jobId: JobId, { tx }: Handling, { jobs, events }: Advancing): Promise<void> {
  await tx(async (session) => {
    const { job, seats } = await jobs.get(unscoped('a deadline of the job itself'), jobId, session);
    if (seats.some(({ state }) => state === 'open' || state === 'offered' || state === 'held')) {
      await events.add({ type: 'decision_time_passed', facts: factsOf(job) }, session);
    }
  });
}
