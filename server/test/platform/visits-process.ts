import { newId } from '../../src/platform/ids.ts';
import { openPlatform } from '../../src/platform/platform.ts';
import { startProcess } from '../../src/platform/process.ts';
import { bareComposition, testConfig, testSessions } from '../support/system.ts';
import { visits, visitsFeature } from './example.ts';

/** The example feature as a process of its own, for tests that kill it. */
const { QUEUE_PREFIX = '', ROLES = '', FIELD_KEYS = '', INDEX_KEY = '' } = process.env;
const platform = await openPlatform(testConfig({ QUEUE_PREFIX, ROLES, FIELD_KEYS, INDEX_KEY }));
await startProcess(platform, {
  ...bareComposition(),
  sessions: testSessions().sessions,
  features: { visits: visitsFeature({ ...platform, visits, areaPath: [newId('area')], failures: { left: 0 } }) },
});
process.stdout.write('ready\n');
