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
}

export function createProductClock(): ProductClock {
  let line = { productMs: Date.now(), realMs: performance.now(), rate: 1 };
  const waiting = new Set<() => void>();
  const nowMs = () => line.productMs + (performance.now() - line.realMs) * line.rate;

  return {
    nowMs,
    now: () => fromMs(nowMs()),
    rate: () => line.rate,
    hear({ now, rate }) {
      line = { productMs: toMs(now), realMs: performance.now(), rate };
      for (const look of waiting) look();
    },
    until: (ms) =>
      new Promise((resolve) => {
        let timer: NodeJS.Timeout | undefined;
        const look = () => {
          clearTimeout(timer);
          const left = ms - nowMs();
          if (left <= 0) {
            waiting.delete(look);
            resolve();
          } else if (line.rate > 0) {
            timer = setTimeout(look, left / line.rate);
          }
        };
        waiting.add(look);
        look();
      }),
  };
}
