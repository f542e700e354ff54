import { contract, streamOf } from '@nuanlin/shared';
import { headsOf } from '../../platform/feed/entries.ts';
import { asIs, routesWith, type SignedIn } from '../../platform/http/route.ts';
import type { JobAsks } from '../jobs/index.ts';
import { acceptOffer } from './accept-offer.ts';
import { assignSeat } from './assign-seat.ts';
import { broadcastJob } from './broadcast-job.ts';
import { presentEarnings, readEarnings } from './read-earnings.ts';
import { dispatchPresenter } from './dispatch.presenter.ts';
import { rejectOffer, rescindOffer } from './end-offer.ts';
import { candidatesFor, explainSeat, presentExplained, presentJudged, type Judged } from './explain-seat.ts';
import { nameStaff, staffFor } from './name-staff.ts';
import type { DispatchPorts } from './ports.ts';
import { presentJobDispatch, readJobDispatch } from './job-dispatch.ts';
import { boardPresenter, readProviderBoard } from './provider-board.ts';
import { getRun, myOffers, myRuns, readConsole } from './read-dispatch.ts';
import { collectRun, departRun } from './runs.ts';

/** Reads how far the caller's own stream is written before it reads the list, so that nothing between is missed. */
const heardFirst =
  <T>(read: (request: SignedIn, ports: DispatchPorts) => Promise<T[]>) =>
  async (request: SignedIn, ports: DispatchPorts) => {
    const asOf = await headsOf([streamOf('person', request.actor.personId)]);
    return { asOf, found: await read(request, ports) };
  };

export function dispatchRoutes(ports: DispatchPorts, asks: JobAsks) {
  const { route } = routesWith(ports);
  const { presentOffer, presentRun, presentConsole } = dispatchPresenter(ports, asks);
  const presentCandidates = (judged: readonly Judged[]) => ({ candidates: judged.map(presentJudged) });
  return {
    offers: route(contract.dispatch.offers, heardFirst(myOffers), async ({ asOf, found }) => ({
      asOf,
      offers: await Promise.all(found.map(presentOffer)),
    })),
    accept: route(contract.dispatch.accept, acceptOffer, presentRun),
    reject: route(contract.dispatch.reject, rejectOffer, presentOffer),
    name: route(contract.dispatch.name, nameStaff, presentRun),
    staffFor: route(contract.dispatch.staffFor, staffFor, presentCandidates),
    providerBoard: route(contract.dispatch.providerBoard, readProviderBoard, boardPresenter(asks, presentOffer)),
    ofJob: route(contract.dispatch.ofJob, readJobDispatch, presentJobDispatch(asks, ports.asks)),
    rescind: route(contract.dispatch.rescind, rescindOffer, presentOffer),
    runs: route(contract.dispatch.runs, heardFirst(myRuns), async ({ asOf, found }, viewer) => ({
      asOf,
      runs: await Promise.all(found.map((run) => presentRun(run, viewer))),
    })),
    earnings: route(contract.dispatch.earnings, readEarnings, presentEarnings),
    run: route(contract.dispatch.run, getRun, presentRun),
    departRun: route(contract.dispatch.departRun, departRun, presentRun),
    collectRun: route(contract.dispatch.collectRun, collectRun, presentRun),
    console: route(contract.dispatch.console, readConsole, presentConsole),
    candidates: route(contract.dispatch.candidates, candidatesFor, presentCandidates),
    explain: route(contract.dispatch.explain, explainSeat, presentExplained),
    assign: route(contract.dispatch.assign, assignSeat, presentRun),
    broadcast: route(contract.dispatch.broadcast, broadcastJob, asIs),
  };
}
