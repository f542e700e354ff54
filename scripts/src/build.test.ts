import { mkdir, mkdtemp, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { hashOf } from './build.ts';

test('the hash of sources sees content and names, and no products', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nuanlin-hash-'));
  await mkdir(join(folder, 'src/deep'), { recursive: true });
  await mkdir(join(folder, 'dist'));
  await writeFile(join(folder, 'src/deep/a.ts'), 'one');
  const hash = () => hashOf([join(folder, 'src'), folder]);
  const first = await hash();

  await writeFile(join(folder, 'dist/a.js'), 'product');
  expect(await hash()).toBe(first);

  await writeFile(join(folder, 'src/deep/a.ts'), 'two');
  const second = await hash();
  expect(second).not.toBe(first);

  await rename(join(folder, 'src/deep/a.ts'), join(folder, 'src/deep/b.ts'));
  expect(await hash()).not.toBe(second);
});
