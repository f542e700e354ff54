import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cached } from './cache.ts';
import { findProgram, namedBy, onPath, type Way } from './find-program.ts';
import { run } from './run.ts';
import type { Service } from './service.ts';

const VERSION = '4.32.5';

/** The fuzzer of the HTTP interface; nothing runs yet. */
export async function findSchemathesis(): Promise<Service> {
  const { path, took } = await findProgram({
    program: 'schemathesis',
    ways: [namedBy('SCHEMATHESIS'), onPath('schemathesis'), fromPip],
    atLeast: [4, 0],
    remedy: `Install it (pip install schemathesis==${VERSION}), or set SCHEMATHESIS to the program.`,
  });
  return { name: 'schemathesis', took, env: { SCHEMATHESIS: path } };
}

/** Installed into a folder of the cache: neither the machine's Python nor a virtual environment is touched. */
const fromPip: Way = {
  name: 'pip install --target',
  find: async () => {
    const folder = await cached(`pip/schemathesis-${VERSION}`, async (draft) => {
      const quietly = ['--quiet', '--disable-pip-version-check', '--no-compile'];
      await run('python3', ['-m', 'pip', 'install', ...quietly, '--target', draft, `schemathesis==${VERSION}`]);
      await writeFile(join(draft, 'launch'), LAUNCH);
      await chmod(join(draft, 'launch'), 0o755);
    });
    return join(folder, 'launch');
  },
};

const LAUNCH = `#!/bin/sh
PYTHONPATH=$(dirname "$0") exec python3 -m schemathesis.cli "$@"
`;
