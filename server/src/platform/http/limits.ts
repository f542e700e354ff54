import type { Redis } from 'ioredis';
import { Refusal } from '@nuanlin/shared';

/** Counts in fixed windows of real time, across processes through Redis; in this process alone while Redis is away. */
export interface Limits {
  /**
   * Counts one more under a name.
   * @throws Refusal TOO_MANY_REQUESTS with the `seconds` to wait
   */
  take(name: string, limit: number, windowS: number): Promise<void>;
}

const COUNT = `
  local count = redis.call('INCR', KEYS[1])
  if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
  return { count, redis.call('PTTL', KEYS[1]) }`;

export function createLimits(redis: Redis, prefix: string): Limits {
  const own = new Map<string, { count: number; endsAt: number }>();

  return {
    async take(name, limit, windowS) {
      const { count, leftMs } = await countShared(name, windowS * 1000).catch(() => countOwn(name, windowS * 1000));
      if (count > limit) throw new Refusal('TOO_MANY_REQUESTS', { seconds: Math.max(1, Math.ceil(leftMs / 1000)) });
    },
  };

  async function countShared(name: string, windowMs: number) {
    const [count, leftMs] = (await redis.eval(COUNT, 1, `${prefix}:limit:${name}`, windowMs)) as [number, number];
    return { count, leftMs };
  }

  function countOwn(name: string, windowMs: number) {
    const now = Date.now();
    for (const [known, { endsAt }] of own) if (endsAt <= now) own.delete(known);
    const window = own.get(name) ?? { count: 0, endsAt: now + windowMs };
    window.count += 1;
    own.set(name, window);
    return { count: window.count, leftMs: window.endsAt - now };
  }
}
