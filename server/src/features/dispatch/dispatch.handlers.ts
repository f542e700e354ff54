import { id, serviceDayOf, type AreaId, type DistrictId, type Instant } from '@nuanlin/shared';
import type { DomainEvent, OfferFacts, SeatFacts } from '../../events/index.ts';
import type { DeadlineHandlers } from '../../platform/deadlines.ts';
import type { Handlers, Handling } from '../../platform/events.ts';
import { postEarning, type SeatEnd } from './earning.ts';
import { lapseOffer, rescindOthers } from './end-offer.ts';
import type { DispatchPorts } from './ports.ts';
import { AWAY, stillAway, workerBack, workerGone } from './offline.ts';
import { followKitchen, followSeat, leaveRun, withdrawOffers } from './runs.ts';
import * as watches from './watches.ts';

const offerId = id('offer');
const runId = id('run');
const jobId = id('job');

type Wake = (districtId: DistrictId) => void;

/** @param wake asks this process for a round; rounds need no memory of events, so waking is all */
export function dispatchHandlers(ports: DispatchPorts, wake: Wake): Handlers<DomainEvent> {
  const wakeDistrict = async ({ facts }: { facts: { districtId: DistrictId } }) => wake(facts.districtId);
  const wakeArea = async ({ facts }: { facts: { areaPath: readonly AreaId[] } }) => {
    for (const district of await ports.asks.districtsOf(facts.areaPath)) wake(district);
  };
  const learn =
    (yes: boolean) =>
    ({ facts }: { facts: OfferFacts }, handling: Handling) =>
      handling.tx(async (session) => {
        if (facts.to.kind === 'worker') await ports.learnt.answered(facts.to.workerId, yes, session);
      });

  const earn = async (facts: SeatFacts, end: SeatEnd, minutes: number, at: Instant, { tx }: Handling) => {
    const district = await ports.asks.district(facts.districtId);
    if (!district) return;
    await tx(await postEarning(facts, end, minutes, { at, day: serviceDayOf(at, district.zone) }, ports));
  };

  return {
    'dispatch.wake': {
      job_opened: wakeDistrict,
      job_changed: wakeDistrict,
      job_ready_changed: wakeDistrict,
      seat_reopened: wakeDistrict,
      seat_done: wakeDistrict,
      seat_failed: wakeDistrict,
      offer_rejected: wakeDistrict,
      offer_timed_out: wakeDistrict,
      offer_rescinded: wakeDistrict,
      offer_cancelled: wakeDistrict,
      run_ended: wakeDistrict,
      worker_online: wakeArea,
    },
    'dispatch.rescind': { offer_accepted: ({ facts }, handling) => rescindOthers(facts.runId, handling, ports) },
    'dispatch.follow': {
      seat_departed: ({ facts }, handling) => followSeat(facts, handling, ports),
      seat_done: ({ facts }, handling) => followSeat(facts, handling, ports),
      seat_failed: ({ facts }, handling) => followSeat(facts, handling, ports),
    },
    'dispatch.leave': {
      seat_reopened: ({ facts }, handling) => leaveRun(facts, handling, ports),
      job_cancelled: ({ facts }, handling) => leaveRun(facts, handling, ports),
      job_failed: ({ facts }, handling) => leaveRun(facts, handling, ports),
      job_changed: ({ facts }, handling) => withdrawOffers(facts.jobId, handling, ports),
    },
    'dispatch.kitchen': {
      ticket_handed_over: ({ facts }, handling) => followKitchen(facts.lineId, handling, ports),
      job_ready_changed: ({ facts }, handling) => watches.followReady(facts.jobId, handling, ports),
    },
    'dispatch.presence': {
      worker_offline: ({ facts }, handling) => workerGone(facts.workerId, handling, ports),
      worker_online: ({ facts }, handling) => workerBack(facts.workerId, handling, ports),
    },
    'dispatch.learn': {
      offer_accepted: learn(true),
      offer_rejected: learn(false),
      offer_timed_out: learn(false),
      worker_no_show: ({ facts }, { tx }) => tx((session) => ports.learnt.missed(facts.workerId, session)),
    },
    'dispatch.earn': {
      seat_done: ({ facts, at }, handling) =>
        earn(facts, { how: 'done', waitedMinutes: facts.waitedMinutes }, facts.minutes, at, handling),
      seat_failed: ({ facts, at }, handling) => earn(facts, { how: 'failed', ...facts }, 0, at, handling),
    },
  };
}

export const dispatchDeadlines = (ports: DispatchPorts): DeadlineHandlers => ({
  'dispatch.lease': (offer, handling) => lapseOffer(offerId.parse(offer), handling, ports),
  [AWAY]: (run, handling) => stillAway(runId.parse(run), handling, ports),
  [watches.NOT_DEPARTED]: (run, handling) => watches.notDeparted(runId.parse(run), handling, ports),
  [watches.NOT_ARRIVED]: (run, handling) => watches.notArrived(runId.parse(run), handling, ports),
  [watches.CREW_HELD]: (job, handling) => watches.crewHeldTooLong(jobId.parse(job), handling, ports),
  [watches.CREW_INCOMPLETE]: (job, handling) => watches.crewIncomplete(jobId.parse(job), handling, ports),
});
