import type { DistrictId } from '@nuanlin/shared';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Feature } from '../../platform/process.ts';
import type { Transactions } from '../../platform/tx.ts';
import { ledger } from '../../platform/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Routing } from '../../platform/ports/routing.ts';
import type { JobAsks, Jobs } from '../jobs/index.ts';
import { loadStore } from '../workers/index.ts';
import { askLeft, type Left } from './ask-left.ts';
import { offerStore, runStore } from './dispatch.store.ts';
import { learntStore } from './learnt.ts';
import { traceStore } from './trace.store.ts';
import { travelBy } from './travel.ts';
import { dispatchDeadlines, dispatchHandlers } from './dispatch.handlers.ts';
import { dispatchFeed } from './dispatch.feed.ts';
import { dispatchRoutes } from './dispatch.routes.ts';
import type { DispatchPorts } from './ports.ts';
import { plansFeature } from './plans/index.ts';
import { startRounds, type Rounds } from './rounds.ts';

export type { Asks as DispatchAsks, Available, DistrictFacts, Wishes } from './asks.ts';
export { offerStore, runStore, type OfferStore, type RunStore } from './dispatch.store.ts';
export { learntStore } from './learnt.ts';
export type { DispatchPorts, Loads } from './ports.ts';
export { plansFeature, planStore } from './plans/index.ts';
export { traceStore } from './trace.store.ts';
export { travelBy, type TravelTimes } from './travel.ts';

/** 调度: rounds, offers, runs, watches and traces; plans stand beside it. */
export function dispatchFeature(
  ports: DispatchPorts,
  { jobAsks, transactions, clock, log }: { jobAsks: JobAsks; transactions: Transactions; clock: Clock; log: Log },
): Feature {
  // Rounds run where handlers run: in background processes. Elsewhere nobody wakes them.
  let rounds: Rounds | null = null;
  const wake = (districtId: DistrictId) => rounds?.wake(districtId);
  return {
    routes: dispatchRoutes(ports, jobAsks),
    handlers: dispatchHandlers(ports, wake),
    deadlines: dispatchDeadlines(ports),
    feed: dispatchFeed(ports, jobAsks),
    loop: () => {
      rounds = startRounds(ports, { tx: transactions.run, clock, log });
      return rounds;
    },
  };
}

/** Dispatch on its stores, with what stands to its left and a routing service. */
export function createDispatch(
  { clock, deadlines, events, log, newId, transactions }: Platform,
  left: Left & { jobs: Jobs },
  routing: Routing,
) {
  const ports: DispatchPorts = {
    offers: offerStore,
    runs: runStore,
    jobs: left.jobs.jobs,
    loads: loadStore,
    learnt: learntStore,
    traces: traceStore,
    asks: askLeft(left),
    travel: travelBy(routing),
    ledger,
    events,
    deadlines,
    newId,
  };
  const around = { jobAsks: left.jobs.asks, transactions, clock, log };
  return { feature: dispatchFeature(ports, around), plans: plansFeature(ports, around) };
}
