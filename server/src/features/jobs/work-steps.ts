import {
  CONSENT_KINDS,
  Refusal,
  type CheckIn,
  type ConsentKindCode,
  type Evidence,
  type Observation,
  type Receiver,
  type SeatId,
} from '@nuanlin/shared';
import type { ServiceItemCode } from '@nuanlin/shared';
import type { SignedIn } from '../../platform/http/route.ts';
import type { Limits } from '../../platform/http/limits.ts';
import type { Tx } from '../../platform/tx.ts';
import { advance, ownSeat, seatFacts, type Advancing } from './advance.ts';
import type { Asks } from './asks.ts';
import { answered, mayFinish, mayStart, requireEvidence } from './checklist.ts';
import type { Job } from './job.ts';
import type { Work } from './jobs.store.ts';
import { arrivalOf, markOf, minutesWorked, type MadeAt } from './mark.ts';
import * as seats from './seat.ts';
import { visitCode } from './visit-code.ts';
import { waitedFor } from './waiting.ts';

export interface StepPorts extends Advancing {
  readonly asks: Asks;
  readonly limits: Limits;
  readonly secret: Buffer;
  readonly tx: Tx;
}

/** What a worker says of his own seat, now or earlier on a device without a network. */
export type Step<T = object> = SignedIn & { readonly seatId: SeatId; readonly madeAt?: MadeAt | undefined } & T;

export const workerOf = ({ scope, seatId, actor }: Step) => ({ scope, seatId, workerId: actor.personId });

/** 出发. @throws NOT_FOUND, SEAT_NOT_YOURS, SEAT_MOVED_ON */
export function depart(step: Step, ports: StepPorts): Promise<Work> {
  return ports.tx(async (session) => {
    const work = await ownSeat(workerOf(step), ports, session);
    const after = seats.depart(work.seat, markOf(step.madeAt, step.now));
    return advance(
      work,
      [work.seat, after],
      [{ type: 'seat_departed', facts: seatFacts(work.job, after) }],
      ports,
      session,
    );
  });
}

/** 签到. @throws NOT_FOUND, SEAT_NOT_YOURS, SEAT_MOVED_ON, VISIT_CODE_WRONG, CARD_BLOCKED */
export async function arrive(step: Step<{ checkIn: CheckIn }>, ports: StepPorts): Promise<Work> {
  const { checkIn } = step;
  await requireShown(step, checkIn, ports);
  return ports.tx(async (session) => {
    const work = await ownSeat(workerOf(step), ports, session);
    const after = seats.arrive(work.seat, arrivalOf(checkIn, work.job.place.at, markOf(step.madeAt, step.now)));
    const told = { type: 'seat_arrived', facts: { ...seatFacts(work.job, after), method: checkIn.method } } as const;
    return advance(work, [work.seat, after], [told], ports, session);
  });
}

/** Answers to steps of the item's checklist; the last one of a step counts. @throws INVALID_INPUT, SEAT_NOT_YOURS */
export async function check(
  step: Step<{ answers: readonly { step: string; value: boolean | number | string }[] }>,
  ports: StepPorts,
): Promise<Work> {
  const { jobs } = ports;
  const before = await jobs.ofSeat(step.scope, step.seatId);
  const item = await ports.asks.itemByCode(before.job.itemCode);
  const answers = answered(item.checklist, await jobs.answers(step.scope, before.job.id), step.answers);
  return ports.tx(async (session) => {
    const work = await ownSeat(workerOf(step), ports, session);
    if (seats.hasEnded(work.seat)) throw new Refusal('SEAT_MOVED_ON', { seatId: step.seatId, state: work.seat.state });
    await jobs.saveAnswers(work.job, answers, session);
    return work;
  });
}

/**
 * 开始.
 * @throws CREW_INCOMPLETE until every seat has arrived, CHECK_MISSING, CHECK_BLOCKS, SEAT_MOVED_ON
 * @throws CONSENT_MISSING when the elder has withdrawn a consent that the item needs, or its text is a new one
 */
export async function start(step: Step, ports: StepPorts): Promise<Work> {
  const { job } = await ports.jobs.ofSeat(step.scope, step.seatId);
  const { checklist, consents } = await ports.asks.itemByCode(job.itemCode);
  requireConsents(consents, await ports.asks.consents(job.elderId));
  mayStart(checklist, await ports.jobs.answers(step.scope, job.id));
  return ports.tx(async (session) => {
    const work = await ownSeat(workerOf(step), ports, session);
    if (!work.seats.every(({ state }) => THERE.has(state))) throw new Refusal('CREW_INCOMPLETE', { jobId: job.id });
    const after = seats.start(work.seat, markOf(step.madeAt, step.now));
    return advance(
      work,
      [work.seat, after],
      [{ type: 'seat_started', facts: seatFacts(work.job, after) }],
      ports,
      session,
    );
  });
}

