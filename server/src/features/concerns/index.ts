import type { Platform } from '../../platform/platform.ts';
import type { Feature } from '../../platform/process.ts';
import { concernsFeed } from './concerns.feed.ts';
import { concernsHandlers } from './concerns.handlers.ts';
import { concernsRoutes } from './concerns.routes.ts';
import { alarmDeadlines } from './desk-work.ts';
import type { ConcernPorts } from './ports.ts';
import { concernDeadlines } from './see-to-concern.ts';

/** Concerns, alarms and follow-ups: what somebody must see to. */
export function createConcerns(
  { clock, deadlines, events, newId }: Platform,
  asks: Pick<ConcernPorts, 'elders' | 'identity' | 'organizations' | 'jobs'>,
): { readonly feature: Feature } {
  const ports: ConcernPorts = { ...asks, deadlines, events, newId };
  return {
    feature: {
      routes: concernsRoutes(ports),
      handlers: concernsHandlers(ports),
      deadlines: { ...concernDeadlines(ports), ...alarmDeadlines(ports) },
      feed: concernsFeed(ports, clock),
    },
  };
}
