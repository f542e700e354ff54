import type { JobId } from '@nuanlin/shared';
import type { SignedIn } from '../../platform/http/route.ts';
import type { JobStore, Work } from './jobs.store.ts';
import { visitCode, type VisitCode } from './visit-code.ts';

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
