import { z } from 'zod';
import { jobRow, jobState, offerState, seatView, type ConsoleView, type FeedEntry, type JobRow } from '@nuanlin/shared';

const jobHeard = jobRow
  .pick({
    id: true,
    itemCode: true,
    elderId: true,
    elderName: true,
    room: true,
    at: true,
    window: true,
    decisionAt: true,
    freeSeatIds: true,
  })
  .extend({ state: jobState, seats: z.array(seatView) });

const offerHeard = z.object({
  id: z.string(),
  jobIds: z.array(z.string()),
  state: offerState,
  leaseUntil: jobRow.shape.leaseUntil.unwrap(),
});

const ENDED: ReadonlySet<JobRow['state']> = new Set(['completed', 'failed', 'cancelled']);

/** The desk's picture after an entry of the district's stream; what is not newer than it is dropped. */
export function afterEntry(view: ConsoleView, entry: FeedEntry): ConsoleView {
  if (entry.entity.kind === 'job') return afterJob(view, entry);
  if (entry.entity.kind === 'offer') return afterOffer(view, entry);
  return view;
}

function afterJob(view: ConsoleView, { view: heard, version, entity }: FeedEntry): ConsoleView {
  const before = view.jobs.find(({ id }) => id === entity.id);
  const read = jobHeard.safeParse(heard);
  if (!read.success || (before && before.version >= version)) return view;
  const { seats, ...job } = read.data;
  const others = view.jobs.filter(({ id }) => id !== job.id);
  if (ENDED.has(job.state)) return { ...view, jobs: others };
  const row: JobRow = {
    ...job,
    version,
    workers: seats.flatMap(({ worker }) => (worker ? [worker] : [])),
    seats: seats.length,
    pendingOffers: before?.pendingOffers ?? 0,
    leaseUntil: before?.leaseUntil ?? null,
    held: null,
    impossible: null,
  };
  return { ...view, jobs: [...others, row].toSorted(byWindow) };
}

function afterOffer(view: ConsoleView, { view: heard }: FeedEntry): ConsoleView {
  const read = offerHeard.safeParse(heard);
  if (!read.success) return view;
  const { jobIds, state, leaseUntil } = read.data;
  const pending = state === 'pending';
  const jobs = view.jobs.map((row) =>
    jobIds.includes(row.id)
      ? {
          ...row,
          pendingOffers: Math.max(0, row.pendingOffers + (pending ? 1 : -1)),
          leaseUntil: pending ? leaseUntil : row.pendingOffers > 1 ? row.leaseUntil : null,
        }
      : row,
  );
  return { ...view, jobs };
}

const byWindow = (a: JobRow, b: JobRow): number => a.window.from.localeCompare(b.window.from);

/** What stands where in the dispatcher's list. */
export const LISTS = ['act', 'meals', 'visits', 'all'] as const;
export type List = (typeof LISTS)[number];

/** Work that waits for somebody at the desk: nobody may do it, or its decision time is near or past. */
export const needsHand = (row: JobRow, now: string): boolean =>
  row.freeSeatIds.length > 0 && (row.impossible !== null || row.decisionAt <= now);

export function inList(list: List, row: JobRow, now: string): boolean {
  switch (list) {
    case 'act':
      return needsHand(row, now);
    case 'meals':
      return row.itemCode === 'meal';
    case 'visits':
      return row.itemCode !== 'meal';
    case 'all':
      return true;
  }
}
