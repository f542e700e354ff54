import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { browserServices } from './browser-services.ts';
import { buildServer, buildWeb } from './build.ts';
import { command } from './command.ts';
import { bringUpDemo } from './demo-product.ts';
import { productEnv, startSimulation } from './product.ts';
import { step } from './progress.ts';
import { cacheFolder } from './services/cache.ts';
import { runToEnd } from './services/child.ts';
import { freePort } from './services/port.ts';

/** `npm run screenshots`: the README's pictures, taken anew of a product of their own in which people live. */
await command(async () => {
  const home = join(cacheFolder, 'screenshots-product');
  await rm(home, { recursive: true, force: true });
  const [services] = await Promise.all([
    browserServices(home),
    step('server', buildServer, () => 'compiled'),
    step('web app', buildWeb, (outcome) => outcome),
  ]);
  const port = await freePort();
  const url = await bringUpDemo(home, port, services);
  startSimulation(home, await productEnv(home, port, services), url);
  const args = ['run', '--silent', 'screenshots', '--workspace', 'web'];
  return runToEnd({ program: 'npm', args, env: { ...services, E2E_URL: url } });
});
