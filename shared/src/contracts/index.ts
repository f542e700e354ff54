import { canteensContract } from './canteens.ts';
import { catalogContract } from './catalog.ts';
import { dispatchContract } from './dispatch.ts';
import { jobsContract } from './jobs.ts';
import { ordersContract } from './orders.ts';
import { paymentsContract } from './payments.ts';
import { timebankContract } from './timebank.ts';
import { trackingContract } from './tracking.ts';

/** The whole contract: one key a feature, the source of validation, types, OpenAPI and the client. */
export const contract = {
  catalog: catalogContract,
  payments: paymentsContract,
  timebank: timebankContract,
  canteens: canteensContract,
  jobs: jobsContract,
  tracking: trackingContract,
  dispatch: dispatchContract,
  orders: ordersContract,
};
