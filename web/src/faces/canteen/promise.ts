import { plusMinutes, type Instant } from '@nuanlin/shared';

/** What a press promises: so many minutes after the promise that stands, or after now when it has passed or is none. */
export const promiseOf = (promised: Instant | null, now: Instant, minutes: number): Instant =>
  plusMinutes(promised !== null && promised > now ? promised : now, minutes);
