import { dispatchContract } from './dispatch.ts';
import { jobsContract } from './jobs.ts';
import { trackingContract } from './tracking.ts';

/** The whole contract: one key a feature, the source of validation, types, OpenAPI and the client. */
export const contract = {
  dispatch: dispatchContract,
  jobs: jobsContract,
  tracking: trackingContract,
};
