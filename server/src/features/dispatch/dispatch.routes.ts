import { contract, streamOf } from '@nuanlin/shared';
import { headsOf } from '../../platform/feed/entries.ts';
import { asIs, routesWith, type SignedIn } from '../../platform/http/route.ts';
import type { JobAsks } from '../jobs/index.ts';
import { acceptOffer, nameStaff } from './accept-offer.ts';
import { assignSeat } from './assign-seat.ts';
import { broadcastJob } from './broadcast-job.ts';
import { dispatchPresenter } from './dispatch.presenter.ts';
import { rejectOffer, rescindOffer } from './end-offer.ts';
import { candidatesFor, explainSeat, presentExplained, presentJudged, type Judged } from './explain-seat.ts';
import type { Offer } from './offer.ts';
import type { DispatchPorts } from './ports.ts';
import { getRun, myOffers, myRuns, readConsole } from './read-dispatch.ts';
import type { Run } from './run.ts';
import { departRun } from './runs.ts';

export function dispatchRoutes(ports: DispatchPorts, asks: JobAsks) {
  const { route } = routesWith(ports);
  const { presentOffer, presentRun, presentConsole } = dispatchPresenter(ports, asks);
  const heard = ({ actor }: SignedIn) => headsOf([streamOf('person', actor.personId)]);
  return {
    offers: route(contract.dispatch.offers, myOffers, async (offers: Offer[], viewer) => ({
      asOf: await heard(viewer),
      offers: await Promise.all(offers.map(presentOffer)),
    })),
    accept: route(contract.dispatch.accept, acceptOffer, presentRun),
    reject: route(contract.dispatch.reject, rejectOffer, presentOffer),
    name: route(contract.dispatch.name, nameStaff, presentRun),
    rescind: route(contract.dispatch.rescind, rescindOffer, presentOffer),
    runs: route(contract.dispatch.runs, myRuns, async (runs: Run[], viewer) => ({
      asOf: await heard(viewer),
      runs: await Promise.all(runs.map((run) => presentRun(run, viewer))),
    })),
    run: route(contract.dispatch.run, getRun, presentRun),
    departRun: route(contract.dispatch.departRun, departRun, presentRun),
    console: route(contract.dispatch.console, readConsole, presentConsole),
    candidates: route(contract.dispatch.candidates, candidatesFor, (judged: Judged[]) => ({
      candidates: judged.map(presentJudged),
    })),
    explain: route(contract.dispatch.explain, explainSeat, presentExplained),
    assign: route(contract.dispatch.assign, assignSeat, presentRun),
    broadcast: route(contract.dispatch.broadcast, broadcastJob, asIs),
  };
}
