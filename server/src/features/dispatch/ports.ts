import type { ClientSession } from 'mongoose';
import type { Instant, PersonId, Point, RunId, TimeWindow } from '@nuanlin/shared';
import type { DomainEvent } from '../../events/index.ts';
import type { Deadlines } from '../../platform/deadlines.ts';
import type { EventLog } from '../../platform/events.ts';
import type { Ledger } from '../../platform/ledger.ts';
import type { NewId } from '../../platform/ids.ts';
import type { JobStore } from '../jobs/index.ts';
import type { Asks } from './asks.ts';
import type { OfferStore, RunStore } from './dispatch.store.ts';
import type { LearntStore } from './learnt.ts';
import type { TraceStore } from './trace.store.ts';
import type { TravelTimes } from './travel.ts';

/** What a worker has accepted, on a document of his own: nobody is in two places. */
export interface Loads {
  /** @throws WORKER_BUSY when the window overlaps another or somebody was faster */
  add(
    workerId: PersonId,
    load: { runId: RunId; window: TimeWindow; begins: { at: Point; by: Instant }; endsAt: Point },
    session: ClientSession,
  ): Promise<void>;
  remove(workerId: PersonId, runId: RunId, session: ClientSession): Promise<void>;
}

export interface DispatchPorts {
  readonly offers: OfferStore;
  readonly runs: RunStore;
  readonly jobs: JobStore;
  readonly loads: Loads;
  readonly learnt: LearntStore;
  readonly traces: TraceStore;
  readonly asks: Asks;
  readonly travel: TravelTimes;
  readonly ledger: Pick<Ledger, 'post' | 'of' | 'balance' | 'since'>;
  readonly events: EventLog<DomainEvent>;
  readonly deadlines: Deadlines;
  readonly newId: NewId;
}