function requireConsents(needed: readonly ConsentKindCode[], given: readonly ConsentKindCode[]): void {
  const kind = needed.find((one) => !given.includes(one));
  if (!kind) return;
  const { textVersion, name: consent } = CONSENT_KINDS[kind];
  throw new Refusal('CONSENT_MISSING', { kind, textVersion, consent });
}

const THERE = new Set<seats.Seat['state']>(['arrived', 'working', 'done', 'failed', 'cancelled']);

/** 签退. @throws CHECK_MISSING, CHECK_BLOCKS, EVIDENCE_MISSING, VISIT_CODE_WRONG, SEAT_MOVED_ON */
export async function finish(
  step: Step<{ evidence: readonly Evidence[]; observation: Observation }>,
  ports: StepPorts,
): Promise<Work> {
  const { job } = await ports.jobs.ofSeat(step.scope, step.seatId);
  const item = await ports.asks.itemByCode(job.itemCode);
  mayFinish(item.checklist, await ports.jobs.answers(step.scope, job.id));
  requireEvidence(item.evidence, step.evidence);
  for (const shown of step.evidence) if (shown.kind === 'visit_code') await requireCode(step, job, shown.code, ports);

  return ports.tx(async (session) => {
    const work = await ownSeat(workerOf(step), ports, session);
    const evidence = step.evidence.map(({ kind }) => kind);
    const ended = { ...markOf(step.madeAt, step.now), evidence, observation: step.observation, receiver: null };
    const after = seats.finish(work.seat, ended);
    return advance(work, [work.seat, after], [done(work, after)], ports, session);
  });
}

const done = (work: Work, seat: seats.SeatIn<'done'>) =>
  ({
    type: 'seat_done',
    facts: {
      ...seatFacts(work.job, seat),
      minutes: minutesWorked(seat.started, seat.ended),
      observation: seat.ended.observation,
      receiver: seat.ended.receiver,
      waitedMinutes: waitedFor(seat, work, seat.started.at),
    },
  }) as const;

/**
 * A meal given over at the door: who took it and how the elder was. One step for arriving, handing over and leaving.
 * @throws SEAT_MOVED_ON, VISIT_CODE_WRONG, INVALID_INPUT for work that is no meal
 */
export async function handOver(
  step: Step<{ receiver: Receiver; observation: Observation; checkIn: CheckIn }>,
  ports: StepPorts,
): Promise<Work> {
  const { checkIn, observation, receiver } = step;
  await requireShown(step, checkIn, ports);
  if (receiver === 'doorstep') await requireWish(step, ports);
  return ports.tx(async (session) => {
    const work = await ownSeat(workerOf(step), ports, session);
    if (work.job.itemCode !== MEAL) throw new Refusal('INVALID_INPUT', { fields: [{ path: 'seatId' }] });
    const mark = markOf(step.madeAt, step.now);
    const there =
      work.seat.state === 'arrived' ? work.seat : seats.arrive(work.seat, arrivalOf(checkIn, work.job.place.at, mark));
    const after = seats.finish(seats.start(there, mark), {
      ...mark,
      evidence: ['handing_over'],
      observation,
      receiver,
    });
    return advance(work, [work.seat, after], [done(work, after)], ports, session);
  });
}
const MEAL = 'meal' satisfies ServiceItemCode;

/** 放门口 needs the elder's standing wish. @throws INVALID_INPUT */
async function requireWish({ scope, seatId }: Step, { jobs, asks }: StepPorts): Promise<void> {
  const { job } = await jobs.ofSeat(scope, seatId);
  const { leaveAtDoor } = await asks.home(job.elderId);
  if (!leaveAtDoor) throw new Refusal('INVALID_INPUT', { fields: [{ path: 'receiver' }] });
}

async function requireShown(step: Step, checkIn: CheckIn, ports: StepPorts): Promise<void> {
  if (checkIn.method === 'position' || checkIn.method === 'staff_note') return;
  const { job } = await ports.jobs.ofSeat(step.scope, step.seatId);
  if (checkIn.method === 'visit_code') return requireCode(step, job, checkIn.code, ports);
  if (!(await ports.asks.cardIsOf(job.elderId, checkIn.cardCode))) throw new Refusal('CARD_BLOCKED');
}

/** Four digits are soon guessed, so tries are counted. */
async function requireCode({ actor }: Step, job: Job, code: string, { limits, secret }: StepPorts): Promise<void> {
  await limits.take(`visit-code:${job.id}:${actor.personId}`, CODE_TRIES, CODE_WINDOW_S);
  if (code !== visitCode(job.id, secret).code) throw new Refusal('VISIT_CODE_WRONG');
}
const CODE_TRIES = 5;
const CODE_WINDOW_S = 15 * 60;
