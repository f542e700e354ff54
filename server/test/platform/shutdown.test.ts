import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { get } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { eventually, testConfig } from '../support/system.ts';

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** The status of an answer, or the code of why there was none; each on a connection of its own. */
const ask = (url: string): Promise<number | string> =>
  new Promise((resolve) => {
    get(url, { agent: false }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0));
    }).once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
  });

let started: ChildProcess | null = null;
afterAll(() => void started?.kill('SIGKILL'));

test('a process that is asked to stop under load answers what it has taken, then goes in peace', async () => {
  const { MONGODB_URI, REDIS_URL, QUEUE_PREFIX } = testConfig();
  const port = await freePort();
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--conditions=source', join(import.meta.dirname, '../../src/main.ts')],
    {
      env: {
        ...process.env,
        ...{ NODE_OPTIONS: '', NODE_ENV: 'test', DEMO: 'true', LOG_LEVEL: 'info', HOST: '127.0.0.1' },
        ...{ MONGODB_URI, REDIS_URL, QUEUE_PREFIX, PORT: String(port) },
        FIELD_KEYS: `test:${randomBytes(32).toString('base64')}`,
        INDEX_KEY: randomBytes(32).toString('base64'),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  started = child;
  let log = '';
  child.stdout.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const exited = once(child, 'exit');
  const url = `http://127.0.0.1:${port}/api/v1/demo/clock`;
  await eventually(
    () => ask(`http://127.0.0.1:${port}/readyz`),
    (status) => status === 200,
    25_000,
  );

  const answers: (number | string)[] = [];
  const load = Array.from({ length: 6 }, async () => {
    for (let answer: number | string = 200; answer !== 'ECONNREFUSED'; ) {
      answer = await ask(url);
      answers.push(answer);
    }
  });
  await eventually(
    () => answers.length,
    (count) => count > 30,
  );
  child.kill('SIGTERM');
  const [[status]] = await Promise.all([exited, ...load]);

  expect(status).toBe(0);
  const told = answers.filter((answer) => typeof answer === 'number');
  const taken = log.split('\n').filter((line) => line.includes('"msg":"request"') && line.includes('/demo/clock'));
  expect(told).toHaveLength(taken.length);
  for (const line of taken) expect(JSON.parse(line)).toMatchObject({ requestId: expect.stringMatching(/^[\w-]{16}$/) });
}, 60_000);
