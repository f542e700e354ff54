import type { Redis } from 'ioredis';
import { Refusal } from '@nuanlin/shared';

/** Counts in fixed windows of real time, across processes through Redis; in this process alone while Redis is away. */
export interface Limits {
  /**
   * Counts one more under a name.
   * @throws Refusal TOO_MANY_REQUESTS with the `seconds` to wait
   */
  take(name: string, limit: number, windowS: number): Promise<void>;
  /**
   * Holds back who has failed too often.
   * @throws Refusal TOO_MANY_REQUESTS with the `seconds` to wait
   */
  mayTry(name: string): Promise<void>;
  /** Counts a failure; past the free ones of an hour each doubles the wait before the next try. */
  failed(name: string): Promise<void>;
}

const AN_HOUR_S = 3600;
/** Failures of an hour that cost nothing: a street behind one address mistypes now and then. */
const FREE_FAILURES = 20;
const LONGEST_WAIT_MS = 900_000;

/** Milliseconds to wait after so many failures: 1 s, 2 s, 4 s … 15 min. */
export const waitAfter = (failures: number): number =>
  failures < FREE_FAILURES ? 0 : Math.min(LONGEST_WAIT_MS, 1000 * 2 ** (failures - FREE_FAILURES));

const COUNT = `
  local count = redis.call('INCR', KEYS[1])
  if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
  return { count, redis.call('PTTL', KEYS[1]) }`;

export function createLimits(redis: Redis, prefix: string, realMs: () => number): Limits {
  const own = new Map<string, { count: number; endsAt: number }>();
  const ownWaits = new Map<string, number>();
  const count = (name: string, windowS: number) =>
    countShared(name, windowS * 1000).catch(() => countOwn(name, windowS * 1000));

  return {
    async take(name, limit, windowS) {
      const { count: taken, leftMs } = await count(name, windowS);
      if (taken > limit) throw tooMany(leftMs);
    },

    async mayTry(name) {
      const until = await redis.get(waitKey(name)).then(Number, () => ownWaits.get(name) ?? 0);
      const leftMs = until - realMs();
      if (leftMs > 0) throw tooMany(leftMs);
    },

    async failed(name) {
      const waitMs = waitAfter((await count(`failures.${name}`, AN_HOUR_S)).count);
      if (waitMs === 0) return;
      const until = realMs() + waitMs;
      await redis.set(waitKey(name), until, 'PX', waitMs).catch(() => ownWaits.set(name, until));
    },
  };

  function waitKey(name: string): string {
    return `${prefix}:wait:${name}`;
  }

  async function countShared(name: string, windowMs: number) {
    const [count, leftMs] = (await redis.eval(COUNT, 1, `${prefix}:limit:${name}`, windowMs)) as [number, number];
    return { count, leftMs };
  }

  function countOwn(name: string, windowMs: number) {
    const now = realMs();
    for (const [known, { endsAt }] of own) if (endsAt <= now) own.delete(known);
    const window = own.get(name) ?? { count: 0, endsAt: now + windowMs };
    window.count += 1;
    own.set(name, window);
    return { count: window.count, leftMs: window.endsAt - now };
  }
}

const tooMany = (leftMs: number) =>
  new Refusal('TOO_MANY_REQUESTS', { seconds: Math.max(1, Math.ceil(leftMs / 1000)) });
