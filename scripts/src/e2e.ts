import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildServer, buildWeb } from './build.ts';
import { command } from './command.ts';
import { bringUpDemoDistrict } from './demo-district.ts';
import { bringUpDemo } from './demo-product.ts';
import { bringUp, step } from './progress.ts';
import { cacheFolder } from './services/cache.ts';
import { runToEnd } from './services/child.ts';
import { findChromium } from './services/chromium.ts';
import { findChineseFont } from './services/font.ts';
import { startMongo } from './services/mongo.ts';
import { freePort } from './services/port.ts';
import { startRedis } from './services/redis.ts';

/**
 * `npm run e2e [-- FILE …]`: the browser tests alone, on a product of their own that begins anew. What follows goes to
 * Playwright. A product that is to stay up between runs is `npm start`, and the tests then `npm run e2e -w web`.
 */
await command(async () => {
  const home = join(cacheFolder, 'e2e-product');
  await rm(home, { recursive: true, force: true });
  const [osrm, ...services] = await Promise.all([
    bringUpDemoDistrict(home),
    bringUp('MongoDB', () => startMongo(join(home, 'mongo'))),
    bringUp('Redis', () => startRedis(join(home, 'redis'))),
    bringUp('Chromium', findChromium),
    bringUp('Chinese font', findChineseFont),
  ]);
  await step('server', buildServer, () => 'compiled');
  await step('web app', buildWeb, (outcome) => outcome);
  const env: Record<string, string> = Object.assign({}, osrm, ...services.map((service) => service.env));
  const url = await bringUpDemo(home, await freePort(), env);
  const args = ['run', '--silent', 'e2e', '--workspace', 'web', '--', ...process.argv.slice(2)];
  return runToEnd({ program: 'npm', args, env: { ...env, E2E_URL: url } });
});
