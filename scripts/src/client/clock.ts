import { fromMs, toMs, type Instant } from '@nuanlin/shared';

/** Product time as a client follows it: what the product said last, and this machine's own time since. */
export interface ProductClock {
  nowMs(): number;
  now(): Instant;
  /** Product seconds in a real second; 0 while stopped. */
  rate(): number;
  /** What a socket's `clock` event, or an answer of the product, says. */
  hear(said: { readonly now: Instant; readonly rate: number }): void;
  /** Resolves when product time has come to a moment, however the clock is turned meanwhile. */
  until(ms: number): Promise<void>;
  /** Nobody who waits is called any more. */
  stop(): void;
}

/** What was heard may have been under way for so long, and is then older than what is known. Real milliseconds. */
const SLOWEST_MS = 5000;

export function createProductClock(): ProductClock {
  let line = { productMs: Date.now(), realMs: performance.now(), rate: 1 };
  const waiting = new Map<() => void, NodeJS.Timeout | undefined>();
  const nowMs = () => line.productMs + (performance.now() - line.realMs) * line.rate;

  return {
    nowMs,
    now: () => fromMs(nowMs()),
    rate: () => line.rate,
    hear({ now, rate }) {
      const behindMs = nowMs() - toMs(now);
      if (rate === line.rate && behindMs >= 0 && behindMs < SLOWEST_MS * rate) return;
      line = { productMs: toMs(now), realMs: performance.now(), rate };
      for (const look of waiting.keys()) look();
    },
    until: (ms) =>
      new Promise((resolve) => {
        const look = () => {
          clearTimeout(waiting.get(look));
          const left = ms - nowMs();
          if (left > 0) {
            waiting.set(look, line.rate > 0 ? setTimeout(look, left / line.rate) : undefined);
          } else {
            waiting.delete(look);
            resolve();
          }
        };
        look();
      }),
    stop() {
      for (const timer of waiting.values()) clearTimeout(timer);
      waiting.clear();
    },
  };
}
