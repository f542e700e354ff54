/**
 * Bounds what the simulation asks of the product by the real second, however fast the product's clock runs: a bucket that
 * fills steadily. What has been begun is finished, so it may go into debt; nothing new begins until that is paid.
 */
export class Pace {
  private readonly perSecond: number;
  private readonly realMs: () => number;
  private tokens: number;
  private filledAt: number;

  /** @param realMs a real clock in milliseconds */
  constructor(perSecond: number, realMs: () => number) {
    this.perSecond = perSecond;
    this.realMs = realMs;
    this.tokens = perSecond;
    this.filledAt = realMs();
  }

  /** Whether something new may begin. */
  isFree(): boolean {
    this.fill();
    return this.tokens >= 1;
  }

  /** One request went out. */
  spend(): void {
    this.fill();
    this.tokens -= 1;
  }

  /** The product is behind: nothing new for so many real seconds. */
  pause(seconds: number): void {
    this.fill();
    this.tokens = Math.min(this.tokens, 0) - seconds * this.perSecond;
  }

  private fill(): void {
    const now = this.realMs();
    this.tokens = Math.min(this.perSecond, this.tokens + ((now - this.filledAt) / 1000) * this.perSecond);
    this.filledAt = now;
  }
}

/** Why nothing is done at all: the clock stands, or runs faster than people could be believed to follow. */
export type Rest = 'clock_stopped' | 'clock_too_fast';

export const restAt = (rate: number, fastest: number): Rest | null => {
  if (rate === 0) return 'clock_stopped';
  return rate > fastest ? 'clock_too_fast' : null;
};
