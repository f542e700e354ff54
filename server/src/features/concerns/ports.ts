import type { DomainEvent } from '../../events/index.ts';
import type { Deadlines } from '../../platform/deadlines.ts';
import type { EventLog } from '../../platform/events.ts';
import type { NewId } from '../../platform/ids.ts';
import type { EldersFeature } from '../elders/index.ts';
import type { Identity } from '../identity/index.ts';
import type { Jobs } from '../jobs/index.ts';
import type { Organizations } from '../organizations/index.ts';

export interface ConcernPorts {
  elders: EldersFeature;
  identity: Identity;
  organizations: Organizations;
  jobs: Jobs;
  events: EventLog<DomainEvent>;
  deadlines: Deadlines;
  newId: NewId;
}
