import type { Worker } from './worker.ts';

/** Real milliseconds between two positions of somebody on a run, and between two rough places of a free courier. */
const FOLLOWED_MS = 4000;
const FREE_MS = 60_000;
/** So many speak at one tick. */
const MOST = 6;

/** Lets workers tell where they are, each in his turn. */
export class Tellers {
  private readonly workers: readonly Worker[];
  private readonly realMs: () => number;
  private readonly toldAt = new Map<Worker, number>();

  constructor(workers: readonly Worker[], realMs: () => number) {
    this.workers = workers;
    this.realMs = realMs;
  }

  tell(): void {
    const now = this.realMs();
    const due = this.workers
      .filter(
        (worker) => worker.isOut && now - (this.toldAt.get(worker) ?? 0) >= (worker.isFollowed ? FOLLOWED_MS : FREE_MS),
      )
      .toSorted((a, b) => (this.toldAt.get(a) ?? 0) - (this.toldAt.get(b) ?? 0));
    for (const worker of due.slice(0, MOST)) {
      worker.tell();
      this.toldAt.set(worker, now);
    }
  }

  followed(): number {
    return this.workers.filter(({ isFollowed }) => isFollowed).length;
  }
}
