import {
  fromMs,
  offerView,
  plusMinutes,
  plusSeconds,
  seatView,
  streamOf,
  type FeedEntry,
  type Instant,
  type OfferView,
  type RunId,
  type RunView,
  type WorkerKind,
  type WorkerProfile,
} from '@nuanlin/shared';
import { z } from 'zod';
import { answerTo } from './answer-offer.ts';
import { Body } from './body.ts';
import { Ear } from './ear.ts';
import { leaveAt } from './next-step.ts';
import { presenceAt } from './presence.ts';
import { RunAtHand } from './run-at-hand.ts';
import { attempt, type Player, type Stage } from './stage.ts';

/** Whoever got no answer tries again after so many minutes. */
const TRIES_AGAIN = 1;
/** After his shift he stays for a run that begins within so many minutes. */
const STAYS_FOR = 30;

/** A courier, a member of staff or a volunteer: goes online by his shifts, hears offers, does the runs he accepts. */
export class Worker {
  private readonly stage: Stage;
  private readonly me: Player;
  private readonly kind: WorkerKind;
  private profile: WorkerProfile | null = null;
  private body: Body | null = null;
  private ear: Ear | null = null;
  private readonly runs = new Map<RunId, RunView>();
  private atHand: RunAtHand | null = null;
  /** What the product has of his runs may be newer than what he knows. */
  private stale = true;

  constructor(stage: Stage, me: Player, kind: WorkerKind) {
    this.stage = stage;
    this.me = me;
    this.kind = kind;
  }

  begin(): void {
    this.wake(this.stage.clock.now());
  }

  /** The run he is on and where, while he is followed; where he roughly is, while he is free; nothing when offline. */
  tell(): void {
    const { clock } = this.stage;
    const now = clock.now();
    if (!this.ear || !this.body) return;
    const [at, accuracyM] = [this.body.at(now), 12];
    const run = [...this.runs.values()].find(({ state }) => state === 'departed');
    if (run) this.ear.position({ runId: run.id, at, accuracyM, takenAt: now });
    else if (this.kind === 'courier') this.ear.presence({ at, accuracyM });
  }

  get isOut(): boolean {
    return this.ear !== null;
  }

  get isFollowed(): boolean {
    return this.ear !== null && [...this.runs.values()].some(({ state }) => state === 'departed');
  }

  stop(): void {
    this.ear?.close();
  }

  private get name(): string {
    return `worker ${this.me.id}`;
  }

  private wake(at: Instant): void {
    this.stage.agenda.hasten(this.name, at, () => this.act());
  }

  private async act(): Promise<void> {
    const { clock } = this.stage;
    const again = await attempt(this.stage, this.me.name, () => this.live(clock.now()));
    if (again === null) {
      this.stale = true;
      this.atHand = null;
    }
    this.wake(again ?? plusMinutes(clock.now(), TRIES_AGAIN));
  }

  /** One thing of his day; returns when he looks up again. */
  private async live(now: Instant): Promise<Instant> {
    this.profile ??= await this.me.api.workers.me();
    const shifts = this.profile.shifts.map(({ window }) => window);
    const { online, until } = presenceAt(shifts, this.kind, now, this.stage.zone);
    if (this.stale && (online || this.profile.online)) await this.readRuns();
    const body = this.bodyOf(this.profile, now);
    const run = this.runToDo(body, now);
    const begins = run && beginOf(run, body, now);
    if (!online && (begins === null || begins > plusMinutes(now, STAYS_FOR))) return this.rest(until);
    await this.beOnline(this.profile);
    if (!run) return until;
    if (this.atHand?.run.id !== run.id) this.atHand = new RunAtHand(this.stage, this.me, run, body);
    const next = await this.atHand.step(now);
    this.runs.set(run.id, this.atHand.run);
    if (!this.atHand.isOver) return next;
    this.runs.delete(run.id);
    this.atHand = null;
    return now;
  }

  private async rest(until: Instant): Promise<Instant> {
    if (this.ear) {
      this.ear.close();
      this.ear = null;
    }
    if (this.profile?.online) await this.me.api.workers.setPresence({ online: false });
    // Shifts of later days are written down meanwhile.
    this.profile = null;
    this.stale = true;
    return until;
  }

