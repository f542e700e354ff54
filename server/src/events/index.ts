import type { EventId, Instant } from '@nuanlin/shared';
import type { OrderEvent, PaymentEvent, TimebankEvent } from './orders.ts';
import type { ConcernEvent, ElderEvent, IdentityEvent, NoticeEvent, OrganizationEvent, WorkerEvent } from './people.ts';
import type { CanteenEvent, DispatchEvent, JobEvent, TrackingEvent } from './work.ts';

/**
 * Everything that can have happened. Facts and ids, complete enough that a handler reads nothing to its right; never a
 * name, phone, identity number, door note, health entry or one-time code: who needs one reads it then, from the left.
 */
export type DomainEvent =
  | OrganizationEvent
  | IdentityEvent
  | ElderEvent
  | WorkerEvent
  | PaymentEvent
  | TimebankEvent
  | CanteenEvent
  | JobEvent
  | TrackingEvent
  | DispatchEvent
  | OrderEvent
  | ConcernEvent
  | NoticeEvent;

export type EventType = DomainEvent['type'];
export type EventOf<T extends EventType> = Extract<DomainEvent, { type: T }>;

/** A fact as it was recorded, with the request that caused it. */
export type Recorded<E extends DomainEvent = DomainEvent> = E & { id: EventId; at: Instant; requestId: string };

export type * from './orders.ts';
export type * from './people.ts';
export type * from './work.ts';
