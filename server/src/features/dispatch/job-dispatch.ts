import type { DecisionView, JobDispatch, JobId, OfferRecord, PersonId } from '@nuanlin/shared';
import type { SignedIn } from '../../platform/http/route.ts';
import type { JobAsks } from '../jobs/index.ts';
import type { Asks } from './asks.ts';
import type { Offer } from './offer.ts';
import type { DispatchPorts } from './ports.ts';
import type { Decided } from './trace.store.ts';

export interface JobDispatchRead {
  readonly offers: readonly Offer[];
  readonly decided: Decided | null;
}

/** Who was asked for a job, newest first, and what the engine decided last. @throws NOT_FOUND */
export async function readJobDispatch(
  { jobId, scope }: SignedIn & { jobId: JobId },
  { jobs, offers, traces }: DispatchPorts,
): Promise<JobDispatchRead> {
  await jobs.get(scope, jobId);
  return { offers: await offers.ofJob(scope, jobId), decided: await traces.last(jobId) };
}

/** How many of the next best are named. */
const MOST_NAMED = 5;

export const presentJobDispatch =
  ({ names }: Pick<JobAsks, 'names'>, { provider }: Pick<Asks, 'provider'>) =>
  async ({ offers, decided }: JobDispatchRead): Promise<JobDispatch> => {
    const known = await names([...new Set([...offers.flatMap(peopleOf), ...(decided ? candidatesOf(decided) : [])])]);
    const nameOf = (personId: string): string => known.get(personId as PersonId) ?? '';
    return {
      offers: await Promise.all(
        offers.map(async (offer): Promise<OfferRecord> => {
          const { to, end } = offer;
          const by = end === null ? null : end.how === 'accepted' ? end.notedById : 'byId' in end ? end.byId : null;
          return {
            id: offer.id,
            version: offer.version,
            state: offer.state,
            mode: offer.mode,
            leaseUntil: offer.leaseUntil,
            sentAt: offer.sentAt,
            seatIds: [...offer.seatIds],
            toKind: to.kind,
            toName: to.kind === 'worker' ? nameOf(to.workerId) : ((await provider(to.operatorId))?.name ?? ''),
            endedAt: end?.at ?? null,
            byName: by === null ? null : nameOf(by),
            why: end !== null && 'why' in end && end.why !== '' ? end.why : whyAssigned(offer),
          };
        }),
      ),
      decision: decided && presentDecision(decided, nameOf),
    };
  };

/** A dispatcher's own words stand on the offer itself. */
const whyAssigned = ({ why }: Offer): string | null => {
  const words = why.find(({ code }) => code === 'ASSIGNED')?.data['why'];
  return typeof words === 'string' ? words : null;
};

const peopleOf = ({ to, end }: Offer): PersonId[] => [
  ...(to.kind === 'worker' ? [to.workerId] : []),
  ...(end?.how === 'accepted' && end.notedById ? [end.notedById] : []),
  ...(end !== null && 'byId' in end && end.byId ? [end.byId] : []),
];

const candidatesOf = ({ outcome, trace }: Decided): PersonId[] =>
  [...(outcome.kind === 'offered' ? outcome.workerIds : []), ...(trace?.nextBest ?? []).map(({ workerId }) => workerId)] // the engine's ids are ours
    .map((workerId) => workerId as PersonId);

function presentDecision({ decidedAt, outcome, trace }: Decided, nameOf: (personId: string) => string): DecisionView {
  return {
    decidedAt,
    outcome: presentOutcome(outcome, nameOf),
    nextBest: (trace?.nextBest ?? [])
      .slice(0, MOST_NAMED)
      .map(({ workerId, cost }) => ({ name: nameOf(workerId), costMinutes: cost.total })),
    excluded: { ...trace?.excluded },
  };
}

/** How many fell out for which reason, whatever they are. */
function countsOf(groups: readonly { readonly reason: string; readonly workers: number }[]) {
  const counts = new Map<string, number>();
  for (const { reason, workers } of groups) counts.set(reason, (counts.get(reason) ?? 0) + workers);
  return [...counts].map(([reason, workers]) => ({ reason, workers })).toSorted((a, b) => b.workers - a.workers);
}

function presentOutcome(outcome: Decided['outcome'], nameOf: (personId: string) => string): DecisionView['outcome'] {
  switch (outcome.kind) {
    case 'offered':
      return { kind: 'offered', names: outcome.workerIds.map(nameOf) };
    case 'held':
      return outcome;
    case 'impossible':
      return { kind: 'impossible', groups: countsOf(outcome.groups) };
  }
}
