import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import * as engine from '../src/index.ts';

test('the example of the README runs', async () => {
  const said: string[] = [];
  const log = jest.spyOn(console, 'log').mockImplementation((text: string) => said.push(text));
  await import('./example.ts');
  log.mockRestore();
  expect(JSON.parse(said[0] ?? '')).toMatchObject({
    offers: [{ workerId: 'Zhao Qiang', run: { jobIds: ['lunch'] }, trace: { nextBest: [{ workerId: 'Qian Yong' }] } }],
    held: [],
    impossible: [],
  });
  expect(JSON.parse(said[1] ?? '')).toMatchObject({ eligible: true, better: [{ workerId: 'Zhao Qiang' }] });
});

test('the README imports what there is, and names files that exist', () => {
  const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
  const [, names = ''] = /import \{ ([^}]+) \} from '@nuanlin\/dispatch-engine'/.exec(readme) ?? [];
  for (const name of names.split(', ')) expect(Object.keys(engine)).toContain(name);
  const files = [...readme.matchAll(/`((?:match|problem|explain|bench)\/[\w/-]+\.ts)`/g)].map(([, file]) => file ?? '');
  expect(files.length).toBeGreaterThan(5);
  for (const file of files) {
    const path = join(import.meta.dirname, '..', file.startsWith('bench') ? file : join('src', file));
    expect(() => readFileSync(path)).not.toThrow();
  }
});
