import type { Platform } from '../../platform/platform.ts';
import type { Feature } from '../../platform/process.ts';
import type { Canteens } from '../canteens/index.ts';
import type { Catalog } from '../catalog/index.ts';
import type { Payments } from '../payments/index.ts';
import type { Timebank } from '../timebank/index.ts';
import type { Asks } from './asks.ts';
import { ordersFeed } from './orders.feed.ts';
import { ordersDeadlines, ordersHandlers } from './orders.handlers.ts';
import { ordersRoutes } from './orders.routes.ts';
import { orderStore } from './orders.store.ts';

export type { Asks as OrderAsks, Beneficiary, OrderRules } from './asks.ts';

export type Orders = ReturnType<typeof createOrders>;

/** Orders and their lines. */
export function createOrders(
  { events, deadlines, newId }: Platform,
  left: { canteens: Canteens; catalog: Catalog; payments: Payments; timebank: Timebank; asks: Asks },
) {
  const ports = { ...left, orders: orderStore, events, deadlines, newId };
  const feature: Feature = {
    routes: ordersRoutes(ports),
    handlers: ordersHandlers(ports),
    deadlines: ordersDeadlines(ports),
    feed: ordersFeed(orderStore),
  };
  return {
    feature,
    /** @throws NOT_FOUND when there is none within the scope */
    line: orderStore.line,
  };
}
