import type { AreaId, ElderId } from '@nuanlin/shared';
import type { DomainEvent } from '../../events/index.ts';
import type { Deadlines } from '../../platform/deadlines.ts';
import type { EventLog } from '../../platform/events.ts';
import type { Tx } from '../../platform/tx.ts';
import type { Positions } from './positions.ts';
import type { TourStore } from './tour.store.ts';
import type { TrailStore } from './trails.store.ts';

export interface TrackingPorts {
  readonly tours: TourStore;
  readonly trails: TrailStore;
  readonly positions: Positions;
  readonly deadlines: Deadlines;
  readonly events: EventLog<DomainEvent>;
  /** A transaction for what comes up a socket. */
  readonly run: Tx;
  /** Minutes after which a silent position alarms the dispatcher, where a stop lies. */
  silentAfter(areaPath: readonly AreaId[]): Promise<number>;
  /** Where elders live, to tell doors apart; it is said to nobody. */
  doors(elderIds: readonly ElderId[]): Promise<ReadonlyMap<ElderId, string>>;
}
