import { join } from 'node:path';
import { leaveEnv, productEnv, startProduct } from './product.ts';
import { step } from './progress.ts';
import { seedDemo } from './seed/seed-demo.ts';

type Env = Readonly<Record<string, string>>;

/**
 * The compiled product with the demo district of `home`, on services that are up.
 * @returns its address
 */
export async function bringUpDemo(home: string, port: number, services: Env): Promise<string> {
  const env = await productEnv(home, port, services);
  await leaveEnv(home, env);
  await seedDemo(env, join(home, 'district'));
  return step(
    'Nuanlin',
    () => startProduct(home, env),
    () => 'ready',
  );
}
