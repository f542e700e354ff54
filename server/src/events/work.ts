import type {
  AreaId,
  CanteenId,
  DishId,
  DistrictId,
  Fen,
  Id,
  Instant,
  JobId,
  LineId,
  MealPeriod,
  OfferId,
  OperatorId,
  PersonId,
  PlanId,
  PlanState,
  PlanSubject,
  Reason,
  RunId,
  SeatId,
  ServiceDay,
  TicketId,
  TimeWindow,
} from '@nuanlin/shared';
import type { Whereabouts } from './orders.ts';

export interface TicketFacts extends Whereabouts {
  ticketId: TicketId;
  canteenId: CanteenId;
  lineId: LineId;
  day: ServiceDay;
  period: MealPeriod;
  version: number;
}

export type CanteenEvent =
  | { type: 'ticket_planned'; facts: TicketFacts }
  | { type: 'ticket_queued'; facts: TicketFacts }
  | { type: 'ticket_started'; facts: TicketFacts }
  /** The kitchen has said when it will stand ready. */
  | { type: 'ticket_expected'; facts: TicketFacts & { readyAt: Instant } }
  | { type: 'ticket_ready'; facts: TicketFacts }
  | { type: 'ticket_called'; facts: TicketFacts }
  | { type: 'ticket_handed_over'; facts: TicketFacts }
  | { type: 'ticket_cancelled'; facts: TicketFacts }
  | {
      type: 'dish_sold_out';
      facts: {
        canteenId: CanteenId;
        dishId: DishId;
        day: ServiceDay;
        period: MealPeriod;
        operatorPath: OperatorId[];
      };
    };

/** What a job is done for; only a line has payers. */
export type JobSource =
  | { kind: 'line'; lineId: LineId }
  | { kind: 'concern'; concernId: Id<'concern'> }
  | { kind: 'schedule'; scheduleId: string }
  | { kind: 'referral'; referralId: string };

export type WorkerKind = 'courier' | 'staff' | 'volunteer';

export interface JobFacts extends Whereabouts {
  jobId: JobId;
  districtId: DistrictId;
  source: JobSource;
  itemCode: string;
  window: TimeWindow;
  version: number;
}

export interface SeatFacts extends JobFacts {
  seatId: SeatId;
  seatNumber: number;
  seatVersion: number;
  workerId: PersonId;
  workerKind: WorkerKind;
  runId: RunId | null;
}

/**
 * Why a seat is open again: its last offer ended, whoever had it gave it back, could not, or did not come, a dispatcher
 * gave it to somebody else, its crew was not complete in time, a plan gives it to somebody else or at another minute, or
 * the line has another time.
 */
export type ReopenedWhy =
  | 'offer_ended'
  | 'released'
  | 'unable'
  | 'not_departed'
  | 'no_show'
  | 'reassigned'
  | 'crew_released'
  | 'planned_anew'
  | 'line_changed';

/** Who had a seat, where he stands, and in which run. */
export interface Had {
  workerId: PersonId;
  operatorPath: OperatorId[];
  runId: RunId;
}

interface Reopened {
  why: ReopenedWhy;
  /** What the worker said. */
  words: string;
  /** Null when it was only offered. */
  was: Had | null;
}

export type JobEvent =
  | { type: 'job_opened'; facts: JobFacts }
  /** It has another time, place or provider. */
  | { type: 'job_changed'; facts: JobFacts }
  /** The same work, ready at another minute. */
  | { type: 'job_ready_changed'; facts: JobFacts & { readyAt: Instant } }
  | { type: 'seat_reopened'; facts: JobFacts & { seatId: SeatId; seatVersion: number } & Reopened }
  /** Somebody had it and it is off. */
  | { type: 'seat_cancelled'; facts: JobFacts & { seatId: SeatId; seatVersion: number; reason: string; was: Had } }
  | { type: 'seat_held'; facts: SeatFacts }
  | { type: 'seat_assigned'; facts: SeatFacts }
  | { type: 'seat_departed'; facts: SeatFacts }
  | { type: 'seat_arrived'; facts: SeatFacts & { method: string } }
  | { type: 'seat_started'; facts: SeatFacts }
  | {
      type: 'seat_done';
      facts: SeatFacts & {
        minutes: number;
        observation: string | null;
        /** Who took the box; null for a visit. */
        receiver: string | null;
        /** Minutes waited for the rest of the crew. */
        waitedMinutes: number;
      };
    }
  | { type: 'seat_failed'; facts: SeatFacts & { reason: string; came: boolean; waitedMinutes: number } }
  | { type: 'worker_no_show'; facts: SeatFacts }
  /** A meal is late: who brings it and who cooks it hear first, the dispatcher by the alarm that follows. */
  | { type: 'meal_late'; facts: JobFacts & { canteenId: CanteenId; workerIds: PersonId[] } }
  | { type: 'job_completed'; facts: JobFacts }
  | { type: 'job_failed'; facts: JobFacts & { reason: string } }
  | { type: 'job_cancelled'; facts: JobFacts & { reason: string } };

