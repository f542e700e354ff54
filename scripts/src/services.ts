import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { command } from './command.ts';
import { bringUp } from './progress.ts';
import { cacheFolder } from './services/cache.ts';
import { findChromium } from './services/chromium.ts';
import { findChineseFont } from './services/font.ts';
import { startMongo } from './services/mongo.ts';
import { startRedis } from './services/redis.ts';
import { findSchemathesis } from './services/schemathesis.ts';
import { startStripeMock } from './services/stripe-mock.ts';
import { SetupError } from './setup-error.ts';

const home = join(cacheFolder, 'services');

const catalog = new Map([
  ['mongo', () => startMongo(join(home, 'mongo'))],
  ['redis', () => startRedis(join(home, 'redis'))],
  ['stripe-mock', () => startStripeMock(home)],
  ['chromium', findChromium],
  ['font', findChineseFont],
  ['schemathesis', findSchemathesis],
]);

/**
 * `npm run services [-- NAME …]`: brings up what tests and servers under development need (MongoDB and Redis unless
 * others are named), prints how to reach it, and stays up. The same lines stand in `.cache/services.env` while it runs.
 */
await command(async () => {
  const names = process.argv.length > 2 ? process.argv.slice(2) : ['mongo', 'redis'];
  const services = await Promise.all(names.map((name) => bringUp(name, starterOf(name))));

  const lines = services.flatMap(({ env }) => Object.entries(env).map(([key, value]) => `${key}=${value}`)).join('\n');
  await mkdir(cacheFolder, { recursive: true });
  await writeFile(join(cacheFolder, 'services.env'), `${lines}\n`);
  console.log(`\n${lines}\n\nUp until Ctrl-C.`);
  return await new Promise<never>(() => {});
});

function starterOf(name: string) {
  const start = catalog.get(name);
  if (start === undefined) throw new SetupError({ code: 'SERVICE_UNKNOWN', name, known: [...catalog.keys()] });
  return start;
}
