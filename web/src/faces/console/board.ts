import { z } from 'zod';
import {
  asked,
  jobRow,
  jobState,
  offerState,
  runLine,
  seatView,
  type ConsoleView,
  type FeedEntry,
  type JobRow,
  type WorkerRow,
} from '@nuanlin/shared';

const jobHeard = jobRow
  .omit({ version: true, workers: true, seats: true, asked: true, held: true, impossible: true })
  .extend({ state: jobState, seats: z.array(seatView) });
const offerHeard = asked.extend({ jobIds: z.array(z.string()), state: offerState, run: runLine.nullable() });
const runHeard = runLine.extend({ state: z.enum(['accepted', 'departed', 'ended', 'dissolved']) });
const outcomeHeard = jobRow.pick({ held: true, impossible: true }).extend({ jobId: z.string() });
const workerHeard = z.object({ id: z.string(), online: z.boolean() });

const ENDED: ReadonlySet<JobRow['state']> = new Set(['completed', 'failed', 'cancelled']);

/** The desk's picture after an entry of the district's stream; what is not newer than it is dropped. */
export function afterEntry(view: ConsoleView, entry: FeedEntry): ConsoleView {
  switch (entry.entity.kind) {
    case 'job':
      return afterJob(view, entry);
    case 'offer':
      return afterOffer(view, entry);
    case 'run':
      return afterRun(view, entry);
    case 'outcome':
      return afterOutcome(view, entry);
    case 'worker':
      return afterPresence(view, entry);
    default:
      return view;
  }
}

function afterJob(view: ConsoleView, { view: heard, version, entity }: FeedEntry): ConsoleView {
  const before = view.jobs.find(({ id }) => id === entity.id);
  const read = jobHeard.safeParse(heard);
  if (!read.success || (before && before.version >= version)) return view;
  const { seats, ...job } = read.data;
  const others = view.jobs.filter(({ id }) => id !== job.id);
  if (ENDED.has(job.state)) return { ...view, jobs: others };
  const waits = job.freeSeatIds.length > 0;
  const row: JobRow = {
    ...job,
    version,
    workers: seats.flatMap(({ worker, state }) => (worker ? [{ ...worker, state }] : [])),
    seats: seats.length,
    asked: before?.asked ?? [],
    held: (waits && before?.held) || null,
    impossible: (waits && before?.impossible) || null,
  };
  return { ...view, jobs: [...others, row].toSorted(byWindow) };
}

/** An offer waits at its jobs until it ends; once accepted its run stands on the desk. */
function afterOffer(view: ConsoleView, { view: heard }: FeedEntry): ConsoleView {
  const read = offerHeard.safeParse(heard);
  if (!read.success) return view;
  const { jobIds, state, run, ...offer } = read.data;
  const jobs = view.jobs.map((row) => {
    if (!jobIds.includes(row.id)) return row;
    const others = row.asked.filter(({ id }) => id !== offer.id);
    return state === 'pending'
      ? { ...row, asked: [...others, offer], held: null, impossible: null }
      : { ...row, asked: others };
  });
  return { ...view, jobs, runs: run ? [...view.runs.filter(({ id }) => id !== run.id), run] : view.runs };
}

function afterRun(view: ConsoleView, { view: heard }: FeedEntry): ConsoleView {
  const read = runHeard.safeParse(heard);
  if (!read.success) return view;
  const { state, ...run } = read.data;
  const others = view.runs.filter(({ id }) => id !== run.id);
  return { ...view, runs: isOver(state) ? others : [...others, { ...run, state }] };
}

const isOver = (state: z.infer<typeof runHeard>['state']): state is 'ended' | 'dissolved' =>
  state === 'ended' || state === 'dissolved';

function afterOutcome(view: ConsoleView, { view: heard }: FeedEntry): ConsoleView {
  const read = outcomeHeard.safeParse(heard);
  if (!read.success) return view;
  const { jobId, held, impossible } = read.data;
  const jobs = view.jobs.map((row) =>
    row.id === jobId && row.freeSeatIds.length > 0 ? { ...row, held, impossible } : row,
  );
  return { ...view, jobs };
}

function afterPresence(view: ConsoleView, { view: heard }: FeedEntry): ConsoleView {
  const read = workerHeard.safeParse(heard);
  if (!read.success) return view;
  const { id, online } = read.data;
  const workers = view.workers.map((worker) =>
    worker.id === id ? { ...worker, state: online ? ('free' as const) : ('offline' as const) } : worker,
  );
  return { ...view, workers };
}

/** The workers as runs and offers make them: busy with a run, asked, free, or away. */
export function workersOf({ workers, jobs, runs }: ConsoleView): WorkerRow[] {
  const runOf = new Map<string, ConsoleView['runs'][number]>();
  for (const run of runs) if (run.state === 'departed' || !runOf.has(run.workerId)) runOf.set(run.workerId, run);
  const askedNow = new Set<string>(jobs.flatMap((row) => row.asked.map(({ to }) => to.id)));
  return workers.map((worker): WorkerRow => {
    const run = runOf.get(worker.id);
    const free = askedNow.has(worker.id) ? 'offered' : 'free';
    return {
      ...worker,
      runId: run?.id ?? null,
      state: worker.state === 'offline' ? 'offline' : run ? 'busy' : free,
      position: run?.id === worker.runId ? worker.position : null,
    };
  });
}

const byWindow = (a: JobRow, b: JobRow): number => a.window.from.localeCompare(b.window.from);