/** To one worker, or to a provider whose coordinator names staff. */
export type OfferTo = { kind: 'worker'; workerId: PersonId } | { kind: 'provider'; operatorId: OperatorId };

export interface OfferFacts {
  offerId: OfferId;
  districtId: DistrictId;
  runId: RunId;
  jobIds: JobId[];
  seatIds: SeatId[];
  to: OfferTo;
  leaseUntil: Instant;
  version: number;
}

export interface RunFacts {
  runId: RunId;
  version: number;
  districtId: DistrictId;
  workerId: PersonId;
  state: 'offered' | 'accepted' | 'departed' | 'ended' | 'dissolved';
  /** In the order of the run, each with the minute promised for it. */
  stops: ({ jobId: JobId; lineId: LineId | null; promisedAt: Instant } & Whereabouts)[];
}

export type DispatchEvent =
  | { type: 'offer_sent'; facts: OfferFacts }
  | { type: 'offer_accepted'; facts: OfferFacts & { workerId: PersonId; notedById: PersonId | null } }
  | { type: 'offer_rejected'; facts: OfferFacts & { reason: string } }
  | { type: 'offer_timed_out'; facts: OfferFacts }
  | { type: 'offer_rescinded'; facts: OfferFacts & { why: string } }
  | { type: 'offer_cancelled'; facts: OfferFacts }
  /** The engine keeps a job in hand on purpose, or finds nobody for it; told when that becomes so. */
  | {
      type: 'job_waits';
      facts: {
        jobId: JobId;
        districtId: DistrictId;
        held: { until: Instant; reason: Reason } | null;
        impossible: Reason | null;
      };
    }
  | { type: 'run_departed'; facts: RunFacts }
  /** The boxes have been fetched: from now on the work stays with who has them. */
  | { type: 'run_collected'; facts: RunFacts }
  /** Stops have left a run under way. */
  | { type: 'run_changed'; facts: RunFacts }
  | { type: 'run_ended'; facts: RunFacts }
  /** Who should leave soon is offline: he is asked, and the dispatcher knows. */
  | { type: 'departure_doubtful'; facts: RunFacts }
  /** A seat has earned its worker money; credit is the time bank's. */
  | {
      type: 'earning_posted';
      facts: {
        journalId: Id<'journal'>;
        seatId: SeatId;
        workerId: PersonId;
        fen: Fen;
        areaPath: AreaId[];
        operatorPath: OperatorId[];
      };
    }
  /** A plan is asked for, proposed, edited, being applied, applied or put aside. */
  | {
      type: 'plan_changed';
      facts: { planId: PlanId; version: number; state: PlanState; subject: PlanSubject };
    }
  | { type: 'decision_time_passed'; facts: JobFacts }
  | {
      type: 'promise_in_danger';
      facts: JobFacts & { kind: 'not_departed' | 'not_arrived' | 'crew_incomplete' | 'late' };
    };

/** A position that was heard on a run and is not any more, and its return; about the stop that comes next. */
export type TrackingEvent =
  | { type: 'position_silent'; facts: SilenceFacts }
  | { type: 'position_back'; facts: SilenceFacts };

export interface SilenceFacts extends Whereabouts {
  runId: RunId;
  workerId: PersonId;
  jobId: JobId;
  lineId: LineId | null;
}
