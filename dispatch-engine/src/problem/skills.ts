import { whole } from './cells.ts';

const BITS = 32;

/**
 * Skills as bits: every skill that some worker has gets a bit, every worker a row of words. A seat's need is met when
 * all its bits are set; a skill that nobody has can be met by nobody.
 */
export interface Skills {
  set(worker: number, skills: readonly string[]): void;
  has(worker: number, skills: readonly string[]): boolean;
}

export function skillsOf(workers: number): Skills {
  const bitOf = new Map<string, number>();
  let words = 1;
  let rows = new Int32Array(workers);
  let asked: readonly string[] | null = null; // the need that `mask` is of: one seat asks about many workers
  let mask: Int32Array | null = null;

  function widen(): void {
    const wider = new Int32Array(workers * words * 2);
    for (let w = 0; w < workers; w++) wider.set(rows.subarray(w * words, (w + 1) * words), w * words * 2);
    words *= 2;
    rows = wider;
  }

  function bit(skill: string): number {
    const known = bitOf.get(skill);
    if (known !== undefined) return known;
    const fresh = bitOf.size;
    bitOf.set(skill, fresh);
    asked = null;
    if (fresh >= words * BITS) widen();
    return fresh;
  }

  /** Null when nobody has one of them. */
  function maskOf(skills: readonly string[]): Int32Array | null {
    const bits = new Int32Array(words);
    for (const skill of skills) {
      const b = bitOf.get(skill);
      if (b === undefined) return null;
      const word = Math.floor(b / BITS);
      bits[word] = whole(bits, word) | (1 << (b % BITS));
    }
    return bits;
  }

  return {
    set(worker, skills) {
      const bits = skills.map(bit);
      rows.fill(0, worker * words, (worker + 1) * words);
      for (const b of bits) {
        const word = worker * words + Math.floor(b / BITS);
        rows[word] = whole(rows, word) | (1 << (b % BITS));
      }
    },
    has(worker, skills) {
      if (skills.length === 0) return true;
      if (skills !== asked) [asked, mask] = [skills, maskOf(skills)];
      if (mask === null) return false;
      for (let w = 0; w < words; w++) {
        const wanted = whole(mask, w);
        if ((whole(rows, worker * words + w) & wanted) !== wanted) return false;
      }
      return true;
    },
  };
}
