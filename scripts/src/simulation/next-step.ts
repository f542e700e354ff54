import {
  later,
  minutesBetween,
  plusMinutes,
  type FailureReasonCode,
  type Instant,
  type JobView,
  type Observation,
  type Point,
  type Receiver,
  type RunView,
} from '@nuanlin/shared';
import { answersFor, type CheckAnswer } from './checklist-answers.ts';
import type { StopPlan } from './stop-plan.ts';

export type Stop = RunView['stops'][number];

/** What a worker knows when he looks what to do next on a run. */
export interface Situation {
  readonly now: Instant;
  /** Where he stands, and since when. */
  readonly place: Point;
  readonly since: Instant;
  readonly run: RunView;
  /** The job of the stop at hand; null until he has looked at it. */
  readonly job: JobView | null;
  readonly plan: (stop: Stop) => StopPlan;
  /** Where the work of the stop at hand leads to, while he has not been there; null: it is done on the spot. */
  readonly errand: Point | null;
  readonly minutesTo: (place: Point) => number;
}

/** One thing to do now, or until when to wait. */
export type Step =
  | { readonly do: 'wait'; readonly until: Instant }
  | { readonly do: 'go'; readonly to: Point }
  /** Steps that only he himself knows of. */
  | { readonly do: 'turn_back' | 'end' }
  | { readonly do: 'depart' | 'fetch' }
  | { readonly do: 'look' | 'arrive' | 'start' | 'finish'; readonly stop: Stop }
  | { readonly do: 'check'; readonly stop: Stop; readonly answers: readonly CheckAnswer[] }
  | {
      readonly do: 'hand_over';
      readonly stop: Stop;
      readonly receiver: Receiver;
      readonly observation: Observation;
    }
  | { readonly do: 'fail'; readonly stop: Stop; readonly reason: FailureReasonCode; readonly words: string };

const ENDED: ReadonlySet<string> = new Set(['done', 'failed', 'cancelled', 'open', 'offered']);

/** Leaves this much earlier than the way takes. */
const MARGIN = 4;
/** Rings at most so long before a visit's time. */
const EARLY = 3;
/** Waits so long for the rest of a crew after the visit's time. */
const PATIENCE = 45;
const LATE_PARTNER = '搭档未到，无法开始';

/** The stop that comes next; null when all have ended. */
export const stopAtHand = ({ stops }: RunView): Stop | null =>
  stops.find(({ seatState }) => !ENDED.has(seatState)) ?? null;

/** When to leave for a run so as to be at its pickup, or at its first door, in time. */
export function leaveAt({ pickup, stops: [first] }: RunView, minutesTo: (place: Point) => number): Instant | null {
  if (pickup) return plusMinutes(pickup.readyAt, -minutesTo(pickup.at) - MARGIN);
  if (!first) return null;
  return plusMinutes(first.window.from, -(first.at ? minutesTo(first.at) : 0) - MARGIN);
}

/** What a worker does next on a run that he has accepted. */
export function nextStep(situation: Situation): Step {
  const { run, now, minutesTo } = situation;
  const stop = stopAtHand(run);
  if (!stop) return { do: 'end' };
  if (run.state !== 'departed') {
    if (run.stops.some(({ seatState }) => seatState === 'held')) return { do: 'wait', until: plusMinutes(now, 1) };
    const leave = leaveAt(run, minutesTo);
    return leave !== null && leave > now ? { do: 'wait', until: leave } : { do: 'depart' };
  }
  const { pickup, collectedAt } = run;
  if (pickup && collectedAt === null) {
    if (!same(situation.place, pickup.at)) return { do: 'go', to: pickup.at };
    return pickup.readyAt > now ? { do: 'wait', until: pickup.readyAt } : { do: 'fetch' };
  }
  return stop.itemCode === 'meal' ? atTheDoor(stop, situation) : onAVisit(stop, situation);
}

function atTheDoor(stop: Stop, { now, place, since, plan }: Situation): Step {
  if (stop.at && !same(place, stop.at)) return { do: 'go', to: stop.at };
  const { ending, observation, doorMinutes } = plan(stop);
  const opens = plusMinutes(since, doorMinutes);
  if (opens > now) return { do: 'wait', until: opens };
  if (ending.how === 'failed') return { do: 'fail', stop, reason: ending.reason, words: ending.words };
  const receiver = ending.how === 'done' ? ending.receiver : 'elder';
  return { do: 'hand_over', stop, receiver, observation };
}

function onAVisit(stop: Stop, situation: Situation): Step {
  const { now, place, since, job, plan } = situation;
  const working = stop.seatState === 'working';
  if (!working && stop.at && !same(place, stop.at)) return { do: 'go', to: stop.at };
  if (!job) return { do: 'look', stop };
  const { ending, doorMinutes } = plan(stop);

  if (stop.seatState === 'en_route') {
    const rings = later(plusMinutes(since, doorMinutes), plusMinutes(stop.window.from, -EARLY));
    return rings > now ? { do: 'wait', until: rings } : { do: 'arrive', stop };
  }
  if (stop.seatState === 'arrived') {
    if (ending.how === 'failed') return { do: 'fail', stop, reason: ending.reason, words: ending.words };
    const answers = answersFor(job.checklist, ['before'], plan(stop));
    if (answers.length > 0) return { do: 'check', stop, answers };
    if (isStopped(job)) return { do: 'fail', stop, reason: 'not_today', words: '血压偏高，今日不宜' };
    return waitsForCrew(stop, job, now) ?? { do: 'start', stop };
  }
  return working ? atWork(stop, job, situation) : { do: 'wait', until: plusMinutes(now, 1) };
}

/** Everybody of a crew has to be there; after a while he gives up. */
function waitsForCrew(stop: Stop, { seats }: JobView, now: Instant): Step | null {
  if (seats.every(({ state }) => THERE.has(state))) return null;
  if (minutesBetween(stop.window.from, now) < PATIENCE) return { do: 'wait', until: plusMinutes(now, 1) };
  return { do: 'fail', stop, reason: 'worker', words: LATE_PARTNER };
}
const THERE: ReadonlySet<string> = new Set(['arrived', 'working', 'done', 'failed', 'cancelled']);

/** A reading lies where the work must not go on. */
const isStopped = ({ checklist }: JobView): boolean =>
  checklist.some(({ step, answer }) => step === 'systolic_before' && typeof answer === 'number' && answer >= 180);

function atWork(stop: Stop, job: JobView, { now, place, plan, errand, minutesTo }: Situation): Step {
  const startedAt = job.seats.find(({ id }) => id === stop.seatId)?.startedAt ?? now;
  const ends = plusMinutes(startedAt, job.minutes * plan(stop).pace);
  if (errand) {
    if (!same(place, errand)) return { do: 'go', to: errand };
    const turns = plusMinutes(ends, stop.at ? -minutesTo(stop.at) : 0);
    return turns > now ? { do: 'wait', until: turns } : { do: 'turn_back' };
  }
  if (stop.at && !same(place, stop.at)) return { do: 'go', to: stop.at };
  if (ends > now) return { do: 'wait', until: ends };
  const answers = answersFor(job.checklist, ['before', 'during', 'after'], plan(stop));
  return answers.length > 0 ? { do: 'check', stop, answers } : { do: 'finish', stop };
}

const same = (a: Point, b: Point): boolean => a.lon === b.lon && a.lat === b.lat;
