import {
  distanceM,
  plusMinutes,
  type CheckIn,
  type Instant,
  type JobView,
  type Point,
  type RunView,
  type SeatId,
} from '@nuanlin/shared';
import type { Body } from './body.ts';
import { paidFenOf } from './checklist-answers.ts';
import { nextStep, stopAtHand, type Step, type Stop } from './next-step.ts';
import type { Player, Stage } from './stage.ts';
import { evidenceOf, planStop, type StopPlan } from './stop-plan.ts';

/** Which places an item's work leads to. */
const LEADS_TO: Readonly<Record<string, RegExp>> = {
  errand: /市场|超市/,
  fetch_medicine: /药房/,
  escort_medical: /医院/,
  escort_outing: /公园|文庙/,
};
/** Nobody walks farther than this with an elder, or for an errand. */
const NEAR_M = 1500;

/** A run that a worker is on: one step after another, each through the product. */
export class RunAtHand {
  run: RunView;
  isOver = false;
  private readonly stage: Stage;
  private readonly me: Player;
  private readonly body: Body;
  private job: JobView | null = null;
  private readonly turnedBack = new Set<SeatId>();

  constructor(stage: Stage, me: Player, run: RunView, body: Body) {
    this.stage = stage;
    this.me = me;
    this.run = run;
    this.body = body;
  }

  /** The product's picture of the run is newer. */
  refresh(run: RunView): void {
    this.run = run;
    this.job = null;
  }

  /** Does the next thing, and says when to look again. */
  async step(now: Instant): Promise<Instant> {
    const arrives = this.body.arrives(now);
    if (arrives) return arrives;
    const step = nextStep({
      now,
      place: this.body.place,
      since: this.body.since,
      run: this.run,
      job: this.job,
      plan: (stop) => this.planOf(stop),
      errand: this.errandOf(stopAtHand(this.run)),
      minutesTo: (place) => this.body.minutesTo(place, now),
    });
    return this.take(step, now);
  }

  private async take(step: Step, now: Instant): Promise<Instant> {
    const { dispatch, jobs } = this.me.api;
    switch (step.do) {
      case 'wait':
        // Whether the partner has come is seen only by looking again.
        if (stopAtHand(this.run)?.seatState === 'arrived') this.job = null;
        return step.until;
      case 'go':
        return this.body.go(step.to, now);
      case 'fetch':
        this.run = await dispatch.collectRun({ runId: this.run.id });
        return plusMinutes(now, 1);
      case 'turn_back':
        for (const { seatId } of this.run.stops) this.turnedBack.add(seatId);
        return now;
      case 'end':
        this.isOver = true;
        return now;
      case 'depart':
        this.run = await dispatch.departRun({ runId: this.run.id });
        return now;
      case 'look':
        return this.see(await jobs.get({ jobId: step.stop.jobId }), now);
      case 'arrive': {
        const checkIn = await this.checkIn(step.stop);
        return this.see(await jobs.arrive({ seatId: step.stop.seatId, checkIn }), now);
      }
      case 'check': {
        const answers = [...step.answers];
        return this.see(await jobs.check({ seatId: step.stop.seatId, answers }), now);
      }
      case 'start':
        return this.see(await jobs.start({ seatId: step.stop.seatId }), now);
      case 'finish':
        return this.leave(await jobs.finish(await this.finishing(step.stop)), now);
      case 'hand_over': {
        const { stop, receiver, observation } = step;
        const checkIn = await this.checkIn(stop);
        return this.leave(await jobs.handOver({ seatId: stop.seatId, receiver, observation, checkIn }), now);
      }
      case 'fail': {
        const { stop, reason, words } = step;
        return this.leave(await jobs.fail({ seatId: stop.seatId, reason, words }), now);
      }
    }
  }

  /** What the product says of the job counts for the run's stop too. */
  private see(job: JobView, now: Instant): Instant {
    this.job = job;
    const stops = this.run.stops.map((stop) => {
      const seat = job.seats.find(({ id }) => id === stop.seatId);
      return seat ? { ...stop, seatState: seat.state } : stop;
    });
    this.run = { ...this.run, stops };
    return now;
  }

  private leave(job: JobView, now: Instant): Instant {
    this.see(job, now);
    this.job = null;
    return now;
  }

  private planOf({ jobId, itemCode }: Stop): StopPlan {
    // By the job, so that the members of a crew live through the same.
    return planStop(itemCode, this.stage.random.fork(jobId));
  }

  private errandOf(stop: Stop | null): Point | null {
    const names = stop && LEADS_TO[stop.itemCode];
    const door = stop?.at;
    if (!names || !door || this.turnedBack.has(stop.seatId)) return null;
    const near = this.stage.sights
      .filter(({ name, at }) => names.test(name) && distanceM(at, door) < NEAR_M)
      .toSorted((a, b) => distanceM(a.at, door) - distanceM(b.at, door));
    return near[0]?.at ?? null;
  }

  private async checkIn(stop: Stop): Promise<CheckIn> {
    const { accuracyM, showsCode } = this.planOf(stop);
    const code = showsCode ? await this.codeOf(stop) : null;
    return code === null ? { method: 'position', at: this.body.place, accuracyM } : { method: 'visit_code', code };
  }

  private async finishing(stop: Stop) {
    const { confirmation, observation } = this.planOf(stop);
    const job = this.job ?? (await this.me.api.jobs.get({ jobId: stop.jobId }));
    const code = confirmation === 'visit_code' ? await this.codeOf(stop) : null;
    const evidence = evidenceOf(job.evidence, { code, confirmation, paidFen: paidFenOf(job.checklist) });
    return { seatId: stop.seatId, evidence, observation };
  }

  /** The elder tells the code of the visit; null where nobody plays the elder. */
  private async codeOf({ jobId }: Stop): Promise<string | null> {
    const elderId = (this.job ?? (await this.me.api.jobs.get({ jobId }))).elder?.id;
    const elder = elderId && this.stage.elders.get(elderId);
    return elder ? (await elder.api.jobs.visitCode({ jobId })).code : null;
  }
}
