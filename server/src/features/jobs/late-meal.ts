import type { ClientSession } from 'mongoose';
import { plusMinutes, type JobId, type RuleOf } from '@nuanlin/shared';
import { unscoped } from '../../platform/access/scope.ts';
import type { Deadlines } from '../../platform/deadlines.ts';
import type { Handling } from '../../platform/events.ts';
import type { Advancing } from './advance.ts';
import type { Job } from './job.ts';
import { factsOf } from './plan-job.ts';
import { hasEnded, isTaken } from './seat.ts';

export const LATE = 'jobs.late';
export const VERY_LATE = 'jobs.very_late';

const WATCH = unscoped('a watch on the promise of the job itself');

/** Two watches on a meal's promise, the sooner for whoever lives alone or takes insulin (D4). */
export async function watchMeal(
  { id, window, risk }: Job,
  { lateMeal, lateMealFragile }: RuleOf<'watches'>,
  deadlines: Deadlines,
  session: ClientSession,
): Promise<void> {
  const { first, dispatcher } = risk > 0 ? lateMealFragile : lateMeal;
  await deadlines.set(LATE, id, plusMinutes(window.to, first), session);
  await deadlines.set(VERY_LATE, id, plusMinutes(window.to, dispatcher), session);
}

/** Late: whoever brings it and the canteen are told. */
export async function mealLate(jobId: JobId, { tx }: Handling, { jobs, events }: Advancing): Promise<void> {
  await tx(async (session) => {
    const { job, seats } = await jobs.get(WATCH, jobId, session);
    if (!job.pickup || seats.every(hasEnded)) return;
    const workerIds = seats.flatMap((seat) => (isTaken(seat) ? [seat.workerId] : []));
    const { canteenId } = job.pickup;
    await events.add({ type: 'meal_late', facts: { ...factsOf(job), canteenId, workerIds } }, session);
  });
}

/** Still not there: the dispatcher is alarmed. */
export async function mealVeryLate(jobId: JobId, { tx }: Handling, { jobs, events }: Advancing): Promise<void> {
  await tx(async (session) => {
    const { job, seats } = await jobs.get(WATCH, jobId, session);
    if (seats.every(hasEnded)) return;
    await events.add({ type: 'promise_in_danger', facts: { ...factsOf(job), kind: 'late' } }, session);
  });
}
