import { join } from 'node:path';
import { buildServer } from '../build.ts';
import { productEnv, readLeftEnv, startProduct } from '../product.ts';
import { bringUp, step } from '../progress.ts';
import { cacheFolder } from '../services/cache.ts';
import { startMongo } from '../services/mongo.ts';
import { answers } from '../services/port.ts';
import { startRedis } from '../services/redis.ts';

export interface FoundProduct {
  readonly url: string;
  /** What set-up needs to write into its database. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The product that `npm start` has up at the port; when nobody is there, one with services and data of its own, which
 * outlive this command, at that port.
 * @throws SetupError NOT_OUR_PRODUCT
 */
export async function findProduct(port: number): Promise<FoundProduct> {
  const url = `http://localhost:${port}`;
  if (await answers(port)) return { url, env: await readLeftEnv(join(cacheFolder, 'start'), port) };

  const home = join(cacheFolder, 'replay');
  const [mongo, redis] = await Promise.all([
    bringUp('MongoDB', () => startMongo(join(home, 'mongo'))),
    bringUp('Redis', () => startRedis(join(home, 'redis'))),
    step('server', buildServer, () => 'compiled'),
  ]);
  const env = await productEnv(home, port, { ...mongo.env, ...redis.env });
  await step(
    'Nuanlin',
    () => startProduct(home, env),
    () => `ready at ${url}`,
  );
  return { url, env };
}
