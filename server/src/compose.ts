import { createDemoPhones, forgetUnsealed } from './adapters/notices-demo/demo-phones.ts';
import { createSandboxProvider, startSandbox } from './adapters/payments-sandbox/index.ts';
import { osrmRouting } from './adapters/routing-osrm/osrm.ts';
import { createCanteens, numbersByCounter } from './features/canteens/index.ts';
import { createCatalog } from './features/catalog/index.ts';
import { createConcerns } from './features/concerns/index.ts';
import { createDispatch } from './features/dispatch/index.ts';
import { createElders } from './features/elders/index.ts';
import { createIdentity } from './features/identity/index.ts';
import { createJobs } from './features/jobs/index.ts';
import { createNotices } from './features/notices/index.ts';
import { createOrders } from './features/orders/index.ts';
import { createOrganizations } from './features/organizations/index.ts';
import { countedByLine, createPayments } from './features/payments/index.ts';
import { createTimebank } from './features/timebank/index.ts';
import { createTracking } from './features/tracking/index.ts';
import { createWorkers } from './features/workers/index.ts';
import { canteenAsks, catalogAsks, orderAsks, paymentAsks, trackingAsks } from './joints.ts';
import type { Config } from './platform/config.ts';
import { openPlatform, type Platform } from './platform/platform.ts';
import type { PaymentProvider } from './platform/ports/payment.ts';
import type { Routing } from './platform/ports/routing.ts';
import { startProcess, type Composition, type RunningProcess } from './platform/process.ts';

/** The outside world, as this process reaches it. */
export interface Adapters {
  readonly payments: PaymentProvider;
  readonly routing: Routing;
}

/** The only place where parts are joined: platform ▶ adapters ▶ features, each handed what stands to its left. */
export function join(platform: Platform, adapters: Adapters) {
  const phones = createDemoPhones(platform);

  const organizations = createOrganizations(platform);
  const { rules } = organizations;
  const identity = createIdentity(platform, phones.sms);
  const elders = createElders(platform, { organizations, identity });
  const catalog = createCatalog(platform, catalogAsks({ organizations, elders }));
  const workers = createWorkers(platform, { organizations, identity });
  const payments = createPayments(platform, { provider: adapters.payments, asks: paymentAsks(elders) });
  const timebank = createTimebank(platform, {
    creditPercent: async (areaPath) =>
      (await rules.inForce('credit_rates', { areaPath, operatorPath: [] })).value.percent,
  });
  const canteens = createCanteens(platform, canteenAsks({ elders, rules }));
  const jobs = createJobs(platform, { organizations, identity, elders, catalog, canteens });
  const tracking = createTracking(platform, { rules, ...trackingAsks({ elders }) });
  const dispatch = createDispatch(platform, { organizations, elders, workers, jobs, tracking }, adapters.routing);
  const orders = createOrders(platform, {
    canteens,
    catalog,
    payments,
    timebank,
    asks: orderAsks({ elders, identity, jobs, catalog, organizations }),
  });
  const concerns = createConcerns(platform, { organizations, identity, elders, jobs });
  const notices = createNotices(
    platform,
    { organizations, identity, elders },
    { sender: phones.notices, phones: platform.config.DEMO ? phones : null },
  );

  const composition: Composition = {
    features: {
      organizations: organizations.feature,
      identity: identity.feature,
      catalog: catalog.feature,
      elders: elders.feature,
      workers: workers.feature,
      payments: payments.feature,
      timebank: timebank.feature,
      canteens: canteens.feature,
      jobs: jobs.feature,
      tracking: tracking.feature,
      dispatch: dispatch.feature,
      plans: dispatch.plans,
      orders: orders.feature,
      concerns: concerns.feature,
      notices: notices.feature,
      demo: notices.demo,
    },
    sessions: identity.sessions,
    whereIs: {
      elder: elders.whereIs,
      canteen: canteens.whereIs,
      district: organizations.whereIsDistrict,
      provider: organizations.whereIsProvider,
    },
    upward: {
      position: tracking.position,
      presence: workers.hearPresence,
      mayWatch: tracking.mayWatch,
      came: workers.deviceCame,
      here: workers.devicesHere,
      gone: workers.devicesGone,
    },
    migrations: [...identity.migrations, ...elders.migrations, forgetUnsealed, numbersByCounter, countedByLine],
  };
  return { composition, organizations, identity, elders, catalog, workers, payments, canteens, orders };
}

/** Starts this process with the roles of its configuration. */
export async function compose(config: Config): Promise<RunningProcess> {
  const platform = await openPlatform(config);
  const outside = await reachOutside(config);
  const running = await startProcess(platform, join(platform, outside.adapters).composition);
  return {
    port: running.port,
    async stop() {
      await running.stop();
      await outside.close();
    },
  };
}

/** The adapters of the configuration. The demo brings its own payment server, which takes no real money. */
export async function reachOutside(config: Config): Promise<{ adapters: Adapters; close(): Promise<void> }> {
  const { OSRM_URL: bike, OSRM_FOOT_URL: foot, PAYMENTS_URL, PORT } = config;
  const routing = osrmRouting({ ...(bike && { bike }), ...(foot && { foot }) });
  const secret = config.INDEX_KEY.toString('base64');
  if (PAYMENTS_URL) {
    return { adapters: { routing, payments: createSandboxProvider({ url: PAYMENTS_URL, secret }) }, close: nothing };
  }
  const sandbox = await startSandbox({ secret, webhookUrl: () => `http://127.0.0.1:${PORT}/api/webhooks/payments` });
  return {
    adapters: { routing, payments: createSandboxProvider({ url: sandbox.url, secret }) },
    close: () => sandbox.stop(),
  };
}

const nothing = async (): Promise<void> => undefined;
