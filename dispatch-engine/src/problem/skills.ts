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
    if (fresh >= words * BITS) widen();
    return fresh;
  }

  return {
    set(worker, skills) {
      const bits = skills.map(bit);
      rows.fill(0, worker * words, (worker + 1) * words);
      for (const b of bits) {
        const word = worker * words + Math.floor(b / BITS);
        rows[word] = (rows[word] ?? 0) | (1 << (b % BITS));
      }
    },
    has(worker, skills) {
      for (const skill of skills) {
        const b = bitOf.get(skill);
        if (b === undefined) return false;
        if (((rows[worker * words + Math.floor(b / BITS)] ?? 0) & (1 << (b % BITS))) === 0) return false;
      }
      return true;
    },
  };
}
