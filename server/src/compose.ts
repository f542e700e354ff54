import type { Config } from './platform/config.ts';
import { openPlatform } from './platform/platform.ts';
import { startProcess, type RunningProcess } from './platform/process.ts';

/** The only place where parts are joined: platform ▶ adapters ▶ features, each handed what stands to its left. */
export async function compose(config: Config): Promise<RunningProcess> {
  const platform = await openPlatform(config);
  return startProcess(platform, {
    features: {},
    sessions: { read: async () => null, peek: async () => null, current: async () => null },
    whereIs: { elder: () => null, canteen: () => null, district: () => null, provider: () => null },
    upward: {
      position: async () => null,
      presence: async () => undefined,
      mayWatch: async () => false,
      gone: async () => undefined,
    },
    migrations: [],
  });
}
