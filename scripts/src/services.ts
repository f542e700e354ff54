import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { command } from './command.ts';
import { bringUp } from './progress.ts';
import { cacheFolder } from './services/cache.ts';
import { startMongo } from './services/mongo.ts';
import { startRedis } from './services/redis.ts';

/**
 * `npm run services`: brings up what tests and servers under development need, prints how to reach it, and stays up.
 * The same lines stand in `.cache/services.env` while it runs.
 */
await command(async () => {
  const home = join(cacheFolder, 'services');
  const services = await Promise.all([
    bringUp('MongoDB', () => startMongo(join(home, 'mongo'))),
    bringUp('Redis', () => startRedis(join(home, 'redis'))),
  ]);

  const lines = services.flatMap(({ env }) => Object.entries(env).map(([key, value]) => `${key}=${value}`)).join('\n');
  await mkdir(cacheFolder, { recursive: true });
  await writeFile(join(cacheFolder, 'services.env'), `${lines}\n`);
  console.log(`\n${lines}\n\nUp until Ctrl-C.`);
  return await new Promise<never>(() => {});
});
