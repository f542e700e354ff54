import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';

const folder = await mkdtemp(join(tmpdir(), 'nuanlin-child-'));

/** A process that starts a child with a grandchild, whose ids land in the log, and then waits to be killed. */
const story = `
  import { startService } from '${join(import.meta.dirname, 'child.ts')}';
  import { readFile } from 'node:fs/promises';
  const log = '${join(folder, 'log')}';
  await startService({
    name: 'sleeper', program: '/bin/sh', args: ['-c', 'sleep 1000 & echo $$ $!; wait'], log,
    ready: async () => (await readFile(log, 'utf8')).includes('\\n'),
  });
  process.send('ready');
`;

test('a child and all it started end with us, even when we are killed', async () => {
  await writeFile(join(folder, 'story.mts'), story);
  const parent = spawn(process.execPath, ['--import', 'tsx', join(folder, 'story.mts')], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await Promise.race([once(parent, 'message'), once(parent, 'close')]);
  const ids = (await readFile(join(folder, 'log'), 'utf8')).trim().split(' ').map(Number);
  expect(ids.map(isAlive)).toEqual([true, true]);

  parent.kill('SIGKILL');
  await once(parent, 'close');
  for (let wait = 0; wait < 100 && ids.some(isAlive); wait += 1) await sleep(50);
  expect(ids.map(isAlive)).toEqual([false, false]);
}, 20_000);

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}
