import type { Platform } from '../../platform/platform.ts';
import type { Feature } from '../../platform/process.ts';
import type { NoticeSender } from '../../platform/ports/notice.ts';
import type { EldersFeature } from '../elders/index.ts';
import type { Identity } from '../identity/index.ts';
import type { Organizations } from '../organizations/index.ts';
import { noticesHandlers } from './notices.handlers.ts';
import { demoRoutes, noticesRoutes } from './notices.routes.ts';
import { createNoticeStore } from './notices.store.ts';
import type { DemoPhones } from './press-key.ts';
import { noticeDeadlines } from './say.ts';

/** Telling people what they need to know; and what the demo shows instead of sending it. */
export function createNotices(
  { clock, clockControl, deadlines, events, newId, sealer }: Platform,
  left: { elders: EldersFeature; identity: Identity; organizations: Organizations },
  { sender, phones }: { sender: NoticeSender; phones: DemoPhones | null },
): { readonly feature: Feature; readonly demo: Feature } {
  const ports = {
    ...left,
    notices: createNoticeStore(sealer),
    sender,
    phones,
    deadlines,
    newId,
    clock,
    clockControl,
    events,
  };
  return {
    feature: {
      routes: noticesRoutes(ports),
      handlers: noticesHandlers(ports),
      deadlines: noticeDeadlines(ports),
    },
    demo: { routes: demoRoutes(ports) },
  };
}
