import type { Instant } from '@nuanlin/shared';

export type Act = () => Promise<void>;

interface Entry {
  readonly at: Instant;
  readonly act: Act;
  /** What cannot wait goes before everything else that is due. */
  readonly urgent: boolean;
}

/**
 * What simulated people mean to do next: one act a name, at a moment of product time. What is put down for a name while
 * its act is under way waits until that has ended.
 */
export class Agenda {
  private readonly entries = new Map<string, Entry>();
  private readonly underWay = new Set<string>();

  put(name: string, at: Instant, act: Act): void {
    this.entries.set(name, { at, act, urgent: false });
  }

  /** The same for what somebody waits for: the answer to an offer. */
  putUrgent(name: string, at: Instant, act: Act): void {
    this.entries.set(name, { at, act, urgent: true });
  }

  /** The same, but never later than what stands there already. */
  hasten(name: string, at: Instant, act: Act): void {
    const known = this.entries.get(name);
    if (!known || known.at > at) this.put(name, at, act);
  }

  drop(name: string): void {
    this.entries.delete(name);
  }

  has(name: string): boolean {
    return this.entries.has(name) || this.underWay.has(name);
  }

  /** Takes out the act that has been due for longest, and runs it; null when nothing is due. */
  next(now: Instant): { name: string; done: Promise<void> } | null {
    let found: [string, Entry] | null = null;
    for (const [name, entry] of this.entries) {
      if (entry.at > now || this.underWay.has(name)) continue;
      if (!found || isBefore(entry, found[1])) found = [name, entry];
    }
    if (!found) return null;
    const [name, { act }] = found;
    this.entries.delete(name);
    this.underWay.add(name);
    return { name, done: act().finally(() => this.underWay.delete(name)) };
  }
}

const isBefore = (one: Entry, other: Entry): boolean => (one.urgent === other.urgent ? one.at < other.at : one.urgent);
