import { Refusal } from '@nuanlin/shared';
import type { Pace } from './pace.ts';
import { Away } from './product.ts';

/** A no with one of these is a mistake of ours, not life. */
const OURS: ReadonlySet<Refusal['code']> = new Set(['INVALID_INPUT', 'BAD_REQUEST', 'INTERNAL', 'NOT_SIGNED_IN']);
/** The product asks for patience. */
const BUSY: ReadonlySet<Refusal['code']> = new Set(['OVERLOADED', 'TOO_MANY_REQUESTS', 'UNAVAILABLE']);
const PAUSE_S = 3;
/** Real life repeats itself; so many different troubles are told in full between two summaries. */
const MOST_TOLD = 20;

/** What did not work: the product's no is normal life and only counted, anything else is told. */
export class Troubles {
  private readonly pace: Pace;
  private readonly log: (line: string) => void;
  private readonly counts = new Map<string, number>();
  private told = 0;

  constructor(pace: Pace, log: (line: string) => void) {
    this.pace = pace;
    this.log = log;
  }

  met(who: string, error: unknown): void {
    const code = codeOf(error);
    this.counts.set(code, (this.counts.get(code) ?? 0) + 1);
    if (error instanceof Away) return this.pace.pause(PAUSE_S);
    if (error instanceof Refusal) {
      const { seconds } = error.data;
      if (BUSY.has(error.code)) return this.pace.pause(typeof seconds === 'number' ? Math.min(seconds, 10) : PAUSE_S);
      if (!OURS.has(error.code)) return;
    }
    if (this.told++ >= MOST_TOLD) return;
    const words = error instanceof Refusal ? `${error.code} ${JSON.stringify(error.data)}` : String(error);
    this.log(`${who}: ${words}`);
  }

  /** How often what happened since the last summary: ` · 3 SOLD_OUT, 1 AWAY`. */
  summary(): string {
    const parts = [...this.counts].toSorted(([, a], [, b]) => b - a).map(([code, count]) => `${count} ${code}`);
    this.counts.clear();
    this.told = 0;
    return parts.length > 0 ? ` · ${parts.join(', ')}` : '';
  }
}

function codeOf(error: unknown): string {
  if (error instanceof Refusal) return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
