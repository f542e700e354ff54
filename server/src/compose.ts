import { createDemoPhones } from './adapters/notices-demo/demo-phones.ts';
import { createElders } from './features/elders/index.ts';
import { createIdentity } from './features/identity/index.ts';
import { createTracking } from './features/tracking/index.ts';
import { createOrganizations } from './features/organizations/index.ts';
import { createWorkers } from './features/workers/index.ts';
import type { Config } from './platform/config.ts';
import { openPlatform, type Platform } from './platform/platform.ts';
import { startProcess, type Composition, type RunningProcess } from './platform/process.ts';

/** The only place where parts are joined: platform ▶ adapters ▶ features, each handed what stands to its left. */
export function join(platform: Platform) {
  const phones = createDemoPhones(platform);

  const organizations = createOrganizations(platform);
  const identity = createIdentity(platform, phones.sms);
  const elders = createElders(platform, { organizations, identity });
  const workers = createWorkers(platform, { organizations, identity });

  const tracking = createTracking(platform);

  const composition: Composition = {
    features: {
      organizations: organizations.feature,
      identity: identity.feature,
      elders: elders.feature,
      workers: workers.feature,
      tracking: tracking.feature,
    },
    sessions: identity.sessions,
    whereIs: {
      elder: elders.whereIs,
      canteen: () => null,
      district: organizations.whereIsDistrict,
      provider: organizations.whereIsProvider,
    },
    upward: {
      position: tracking.position,
      presence: workers.hearPresence,
      mayWatch: tracking.mayWatch,
      gone: workers.devicesGone,
    },
    migrations: [],
  };
  return { composition, organizations, identity, elders, workers };
}

/** Starts this process with the roles of its configuration. */
export async function compose(config: Config): Promise<RunningProcess> {
  const platform = await openPlatform(config);
  return startProcess(platform, join(platform).composition);
}
