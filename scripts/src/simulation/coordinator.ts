import {
  offerView,
  plusMinutes,
  streamOf,
  toMs,
  type CandidateView,
  type FeedEntry,
  type Instant,
  type OfferView,
  type OperatorId,
  type PersonId,
} from '@nuanlin/shared';
import { Ear } from './ear.ts';
import { attempt, isRefused, type Player, type Stage } from './stage.ts';

/** So many are tried, should the first be taken meanwhile. */
const TRIES = 3;

/** Whom to name, best first: those whom the engine finds eligible and the simulation plays. */
export const namesFrom = (candidates: readonly CandidateView[], played: ReadonlySet<PersonId>): PersonId[] =>
  candidates
    .filter(({ workerId, eligible }) => eligible && played.has(workerId))
    .slice(0, TRIES)
    .map(({ workerId }) => workerId);

/** A provider's coordinator: names staff for what is offered to the provider. */
export class Coordinator {
  private readonly stage: Stage;
  private readonly me: Player;
  private readonly provider: OperatorId;
  private readonly played: ReadonlySet<PersonId>;
  /** Minutes that he lets pass first; longer where a person may want to do it himself. */
  private readonly patience: number;
  private readonly ear: Ear;

  constructor(
    stage: Stage,
    me: Player,
    { provider, played, patience }: { provider: OperatorId; played: ReadonlySet<PersonId>; patience: number },
  ) {
    this.stage = stage;
    this.me = me;
    this.provider = provider;
    this.played = played;
    this.patience = patience;
    this.ear = new Ear(stage, me, {
      streams: [streamOf('provider', provider)],
      joined: () => void this.catchUp(),
      entry: (entry) => this.hear(entry),
    });
  }

  stop(): void {
    this.ear.close();
  }

  private async catchUp(): Promise<void> {
    const found = await attempt(this.stage, this.me.name, () => this.me.api.dispatch.offers());
    for (const offer of found?.offers ?? []) this.consider(offer);
  }

  private hear({ entity, type, view }: FeedEntry): void {
    if (entity.kind !== 'offer' || type !== 'offer_sent') return;
    const offer = offerView.safeParse(view);
    if (offer.success) this.consider(offer.data);
  }

  private consider(offer: OfferView): void {
    const { agenda, clock, random } = this.stage;
    const name = `naming ${offer.id}`;
    if (agenda.has(name)) return;
    const after = random.between(this.patience / 2, this.patience);
    agenda.putUrgent(name, before(plusMinutes(clock.now(), after), offer.leaseUntil, clock.now()), async () => {
      await attempt(this.stage, this.me.name, () => this.nameFor(offer));
    });
  }

  private async nameFor(offer: OfferView): Promise<void> {
    const { dispatch } = this.me.api;
    const { candidates } = await dispatch.staffFor({ offerId: offer.id });
    for (const workerId of namesFrom(candidates, this.played)) {
      try {
        await dispatch.name({ offerId: offer.id, workerId });
        return;
      } catch (error) {
        if (!isRefused(error, 'WORKER_BUSY', 'WORKER_NOT_ELIGIBLE')) throw error;
      }
    }
  }
}

/** Not later than two thirds of the lease. */
function before(wished: Instant, leaseUntil: Instant, now: Instant): Instant {
  const last = plusMinutes(now, ((toMs(leaseUntil) - toMs(now)) / 60_000) * (2 / 3));
  return wished < last ? wished : last;
}
