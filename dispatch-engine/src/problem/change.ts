import { putWorker, takeWorker, type Board } from './board.ts';
import type { Job, Minute } from './job.ts';
import type { PlannedRun } from './snapshot.ts';
import type { Worker } from './worker.ts';

/** What can happen to a board. A worker or job that is there already is replaced by what is said now. */
export type BoardChange =
  | { readonly type: 'time'; readonly now: Minute }
  | { readonly type: 'plan'; readonly plan: readonly PlannedRun[] }
  | { readonly type: 'job'; readonly job: Job }
  | { readonly type: 'job-gone'; readonly jobId: string }
  | { readonly type: 'worker'; readonly worker: Worker }
  | { readonly type: 'worker-gone'; readonly workerId: string };

/** Moves a board on, in place: a city's board is never built twice. The caller vouches for ids and numbers. */
export function change(board: Board, what: BoardChange): void {
  switch (what.type) {
    case 'time':
      board.now = what.now;
      return;
    case 'plan':
      board.plan = what.plan;
      board.planned = new Set(what.plan.map(({ workerId }) => workerId));
      return;
    case 'job':
      board.jobs.set(what.job.id, what.job);
      return;
    case 'job-gone':
      board.jobs.delete(what.jobId);
      return;
    case 'worker':
      putWorker(board, what.worker);
      return;
    case 'worker-gone':
      takeWorker(board, what.workerId);
  }
}
