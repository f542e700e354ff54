import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from './services/cache.ts';
import { startService } from './services/child.ts';

/**
 * The compiled product in demo mode as one process with all roles, on services that are up; its log in `home`.
 * @returns its address
 */
export async function startProduct(home: string, port: number, env: Readonly<Record<string, string>>): Promise<string> {
  const url = `http://localhost:${port}`;
  await startService({
    name: 'Nuanlin',
    program: process.execPath,
    args: ['--enable-source-maps', join(projectRoot, 'server/dist/main.js')],
    env: {
      PUBLIC_ORIGINS: `${url},http://127.0.0.1:${port}`,
      ...(await keysOf(home)),
      ...env,
      DEMO: 'true',
      PORT: String(port),
      WEB_DIR: join(projectRoot, 'web/dist'),
    },
    log: join(home, 'server.log'),
    ready: () =>
      fetch(`${url}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      ),
  });
  return url;
}

/** The keys of encrypted fields live as long as the data they seal, so they are made once and kept beside it. */
async function keysOf(home: string): Promise<Record<string, string>> {
  const file = join(home, 'keys.json');
  await mkdir(home, { recursive: true });
  const key = () => randomBytes(32).toString('base64');
  const fresh = { FIELD_KEYS: `local:${key()}`, INDEX_KEY: key() };
  await writeFile(file, JSON.stringify(fresh), { flag: 'wx', mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
}
