import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from './services/cache.ts';
import { keepRunning, startService } from './services/child.ts';
import { SetupError } from './setup-error.ts';

type Env = Readonly<Record<string, string>>;

/** What the product in demo mode is told, on services that are up; its keys are kept in `home`. */
export async function productEnv(home: string, port: number, services: Env): Promise<Env> {
  return {
    PUBLIC_ORIGINS: `http://localhost:${port},http://127.0.0.1:${port}`,
    ...(await keysOf(home)),
    ...services,
    DEMO: 'true',
    PORT: String(port),
    WEB_DIR: join(projectRoot, 'web/dist'),
  };
}

/** Where set-up commands find how the product is set up that is running: services, keys and port. */
const LEFT = 'product.json';

/** Leaves the environment of a product for set-up commands of the same user; it holds keys, so nobody else may read it. */
export async function leaveEnv(home: string, env: Env): Promise<void> {
  const file = join(home, LEFT);
  await rm(file, { force: true }); // written anew, so that the mode is ours
  await writeFile(file, JSON.stringify(env), { mode: 0o600 });
}

/**
 * The environment of the product that runs at a port.
 * @throws SetupError NOT_OUR_PRODUCT when it was not started here
 */
export async function readLeftEnv(home: string, port: number): Promise<Env> {
  const file = join(home, LEFT);
  const left = await readFile(file, 'utf8').catch(() => null);
  const env = left === null ? null : (JSON.parse(left) as Env);
  if (env?.['PORT'] !== String(port)) throw new SetupError({ code: 'NOT_OUR_PRODUCT', port, file });
  return env;
}

/**
 * The compiled product as one process with all roles; its log in `home`.
 * @returns its address
 */
export async function startProduct(home: string, env: Env): Promise<string> {
  const url = `http://localhost:${env['PORT']}`;
  await startService({
    name: 'Nuanlin',
    program: process.execPath,
    args: ['--enable-source-maps', join(projectRoot, 'server/dist/main.js')],
    env,
    log: join(home, 'server.log'),
    ready: () =>
      fetch(`${url}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      ),
  });
  return url;
}

/** People who live in the demo's district, as one process beside the product; its log in `home`. */
export function startSimulation(home: string, env: Env, url: string): string {
  const log = join(home, 'simulation.log');
  keepRunning({
    program: process.execPath,
    args: [
      ...['--import', 'tsx', '--conditions=source', join(projectRoot, 'scripts/src/simulation/main.ts')],
      ...['--address', url],
    ],
    env,
    log,
  });
  return log;
}

/** The keys of encrypted fields live as long as the data they seal, so they are made once and kept beside it. */
async function keysOf(home: string): Promise<Env> {
  const file = join(home, 'keys.json');
  await mkdir(home, { recursive: true });
  const key = () => randomBytes(32).toString('base64');
  const fresh = { FIELD_KEYS: `local:${key()}`, INDEX_KEY: key() };
  await writeFile(file, JSON.stringify(fresh), { flag: 'wx', mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return JSON.parse(await readFile(file, 'utf8')) as Env;
}
