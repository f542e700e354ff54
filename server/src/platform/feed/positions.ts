import { EventEmitter } from 'node:events';
import type { PositionSeen } from '@nuanlin/shared';
import type { Log } from '../log.ts';
import { connectRedis } from '../redis.ts';

/**
 * Positions on their way to whoever watches a run, in any process: said once, kept nowhere. While Redis is away only the
 * watchers of this process see them.
 */
export interface Positions {
  publish(seen: PositionSeen): void;
  onSeen(listener: (seen: PositionSeen) => void): () => void;
  stop(): void;
}

export function startPositions(url: string, prefix: string, log: Log): Positions {
  const channel = `${prefix}:positions`;
  const publisher = connectRedis(url, log);
  const subscriber = connectRedis(url, log, true);
  const seenHere = new EventEmitter<{ seen: [PositionSeen] }>();
  const here = String(process.pid) + Math.random();

  subscriber.on('message', (_channel: string, text: string) => {
    const { from, seen } = JSON.parse(text) as { from: string; seen: PositionSeen };
    if (from !== here) seenHere.emit('seen', seen);
  });
  subscriber.subscribe(channel).catch((error: unknown) => log.warn({ err: error }, 'positions not heard'));

  return {
    publish(seen) {
      seenHere.emit('seen', seen);
      publisher.publish(channel, JSON.stringify({ from: here, seen })).catch(() => undefined);
    },
    onSeen(listener) {
      seenHere.on('seen', listener);
      return () => seenHere.off('seen', listener);
    },
    stop() {
      subscriber.disconnect();
      publisher.disconnect();
    },
  };
}
