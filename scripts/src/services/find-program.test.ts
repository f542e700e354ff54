import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { findProgram, isEnough, notHere, readVersion, type Way } from './find-program.ts';

const folder = await mkdtemp(join(tmpdir(), 'nuanlin-find-'));

/** A way to a program that says this when asked for its version. */
const saying = (name: string, words: string): Way => ({
  name,
  find: async () => {
    const path = join(folder, name);
    await writeFile(path, `#!/bin/sh\necho '${words}'\n`);
    await chmod(path, 0o755);
    return path;
  },
});
const blocked: Way = { name: 'blocked', find: async () => notHere('no network') };

const find = (...ways: Way[]) => findProgram({ program: 'thing', ways, atLeast: [6, 2], remedy: 'Install it.' });

describe('versions', () => {
  test.each([
    ['db version v6.0.5\nBuild Info: {}', [6, 0, 5]],
    ['Redis server v=6.2.14 sha=40305114:0', [6, 2, 14]],
    ['v26.10.0', [26, 10, 0]],
    ['Chromium 131.0.6778.69 built on Debian', [131, 0, 6778, 69]],
    ['unknown option', undefined],
  ])('%s', (text, version) => expect(readVersion(text)).toEqual(version));

  test.each([
    [[6, 2, 0], true],
    [[6, 10, 0], true],
    [[7, 0], true],
    [[6, 1, 9], false],
    [[5, 9], false],
    [undefined, false],
  ])('%j is at least 6.2: %s', (version, enough) => expect(isEnough(version, [6, 2])).toBe(enough));
});

describe('finding a program', () => {
  test('where any version will do, it need not tell one', async () => {
    const found = await findProgram({ program: 'thing', ways: [saying('mute', 'hello')], remedy: 'Install it.' });
    expect(found.took).toBe('mute, unknown version');
  });

  test('takes the first way that gives a program new enough', async () => {
    const found = await find(blocked, saying('old', 'v5.0.1'), saying('new', 'v6.2.1'), saying('newer', 'v7.0.0'));
    expect(found).toEqual({ path: join(folder, 'new'), took: 'new, 6.2.1' });
  });

  test('when every way fails, tells what each came to and what to do', async () => {
    await expect(find(blocked, saying('old', 'v5.0.1'), saying('mute', 'hello'))).rejects.toMatchObject({
      problem: {
        code: 'PROGRAM_MISSING',
        program: 'thing',
        tried: [
          'blocked: no network',
          'old: 5.0.1, needed is 6.2 or newer',
          'mute: unknown version, needed is 6.2 or newer',
        ],
        remedy: 'Install it.',
      },
    });
  });
});
