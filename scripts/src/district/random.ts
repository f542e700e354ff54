/** A stream of chance that a seed repeats exactly. */
export interface Random {
  /** In [0, 1). */
  readonly next: () => number;
  readonly between: (low: number, high: number) => number;
  /** A whole number from `low` to `high`, both included. */
  readonly whole: (low: number, high: number) => number;
  readonly chance: (probability: number) => boolean;
  /** @throws RangeError on an empty list */
  readonly pick: <T>(list: readonly T[]) => T;
  /** `count` different members, in a random order. */
  readonly sample: <T>(list: readonly T[], count: number) => T[];
  /** A stream of its own for one part of the work, so that a change to one part leaves the others as they were. */
  readonly fork: (part: string) => Random;
}

/** mulberry32: 32 bits of state, enough for a demo district; see https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function randomFrom(seed: number): Random {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number) => low + (high - low) * next();
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(list: readonly T[]): T => {
    const [chosen] = list.slice(whole(0, list.length - 1));
    if (chosen === undefined) throw new RangeError('nothing to pick from');
    return chosen;
  };
  const sample = <T>(list: readonly T[], count: number): T[] => {
    const rest = [...list];
    const taken: T[] = [];
    while (taken.length < count && rest.length > 0) taken.push(...rest.splice(whole(0, rest.length - 1), 1));
    return taken;
  };
  const fork = (part: string) =>
    randomFrom(Array.from(part).reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), seed));
  return { next, between, whole, chance: (probability) => next() < probability, pick, sample, fork };
}
