import { z } from 'zod';
import {
  offerView,
  seatView,
  type FeedEntry,
  type Instant,
  type OfferView,
  type RunView,
  type SeatState,
} from '@nuanlin/shared';
import { put } from '../../api/put.ts';

export interface OffersHeard {
  readonly asOf: Record<string, number>;
  readonly offers: OfferView[];
}

export interface RunsHeard {
  readonly asOf: Record<string, number>;
  readonly runs: RunView[];
}

/** The offers after an entry of the worker's own stream. Answered ones stay, in their state, until the next snapshot. */
export function offersAfter(heard: OffersHeard, { entity, view }: FeedEntry): OffersHeard {
  if (entity.kind !== 'offer') return heard;
  const read = offerView.safeParse(view);
  return read.success ? { ...heard, offers: put(heard.offers, read.data) } : heard;
}

/** The offers that can still be answered, the most urgent first. */
export const answerable = (offers: readonly OfferView[], now: Instant): OfferView[] =>
  offers
    .filter(({ state, leaseUntil }) => state === 'pending' && leaseUntil > now)
    .toSorted((a, b) => a.leaseUntil.localeCompare(b.leaseUntil));

/** The runs that offers have led to, as one text: when it changes, there is a run to be fetched. */
export const acceptedRuns = (offers: readonly OfferView[]): string =>
  offers.flatMap(({ state, runId }) => (state === 'accepted' ? [runId] : [])).join(' ');

const seatsHeard = z.object({ seats: z.array(seatView.pick({ id: true, state: true, worker: true })) });
const runHeard = z.object({ state: z.enum(['departed', 'ended']) });

/** The runs after an entry of the worker's own stream: how far each stop is, and which are no longer his. */
export function runsAfter(heard: RunsHeard, { entity, type, at, view }: FeedEntry): RunsHeard {
  if (entity.kind === 'run') {
    const read = runHeard.safeParse(view);
    if (!read.success) return heard;
    const { state } = read.data;
    const collected = type === 'run_collected' ? { collectedAt: at } : {};
    return { ...heard, runs: heard.runs.map((run) => (run.id === entity.id ? { ...run, state, ...collected } : run)) };
  }
  if (entity.kind !== 'job') return heard;
  const read = seatsHeard.safeParse(view);
  if (!read.success) return heard;
  const runs = heard.runs.map((run) => ({
    ...run,
    stops: run.stops.flatMap((stop) => {
      const seat = read.data.seats.find(({ id }) => id === stop.seatId);
      if (!seat) return [stop];
      const isElses = seat.state !== 'cancelled' && seat.worker?.id !== run.workerId;
      return isElses ? [] : [{ ...stop, seatState: seat.state }];
    }),
  }));
  return { ...heard, runs };
}

const ENDED: ReadonlySet<SeatState> = new Set(['done', 'failed', 'cancelled']);
export const hasEnded = (state: SeatState): boolean => ENDED.has(state);

/** Its worker has left for the kitchen and not yet got the boxes. */
export const isFetching = ({ state, pickup, collectedAt }: RunView): boolean =>
  state === 'departed' && pickup !== null && collectedAt === null;

/** A run that still has something to do. */
export const isGoing = ({ state, stops }: RunView): boolean =>
  (state === 'accepted' || state === 'departed') && stops.some(({ seatState }) => !hasEnded(seatState));
