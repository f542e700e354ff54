import { createSandboxProvider } from '../../src/adapters/payments-sandbox/index.ts';
import { estimatedRouting } from '../../src/adapters/routing-osrm/osrm.ts';
import type { Adapters } from '../../src/compose.ts';

/** For tests that neither pay nor drive: a payment server that is not there, and ways by the line. */
export const noOutside: Adapters = {
  payments: createSandboxProvider({ url: 'http://127.0.0.1:9', secret: 'nobody' }),
  routing: estimatedRouting,
};
