import type { ClientSession } from 'mongoose';
import type { AreaId } from '@nuanlin/shared';
import { ledger } from '../../platform/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Feature } from '../../platform/process.ts';
import { holdCredit } from './hold-credit.ts';
import { timebankFeed } from './timebank.feed.ts';
import { timebankHandlers } from './timebank.handlers.ts';
import { timebankRoutes } from './timebank.routes.ts';

export type Timebank = ReturnType<typeof createTimebank>;

/** 时间银行: credit earned by volunteers and spent by elders, as journals of the ledger. */
export function createTimebank(
  { events, newId }: Platform,
  { creditPercent }: { creditPercent: (areaPath: readonly AreaId[]) => Promise<number> },
) {
  const feature: Feature = {
    routes: timebankRoutes({ ledger, events, newId }),
    handlers: timebankHandlers({ ledger, events, newId, creditPercent }),
    feed: timebankFeed,
  };
  return {
    feature,
    holdCredit: (hold: Parameters<typeof holdCredit>[0], session: ClientSession) =>
      holdCredit(hold, { ledger, newId }, session),
    creditPercent,
  };
}
