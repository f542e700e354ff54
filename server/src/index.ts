/** What scripts may use: the parts of the product, to set up a database without serving it. */
export { join, reachOutside } from './compose.ts';
export type { NewGrant, NewPerson } from './features/identity/index.ts';
export type { NewWorker } from './features/workers/index.ts';
export { unscoped } from './platform/access/scope.ts';
export { readConfig } from './platform/config.ts';
export { SESSION_COOKIE } from './platform/http/cookies.ts';
export { prepareCollections } from './platform/mongo/connect.ts';
export { openPlatform, type OpenPlatform } from './platform/platform.ts';
