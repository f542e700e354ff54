import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { browserServices } from './browser-services.ts';
import { buildServer, buildWeb } from './build.ts';
import { command } from './command.ts';
import { bringUpDemo } from './demo-product.ts';
import { step } from './progress.ts';
import { cacheFolder } from './services/cache.ts';
import { runToEnd } from './services/child.ts';
import { freePort } from './services/port.ts';

/**
 * `npm run e2e [-- FILE …]`: the browser tests alone, on a product of their own that begins anew. What follows goes to
 * Playwright. A product that is to stay up between runs is `npm start`, and the tests then `npm run e2e -w web`.
 */
await command(async () => {
  const home = join(cacheFolder, 'e2e-product');
  await rm(home, { recursive: true, force: true });
  const [env] = await Promise.all([
    browserServices(home),
    step('server', buildServer, () => 'compiled'),
    step('web app', buildWeb, (outcome) => outcome),
  ]);
  const url = await bringUpDemo(home, await freePort(), env);
  const args = ['run', '--silent', 'e2e', '--workspace', 'web', '--', ...process.argv.slice(2)];
  return runToEnd({ program: 'npm', args, env: { ...env, E2E_URL: url } });
});
