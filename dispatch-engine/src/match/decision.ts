import type { HeldCode, ReasonCode } from '@nuanlin/shared';
import type { Minute, PlannedRun, WorkerKind } from '../problem/index.ts';

/** What a worker costs for a run, each part in weighted minutes; the least sum is best. */
export interface CostParts {
  readonly travel: number;
  readonly lateness: number;
  readonly waiting: number;
  readonly foodAge: number;
  readonly overrun: number;
  /** Negative when the elder knows the worker. */
  readonly continuity: number;
  /** Negative for a worker who is short of hours or income. */
  readonly fairness: number;
  readonly rejection: number;
  readonly total: number;
}

/** 户. One call of a run and the minute at which its event is expected. */
export interface Stop {
  readonly kind: 'pickup' | 'door';
  /** Those picked up here, or the one whose door it is. */
  readonly jobIds: readonly string[];
  readonly at: Minute;
}

/** 趟次. The ordered stops of 1..n jobs that one worker does in one go. */
export interface Run {
  readonly jobIds: readonly string[];
  readonly stops: readonly Stop[];
  /** When the worker must be on the way for these minutes to hold, and when she is free again. */
  readonly leave: Minute;
  readonly end: Minute;
  /** Minutes on the way, not weighted. */
  readonly travel: number;
}

/** A seat that an offer gives: the job's, so that a crew's partners are told apart. */
export interface OfferedSeat {
  readonly jobId: string;
  readonly seatId: string;
}

/** 待接单. One worker, one run; a broadcast has one of these for each worker asked, all with the same run. */
export interface Offer {
  readonly mode: 'direct' | 'broadcast';
  readonly workerId: string;
  readonly seats: readonly OfferedSeat[];
  readonly run: Run;
  /** The job id when these offers stand or fall together 服务小组. */
  readonly crew: string | null;
  /** 接单时限: minutes to answer. */
  readonly lease: number;
  readonly cost: CostParts;
  /** Chance of acceptance as learnt. */
  readonly chance: number;
  readonly trace: Trace;
}

/** Work kept in hand on purpose. */
export interface Held {
  readonly jobId: string;
  readonly reason: HeldCode;
  /** Look again no later than this. */
  readonly until: Minute;
}

/** Work that nobody can do as things stand: for each kind of worker how many fail for which reason first. */
export interface Impossible {
  readonly jobId: string;
  readonly groups: readonly { readonly kind: WorkerKind; readonly reason: ReasonCode; readonly workers: number }[];
}

/** Why this worker: at most 4 KB as JSON. */
export interface Trace {
  readonly chosen: string;
  readonly nextBest: readonly { readonly workerId: string; readonly cost: CostParts }[];
  /** Workers looked at and excluded, counted by reason. */
  readonly excluded: Readonly<Partial<Record<ReasonCode, number>>>;
  readonly estimated: boolean;
}

/** What to do now. */
export interface Decision {
  readonly offers: readonly Offer[];
  readonly held: readonly Held[];
  readonly impossible: readonly Impossible[];
  /** The tentative stage: hand it back as `Snapshot.plan` in the next round. */
  readonly plan: readonly PlannedRun[];
}
