import { contract } from '@nuanlin/shared';
import { routesWith, type SignedIn } from '../../platform/http/route.ts';
import { fail } from './end-visit.ts';
import { releaseSeat } from './give-back.ts';
import { jobPresenter } from './job.presenter.ts';
import type { Work } from './jobs.store.ts';
import { getJob, myJobs, readVisitCode } from './read-jobs.ts';
import * as steps from './work-steps.ts';

export function jobsRoutes(ports: Omit<steps.StepPorts, 'tx'>) {
  const { route } = routesWith(ports);
  const presentJob = jobPresenter(ports.asks, ports.jobs, ports.secret);
  const presentAll = async (works: readonly Work[], viewer: SignedIn) => ({
    jobs: await Promise.all(works.map((work) => presentJob(work, viewer))),
  });
  return {
    mine: route(contract.jobs.mine, myJobs, presentAll),
    get: route(contract.jobs.get, getJob, presentJob),
    visitCode: route(contract.jobs.visitCode, readVisitCode, (code) => code),
    depart: route(contract.jobs.depart, steps.depart, presentJob),
    arrive: route(contract.jobs.arrive, steps.arrive, presentJob),
    check: route(contract.jobs.check, steps.check, presentJob),
    start: route(contract.jobs.start, steps.start, presentJob),
    finish: route(contract.jobs.finish, steps.finish, presentJob),
    handOver: route(contract.jobs.handOver, steps.handOver, presentJob),
    fail: route(contract.jobs.fail, fail, presentJob),
    release: route(contract.jobs.release, releaseSeat, presentJob),
  };
}
