import { streamOf, toMs, type Instant } from '@nuanlin/shared';
import type { DomainEvent, EventOf, OfferFacts, RunFacts } from '../../events/index.ts';
import { unscoped } from '../../platform/access/scope.ts';
import type { Note, Projection } from '../../platform/feed/entries.ts';
import type { JobAsks } from '../jobs/index.ts';
import { dispatchPresenter, lineOf, presentAsked, providersOf } from './dispatch.presenter.ts';
import type { DispatchPorts } from './ports.ts';

const RELAY = unscoped('the relay shows each audience its own view');

/** Offers go to who is asked and to the district; a run under way to its worker, its elders and the district. */
export function dispatchFeed(ports: DispatchPorts, asks: JobAsks): Projection<DomainEvent> {
  const { presentOffer } = dispatchPresenter(ports, asks);

  const offer = async ({ type, facts }: { type: string; facts: OfferFacts }): Promise<Note[]> => {
    const now = await ports.offers.get(RELAY, facts.offerId);
    const entity = { kind: 'offer', id: facts.offerId };
    const asked =
      facts.to.kind === 'worker' ? streamOf('person', facts.to.workerId) : streamOf('provider', facts.to.operatorId);
    const { state, to, version } = now;
    const names = await asks.names(to.kind === 'worker' ? [to.workerId] : []);
    const providers = await asks.operatorNames(providersOf([now]));
    const run = state === 'accepted' ? await ports.runs.get(RELAY, now.runId) : null;
    return [
      { stream: asked, type, entity, version, view: { ...(await presentOffer(now)) } },
      {
        stream: streamOf('district', facts.districtId),
        type,
        entity,
        version,
        view: {
          ...presentAsked(now, names, providers),
          jobIds: now.jobIds,
          state,
          run: run ? (lineOf(run)[0] ?? null) : null,
        },
      },
    ];
  };

  const run = ({ type, facts }: { type: string; facts: RunFacts }): Note[] => {
    const elders = new Set(facts.stops.map(({ elderId }) => streamOf('elder', elderId)));
    const entity = { kind: 'run', id: facts.runId };
    const { version } = facts;
    const view = { id: facts.runId, workerId: facts.workerId, state: type === 'run_ended' ? 'ended' : facts.state };
    const told = { type, entity, version, view };
    const jobIds = facts.stops.map(({ jobId }) => jobId);
    return [
      { stream: streamOf('person', facts.workerId), ...told },
      { stream: streamOf('district', facts.districtId), ...told, view: { ...view, jobIds } },
      ...[...elders].map((stream) => ({ stream, right: 'visits' as const, ...told })),
    ];
  };

  /** What the engine keeps in hand, or finds nobody for, is seen at the desk. */
  const waits = ({
    type,
    at,
    facts: { districtId, jobId, held, impossible },
  }: EventOf<'job_waits'> & { at: Instant }): Note[] => [
    {
      stream: streamOf('district', districtId),
      type,
      entity: { kind: 'outcome', id: jobId },
      version: toMs(at),
      view: { jobId, held, impossible },
    },
  ];

  const earning = ({ type, facts: { journalId, workerId, seatId, fen } }: EventOf<'earning_posted'>): Note[] => [
    {
      stream: streamOf('person', workerId),
      type,
      entity: { kind: 'earning', id: journalId },
      version: 1,
      view: { seatId, fen },
    },
  ];

  return {
    job_waits: waits,
    earning_posted: earning,
    offer_sent: offer,
    offer_accepted: offer,
    offer_rejected: offer,
    offer_timed_out: offer,
    offer_rescinded: offer,
    offer_cancelled: offer,
    run_departed: run,
    run_collected: run,
    run_changed: run,
    run_ended: run,
  };
}
