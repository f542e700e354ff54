import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from './services/cache.ts';
import { run } from './services/run.ts';

/** Compiles the server and what it stands on; what has not changed is not compiled again. */
export async function buildServer(): Promise<void> {
  await run(process.execPath, [join(projectRoot, 'node_modules/typescript/bin/tsc'), '--build', 'server'], {
    cwd: projectRoot,
  });
}

/** What the bundle is made from; the browser tests beside it are not. */
const BUNDLED = [
  'web/src',
  'web/public',
  'web/index.html',
  'web/vite.config.ts',
  'web/vite.budget.ts',
  'shared/src',
  'package-lock.json',
];

/** Bundles the web app, unless the last bundle was made from the same sources. */
export async function buildWeb(): Promise<'built' | 'unchanged'> {
  // The bundler empties its folder first, so a bundle that was not finished bears no mark.
  const mark = join(projectRoot, 'web/dist/.sources');
  const sources = await hashOf(BUNDLED.map((path) => join(projectRoot, path)));
  if ((await readFile(mark, 'utf8').catch(() => '')) === sources) return 'unchanged';

  await run('npm', ['run', '--silent', 'build', '--workspace', 'web'], { cwd: projectRoot });
  await writeFile(mark, sources);
  return 'built';
}

/** One hash over the names and contents of files and folders, without what is made from them. */
export async function hashOf(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) await addTo(hash, path);
  return hash.digest('hex');
}

async function addTo(hash: ReturnType<typeof createHash>, path: string): Promise<void> {
  const names = await readdir(path).catch(() => undefined);
  if (names === undefined) {
    hash.update(path).update(await readFile(path));
    return;
  }
  for (const name of names.toSorted()) {
    if (name !== 'node_modules' && name !== 'dist') await addTo(hash, join(path, name));
  }
}
