import { canteensContract } from './canteens.ts';
import { catalogContract } from './catalog.ts';
import { concernsContract } from './concerns.ts';
import { demoContract } from './demo.ts';
import { dispatchContract } from './dispatch.ts';
import { eldersContract } from './elders.ts';
import { identityContract } from './identity.ts';
import { jobsContract } from './jobs.ts';
import { noticesContract } from './notices.ts';
import { ordersContract } from './orders.ts';
import { organizationsContract } from './organizations.ts';
import { paymentsContract } from './payments.ts';
import { plansContract } from './plans.ts';
import { timebankContract } from './timebank.ts';
import { trackingContract } from './tracking.ts';
import { workersContract } from './workers.ts';

/** The whole contract: one key a feature, the source of validation, types, OpenAPI and the client. */
export const contract = {
  organizations: organizationsContract,
  identity: identityContract,
  catalog: catalogContract,
  elders: eldersContract,
  workers: workersContract,
  payments: paymentsContract,
  timebank: timebankContract,
  canteens: canteensContract,
  jobs: jobsContract,
  tracking: trackingContract,
  dispatch: dispatchContract,
  plans: plansContract,
  orders: ordersContract,
  concerns: concernsContract,
  notices: noticesContract,
  demo: demoContract,
};