  private bodyOf({ base, vehicle }: WorkerProfile, now: Instant): Body {
    const { streets, sights, random } = this.stage;
    this.body ??= new Body(base?.at ?? random.pick(sights).at, now, vehicle, streets);
    return this.body;
  }

  private async beOnline({ online }: WorkerProfile): Promise<void> {
    if (!online) this.profile = await this.me.api.workers.setPresence({ online: true });
    this.ear ??= new Ear(this.stage, this.me, {
      streams: [streamOf('person', this.me.id)],
      joined: () => void this.catchUp(),
      entry: (entry) => this.hear(entry),
    });
  }

  /** What came while the socket was away is read. */
  private async catchUp(): Promise<void> {
    this.profile = null;
    this.refresh();
    const found = await attempt(this.stage, this.me.name, () => this.me.api.dispatch.offers());
    for (const offer of found?.offers ?? []) this.consider(offer);
  }

  private hear({ entity, type, view }: FeedEntry): void {
    if (entity.kind === 'offer' && type === 'offer_sent') {
      const offer = offerView.safeParse(view);
      if (offer.success) this.consider(offer.data);
    }
    if (entity.kind === 'offer' && type === 'offer_accepted') this.refresh();
    if (entity.kind === 'job' && !this.knows(view)) this.refresh();
  }

  private refresh(): void {
    this.stale = true;
    this.wake(this.stage.clock.now());
  }

  /** Whether a job's entry only repeats what he did himself. */
  private knows(view: FeedEntry['view']): boolean {
    const heard = seatsHeard.safeParse(view);
    if (!heard.success) return true;
    const mine = [...this.runs.values()].flatMap(({ stops }) => stops);
    return heard.data.seats.every(({ id, state, worker }) => {
      const stop = mine.find(({ seatId }) => seatId === id);
      if (!stop) return worker?.id !== this.me.id || OVER.has(state);
      return worker?.id === this.me.id && (state === stop.seatState || FORWARD.has(state));
    });
  }

  private consider(offer: OfferView): void {
    const { agenda, clock, random } = this.stage;
    const name = `offer ${offer.id} ${this.me.id}`;
    if (agenda.has(name)) return;
    const { says, after } = answerTo(offer, { kind: this.kind, now: clock.now(), rate: clock.rate() }, random);
    if (says === 'nothing') return;
    agenda.putUrgent(name, plusSeconds(clock.now(), after), async () => {
      const { dispatch } = this.me.api;
      await attempt(this.stage, this.me.name, async () => {
        if (says !== 'yes') return void (await dispatch.reject({ offerId: offer.id, reason: says }));
        const run = await dispatch.accept({ offerId: offer.id });
        this.runs.set(run.id, run);
        this.wake(clock.now());
      });
    });
  }

  private async readRuns(): Promise<void> {
    const { runs } = await this.me.api.dispatch.runs();
    this.stale = false;
    this.runs.clear();
    for (const run of runs) this.runs.set(run.id, run);
    const known = this.atHand && this.runs.get(this.atHand.run.id);
    if (known) this.atHand?.refresh(known);
    else this.atHand = null;
  }

  /** The run under way, else the one to leave for first. */
  private runToDo(body: Body, now: Instant): RunView | null {
    const all = [...this.runs.values()];
    return all.toSorted((a, b) => beginOf(a, body, now).localeCompare(beginOf(b, body, now)))[0] ?? null;
  }
}

/** When he leaves for a run; the one under way comes before all others. */
function beginOf(run: RunView, body: Body, now: Instant): Instant {
  if (run.state === 'departed') return fromMs(0);
  return leaveAt(run, (to) => body.minutesTo(to, now)) ?? now;
}

const seatsHeard = z.object({ seats: z.array(seatView.pick({ id: true, state: true, worker: true })) });
/** States into which only he himself brings his seat. */
const FORWARD: ReadonlySet<string> = new Set(['en_route', 'arrived', 'working', 'done', 'failed']);
const OVER: ReadonlySet<string> = new Set(['done', 'failed', 'cancelled']);
