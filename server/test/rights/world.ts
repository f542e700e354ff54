import mongoose from 'mongoose';
import { join, reachOutside } from '../../src/compose.ts';
import type { Own } from '../../src/platform/platform.ts';
import type { Tx } from '../../src/platform/tx.ts';
import type { Joined } from '../people/town.ts';
import { emptyDatabase, startSystem, testConfig, type TestSystem } from '../support/system.ts';
import { gatherCast } from './cast.ts';
import { clockAt, layGround } from './ground.ts';
import { tellStory } from './story.ts';

export type World = Awaited<ReturnType<typeof startWorld>>;

/**
 * The whole product with one thing of every kind in it and a cast that knows each role in every relation. What was told
 * is over: only api and relay run now, and the product's clock stands still.
 */
export async function startWorld(own: Partial<Own> = {}) {
  const config = testConfig({ TRUSTED_PROXIES: '1' });
  const outside = await reachOutside(config);
  let joined: Joined | undefined;
  const compose = (platform: TestSystem['platform']) => {
    joined = join(platform, outside.adapters);
    return joined.composition;
  };

  const telling = await startSystem(compose, config, emptyDatabase, own);
  if (!joined) throw new Error('composed');
  await telling.platform.clockControl?.set(clockAt('10:30'));
  const ground = await layGround(joined);
  const cast = await gatherCast(joined, telling.platform, ground);
  const things = await tellStory(telling, joined, ground, cast);
  await telling.platform.clockControl?.run(0);
  await telling.stop();

  const system = await startSystem(compose, { ...config, ROLES: ['api', 'relay'] }, asItIs, own);
  return {
    system,
    joined,
    ground,
    cast,
    things,
    async stop() {
      await system.stop();
      await outside.close();
    },
  };
}

const asItIs = async (): Promise<void> => undefined;

/** From now on every transaction is a rehearsal: whoever knocks anywhere leaves everything as it was. */
export function rehearseOnly({ system }: World): void {
  Object.assign(system.platform.transactions, { run: rehearse });
}

/** Does the work and takes it back. */
const rehearse: Tx = async (work) => {
  const session = await mongoose.startSession();
  try {
    session.startTransaction({ readConcern: { level: 'snapshot' } });
    return await work(session);
  } finally {
    if (session.inTransaction()) await session.abortTransaction();
    await session.endSession();
  }
};
