import { join } from 'node:path';
import { cached } from './cache.ts';
import { startService } from './child.ts';
import { findProgram, onPath, type Way } from './find-program.ts';
import { answers, freePort } from './port.ts';
import { run } from './run.ts';
import { given, type Service } from './service.ts';

const VERSION = '0.203.0';

/** Stripe's own mock: it answers from fixtures, so it proves the shape of our requests, not their effect. */
export async function startStripeMock(folder: string): Promise<Service> {
  const base = process.env['STRIPE_API_BASE'];
  if (base !== undefined) return given('stripe-mock', 'STRIPE_API_BASE', base);

  const { path, took } = await findProgram({
    program: 'stripe-mock',
    ways: [onPath('stripe-mock'), fromGo],
    remedy: 'Install Go, or stripe-mock itself, or set STRIPE_API_BASE.',
  });
  const port = await freePort();
  await startService({
    name: 'stripe-mock',
    program: path,
    args: ['-http-addr', `127.0.0.1:${port}`],
    log: join(folder, 'stripe-mock.log'),
    ready: () => answers(port),
  });
  return { name: 'stripe-mock', took, env: { STRIPE_API_BASE: `http://127.0.0.1:${port}` } };
}

const fromGo: Way = {
  name: `go install, ${VERSION}`,
  find: async () => {
    const folder = await cached(`go/stripe-mock-${VERSION}`, async (draft) => {
      await run('go', ['install', `github.com/stripe/stripe-mock@v${VERSION}`], { env: { GOBIN: draft } });
    });
    return join(folder, 'stripe-mock');
  },
};
