import {
  jobState,
  minutesBetween,
  plusMinutes,
  streamOf,
  timeWindow,
  type CandidateView,
  type DistrictId,
  type FeedEntry,
  type FollowUp,
  type Instant,
  type PersonId,
} from '@nuanlin/shared';
import { z } from 'zod';
import type { OpenJob } from './demand.ts';
import { deskActs, type DeskAct, type OnDesk } from './desk.ts';
import { Ear } from './ear.ts';
import { attempt, type Player, type Stage } from './stage.ts';

/** Minutes between two looks at the desk, and real seconds at least. */
const LOOKS_EVERY = { minutes: 1, seconds: 12 };
/** So much is done at one look. */
const AT_ONCE = 8;
const ELDER_SAYS_YES = 0.8;
/** Minutes before its time at which a visit that nobody can do is taken back. */
const GIVES_UP = 30;

const ENDED: ReadonlySet<string> = new Set(['completed', 'failed', 'cancelled']);
const jobHeard = z.object({ state: jobState, itemCode: z.string(), window: timeWindow });

/** A dispatcher: hears the whole district, sees to concerns, alarms and follow-ups. */
export class Dispatcher {
  private readonly stage: Stage;
  private readonly me: Player;
  private readonly districtId: DistrictId;
  private readonly played: ReadonlySet<PersonId>;
  private readonly ear: Ear;
  private readonly jobs = new Map<string, OpenJob>();

  constructor(
    stage: Stage,
    me: Player,
    { districtId, played }: { districtId: DistrictId; played: ReadonlySet<PersonId> },
  ) {
    this.stage = stage;
    this.me = me;
    this.districtId = districtId;
    this.played = played;
    this.ear = new Ear(stage, me, {
      streams: [streamOf('district', districtId)],
      joined: () => void this.readConsole(),
      entry: (entry) => this.hear(entry),
    });
  }

  begin(): void {
    this.lookAt(this.stage.clock.now());
  }

  stop(): void {
    this.ear.close();
  }

  /** What is open in the district now. */
  openJobs(): readonly OpenJob[] {
    return [...this.jobs.values()];
  }

  private async readConsole(): Promise<void> {
    const { districtId } = this;
    const view = await attempt(this.stage, this.me.name, () => this.me.api.dispatch.console({ districtId }));
    if (!view) return;
    this.jobs.clear();
    for (const { id, itemCode, window } of view.jobs) this.jobs.set(id, { itemCode, window });
  }

  private hear({ entity, view }: FeedEntry): void {
    if (entity.kind !== 'job') return;
    const job = jobHeard.safeParse(view);
    if (!job.success) return;
    const { state, itemCode, window } = job.data;
    if (ENDED.has(state)) this.jobs.delete(entity.id);
    else this.jobs.set(entity.id, { itemCode, window });
  }

  private lookAt(at: Instant): void {
    this.stage.agenda.put(`desk ${this.me.id}`, at, () => this.look());
  }

  private async look(): Promise<void> {
    const { stage, me } = this;
    await attempt(stage, me.name, async () => {
      const acts = deskActs(await this.onDesk(), me.id, stage.clock.now());
      for (const act of acts.slice(0, AT_ONCE)) await attempt(stage, me.name, () => this.do(act));
    });
    const pause = Math.max(LOOKS_EVERY.minutes, (LOOKS_EVERY.seconds * stage.clock.rate()) / 60);
    this.lookAt(plusMinutes(stage.clock.now(), pause));
  }

  private async onDesk(): Promise<OnDesk> {
    const { concerns } = this.me.api;
    const page = { show: 'open', limit: 50 } as const;
    const [open, alarms, followUps] = await Promise.all([
      concerns.list(page),
      concerns.alarms(page),
      concerns.followUps(page),
    ]);
    return { concerns: open.items, alarms: alarms.items, followUps: followUps.items };
  }

  private async do(act: DeskAct): Promise<unknown> {
    const { concerns } = this.me.api;
    switch (act.do) {
      case 'own':
        return concerns.own({ concernId: act.concern.id });
      case 'step':
        return concerns.addStep({ concernId: act.concern.id, kind: act.kind, words: act.words });
      case 'close':
        return concerns.close({ concernId: act.concern.id, words: act.words });
      case 'acknowledge':
        return concerns.acknowledgeAlarm({ alarmId: act.alarm.id });
      case 'resolve':
        return concerns.resolveAlarm({ alarmId: act.alarm.id, words: act.words });
      case 'take_on':
        return concerns.ownFollowUp({ followUpId: act.followUp.id });
      case 'settle':
        return concerns.doneFollowUp({ followUpId: act.followUp.id, words: act.words });
      case 'note_answer':
        return this.noteAnswer(act.followUp, act.words);
      case 'find_somebody':
        return this.findSomebody(act.followUp, act.words);
    }
  }

  /** The elder was called: the word is noted, and with it the follow-up is settled. */
  private async noteAnswer({ id, lineId }: FollowUp, words: string): Promise<unknown> {
    if (!lineId) return this.me.api.concerns.doneFollowUp({ followUpId: id, words });
    return this.me.api.orders.answer({ lineId, yes: this.stage.random.chance(ELDER_SAYS_YES), by: 'noted' });
  }

  /** Nobody took the work: somebody is assigned; where there is nobody until its time, the family takes it back. */
  private async findSomebody({ id, jobId, lineId }: FollowUp, words: string): Promise<unknown> {
    const { dispatch, jobs, orders, concerns } = this.me.api;
    if (!jobId || !lineId) return concerns.doneFollowUp({ followUpId: id, words });
    const { seats, window } = await jobs.get({ jobId });
    const free = seats.filter(({ state }) => state === 'open' || state === 'offered');
    for (const { id: seatId } of free) {
      const { candidates } = await dispatch.candidates({ seatId });
      const mine = candidates.filter(({ workerId }) => this.played.has(workerId));
      const best = mine.find(({ eligible }) => eligible) ?? mine.find(isPersuadable);
      if (best) await dispatch.assign({ seatId, workerId: best.workerId, why: '电话联系后派单' });
      else if (minutesBetween(this.stage.clock.now(), window.from) > GIVES_UP) return;
      else {
        const { feeFen } = await orders.cancelTerms({ lineId });
        await orders.cancel({ lineId, reason: 'no_capacity', feeSeenFen: feeFen });
        return;
      }
    }
    return concerns.doneFollowUp({ followUpId: id, words });
  }
}

/** Who said no, or nothing, may say yes on the telephone. */
const isPersuadable = ({ reasons }: CandidateView): boolean =>
  reasons.length > 0 && reasons.every(({ code }) => code === 'REFUSED_BEFORE' || code === 'BEING_ASKED');
