import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

process.env['NUANLIN_CACHE'] = await mkdtemp(join(tmpdir(), 'nuanlin-cache-'));
const { cached, cacheFolder } = await import('./cache.ts');

test('fills a folder once', async () => {
  let fills = 0;
  const fill = async (folder: string) => {
    fills += 1;
    await writeFile(join(folder, 'file'), 'content');
  };
  const folder = await cached('things/one', fill);
  expect(await cached('things/one', fill)).toBe(folder);
  expect(await readFile(join(folder, 'file'), 'utf8')).toBe('content');
  expect(fills).toBe(1);
});

test('a failed filling leaves nothing, and the next one begins anew', async () => {
  const failing = async (folder: string) => {
    await writeFile(join(folder, 'half'), '');
    throw new Error('interrupted');
  };
  await expect(cached('failing/two', failing)).rejects.toThrow('interrupted');
  expect(await readdir(join(cacheFolder, 'failing'))).toEqual([]);
  await cached('failing/two', (folder) => writeFile(join(folder, 'whole'), ''));
  expect(await readdir(join(cacheFolder, 'failing/two'))).toEqual(['whole']);
});

test('two that want it at once both get it, whole', async () => {
  const fill = (folder: string) => writeFile(join(folder, 'file'), '');
  const [one, two] = await Promise.all([cached('racing/three', fill), cached('racing/three', fill)]);
  expect(one).toBe(two);
  expect(await readdir(join(cacheFolder, 'racing'))).toEqual(['three']);
});
