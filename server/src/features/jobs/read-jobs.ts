import type { JobId, LineId, VisitView } from '@nuanlin/shared';
import { unscoped } from '../../platform/access/scope.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import type { Asks } from './asks.ts';
import { jobStateOf } from './job.ts';
import type { JobStore, Work } from './jobs.store.ts';
import { isTaken } from './seat.ts';
import { visitCode, type VisitCode } from './visit-code.ts';
import { whoComes } from './who-comes.ts';

/** @throws NOT_FOUND */
export const getJob = ({ scope, jobId }: SignedIn & { jobId: JobId }, { jobs }: { jobs: JobStore }): Promise<Work> =>
  jobs.get(scope, jobId);

/** Work that the caller has accepted and not ended, soonest first. */
export async function myJobs({ scope, actor }: SignedIn, { jobs }: { jobs: JobStore }): Promise<Work[]> {
  const works = await jobs.underWay(scope, actor.personId);
  return works.sort((a, b) => a.job.window.from.localeCompare(b.job.window.from));
}

/** The code and the passphrase of a visit, for the elder's side. @throws NOT_FOUND */
export async function readVisitCode(
  { scope, jobId }: SignedIn & { jobId: JobId },
  { jobs, secret }: { jobs: JobStore; secret: Buffer },
): Promise<VisitCode> {
  const { job } = await jobs.get(scope, jobId);
  return visitCode(job.id, secret);
}

const VISITS = unscoped('orders asked for lines that it had read within its own scope');

/** Who comes for lines, and how far that is; a line without work on the spot has none. */
export async function visitsOf(
  lineIds: readonly LineId[],
  { jobs, asks }: { jobs: JobStore; asks: Asks },
): Promise<ReadonlyMap<LineId, VisitView>> {
  const works = await jobs.ofLines(VISITS, lineIds);
  const visitors = await whoComes(
    works.flatMap(({ seats }) => seats),
    asks,
  );
  return new Map(
    works.flatMap(({ job, seats }): [LineId, VisitView][] => {
      if (job.source.kind !== 'line') return [];
      const comes = seats.filter(isTaken);
      const workers = comes.flatMap(({ workerId, state }) => {
        const visitor = visitors.get(workerId);
        return visitor ? [{ ...visitor, state }] : [];
      });
      return [
        [job.source.lineId, { jobId: job.id, state: jobStateOf(seats), runId: comes[0]?.runId ?? null, workers }],
      ];
    }),
  );
}
