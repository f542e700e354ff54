import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildServer, buildWeb } from './build.ts';
import { command } from './command.ts';
import { bringUpDemoDistrict } from './demo-district.ts';
import { bringUpDemo } from './demo-product.ts';
import { productEnv, startSimulation } from './product.ts';
import { bringUp, seconds, step } from './progress.ts';
import { cacheFolder } from './services/cache.ts';
import { startMongo } from './services/mongo.ts';
import { mustBeFree } from './services/port.ts';
import { startRedis } from './services/redis.ts';

/**
 * `npm start [-- --fresh]`: the whole product with a demo district at http://localhost:3000, or at PORT. The data
 * outlives a restart; with --fresh everything begins anew.
 */
await command(async () => {
  const began = Date.now();
  const port = Number(process.env['PORT'] ?? 3000);
  await mustBeFree(port);
  const home = join(cacheFolder, 'start');
  if (process.argv.includes('--fresh')) await rm(home, { recursive: true, force: true });

  const [mongo, redis, osrm] = await Promise.all([
    bringUp('MongoDB', () => startMongo(join(home, 'mongo'))),
    bringUp('Redis', () => startRedis(join(home, 'redis'))),
    bringUpDemoDistrict(home),
    step('server', buildServer, () => 'compiled'),
    step('web app', buildWeb, (outcome) => outcome),
  ]);
  const services = { ...mongo.env, ...redis.env, ...osrm };
  const url = await bringUpDemo(home, port, services);
  const simulationLog = startSimulation(home, await productEnv(home, port, services), url);

  console.log(`\nNuanlin 暖邻 is up at ${url} after ${seconds(Date.now() - began)}. Ctrl-C stops everything.`);
  console.log(`Its log: ${join(home, 'server.log')}`);
  console.log(`What its people do: ${simulationLog}`);
  return await new Promise<never>(() => {});
});
