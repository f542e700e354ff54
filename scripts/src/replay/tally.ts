import type { JobId } from '@nuanlin/shared';

/** What happened to one order, as those saw it who ordered, cooked and brought it. */
interface Story {
  /** Minutes of the day. */
  readonly clicked: number;
  readonly ready: number;
  pickedUp: number | null;
  atDoor: number | null;
  /** Why it will not come. */
  lost: string | null;
  /** Real milliseconds of this machine, of the first time. */
  sent: number | null;
  offered: number | null;
  accepting: number | null;
  seen: number | null;
  offers: number;
}

export interface Spread {
  readonly p50: number;
  readonly p99: number;
}

/** What a replay comes to. Minutes are the product's; milliseconds are real. */
export interface Figures {
  readonly orders: number;
  readonly placed: number;
  readonly delivered: number;
  readonly lost: readonly { readonly order: string; readonly why: string }[];
  readonly clickToDoor: { readonly mean: number; readonly p90: number };
  readonly readyToPickup: { readonly mean: number; readonly p90: number };
  readonly offersPerOrder: number;
  readonly placingMs: Spread;
  readonly orderToOfferMs: Spread;
  readonly acceptToSeenMs: Spread;
}

/** Counts a replay. Orders go by their id; a job's order is known once somebody has told it. */
export interface Tally {
  /** An order was sent at a real moment, and answered after so many milliseconds. */
  placed(order: string, sentMs: number, tookMs: number): void;
  /** The order will never come. */
  lose(order: string, why: string): void;
  isJobOf(job: JobId, order: string): void;
  orderOf(job: JobId): string | undefined;
  offered(jobs: readonly JobId[], realMs: number): void;
  accepting(jobs: readonly JobId[], realMs: number): void;
  seenTaken(order: string, realMs: number): void;
  pickedUp(order: string, minute: number): void;
  atDoor(order: string, minute: number): void;
  /** Orders that neither came nor are given up. */
  waiting(): string[];
  figures(): Figures;
}

export function createTally(
  orders: readonly { readonly id: string; readonly placed: number; readonly ready: number }[],
): Tally {
  const stories = new Map<string, Story>(orders.map(({ id, placed, ready }) => [id, newStory(placed, ready)]));
  const orderOf = new Map<JobId, string>();
  /** What was heard of a job before its order was known. */
  const early = new Map<JobId, ((story: Story) => void)[]>();
  const placing: number[] = [];

  const tell = (order: string, change: (story: Story) => void) => {
    const story = stories.get(order);
    if (story) change(story);
  };
  const tellOf = (jobs: readonly JobId[], change: (story: Story) => void) => {
    for (const job of jobs) {
      const order = orderOf.get(job);
      if (order === undefined) early.set(job, [...(early.get(job) ?? []), change]);
      else tell(order, change);
    }
  };

  return {
    placed(order, sentMs, tookMs) {
      placing.push(tookMs);
      tell(order, (story) => (story.sent = sentMs));
    },
    lose: (order, why) => tell(order, (story) => (story.lost = why)),
    isJobOf(job, order) {
      orderOf.set(job, order);
      for (const change of early.get(job) ?? []) tell(order, change);
      early.delete(job);
    },
    orderOf: (job) => orderOf.get(job),
    offered: (jobs, realMs) =>
      tellOf(jobs, (story) => {
        story.offers += 1;
        story.offered ??= realMs;
      }),
    accepting: (jobs, realMs) => tellOf(jobs, (story) => (story.accepting = realMs)),
    seenTaken: (order, realMs) => tell(order, (story) => (story.seen = realMs)),
    pickedUp: (order, minute) => tell(order, (story) => (story.pickedUp = minute)),
    atDoor: (order, minute) => tell(order, (story) => (story.atDoor = minute)),
    waiting: () => [...stories].flatMap(([id, { atDoor, lost }]) => (atDoor === null && lost === null ? [id] : [])),
    figures() {
      const all = [...stories.values()];
      const between = (from: (story: Story) => number | null, to: (story: Story) => number | null) =>
        all.flatMap((story) => {
          const [begin, end] = [from(story), to(story)];
          return begin === null || end === null ? [] : [end - begin];
        });
      return {
        orders: all.length,
        placed: placing.length,
        delivered: all.filter(({ atDoor }) => atDoor !== null).length,
        lost: [...stories].flatMap(([order, { lost }]) => (lost === null ? [] : [{ order, why: lost }])),
        clickToDoor: meanAndTail(
          between(
            ({ clicked }) => clicked,
            ({ atDoor }) => atDoor,
          ),
        ),
        readyToPickup: meanAndTail(
          between(
            ({ ready }) => ready,
            ({ pickedUp }) => pickedUp,
          ),
        ),
        offersPerOrder: all.reduce((sum, { offers }) => sum + offers, 0) / Math.max(1, placing.length),
        placingMs: spread(placing),
        orderToOfferMs: spread(
          between(
            ({ sent }) => sent,
            ({ offered }) => offered,
          ),
        ),
        acceptToSeenMs: spread(
          between(
            ({ accepting }) => accepting,
            ({ seen }) => seen,
          ),
        ),
      };
    },
  };
}

const newStory = (clicked: number, ready: number): Story => ({
  clicked,
  ready,
  pickedUp: null,
  atDoor: null,
  lost: null,
  sent: null,
  offered: null,
  accepting: null,
  seen: null,
  offers: 0,
});

/** The value that a share of all does not exceed (nearest rank); 0 of none. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

const meanAndTail = (values: readonly number[]) => ({
  mean: values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length),
  p90: quantile(values, 0.9),
});

const spread = (values: readonly number[]): Spread => ({ p50: quantile(values, 0.5), p99: quantile(values, 0.99) });
