import { describe, expect, test } from '@jest/globals';
import {
  feedEntry,
  fromMs,
  streamOf,
  writeId,
  type FeedEntry,
  type Instant,
  type OfferView,
  type RunView,
  type SeatState,
} from '@nuanlin/shared';
import { acceptedRuns, answerable, isGoing, offersAfter, runsAfter } from './my-work.ts';

const bytes = (n: number) => Uint8Array.from({ length: 16 }, () => n);
const me = writeId('person', 0, bytes(1));
const other = writeId('person', 0, bytes(2));
const runId = writeId('run', 0, bytes(1));
const jobId = writeId('job', 0, bytes(1));
const seatId = writeId('seat', 0, bytes(1));
const moment = (minute: number): Instant => fromMs(minute * 60_000);

const entry = (kind: string, id: string, view: object): FeedEntry =>
  feedEntry.parse({
    stream: streamOf('person', me),
    n: 1,
    type: 'x',
    entity: { kind, id },
    version: 1,
    at: moment(0),
    view,
  });

const stop = {
  jobId,
  seatId,
  itemCode: 'meal',
  compound: '柳荫里',
  building: '3',
  floor: 5,
  lift: false,
  window: { from: moment(10), to: moment(40) },
  promisedAt: moment(20),
  asks: [],
  at: null,
};

const offer = (version: number, state: OfferView['state'], until = 5): OfferView => ({
  id: writeId('offer', 0, bytes(1)),
  version,
  state,
  mode: 'direct',
  leaseUntil: moment(until),
  runId,
  title: '助餐',
  pay: { kind: 'money', fen: 600, parts: [] },
  pickup: null,
  stops: [stop],
  travelMinutes: 4,
  distanceM: 900,
  why: [],
  crew: null,
});

describe('offers', () => {
  const told = (one: OfferView): FeedEntry => entry('offer', one.id, one);

  test('come in, and end with their lease or their answer', () => {
    const sent = offersAfter({ asOf: {}, offers: [] }, told(offer(1, 'pending')));
    expect(answerable(sent.offers, moment(4))).toHaveLength(1);
    expect(answerable(sent.offers, moment(5))).toEqual([]);
    const accepted = offersAfter(sent, told(offer(2, 'accepted')));
    expect(answerable(accepted.offers, moment(4))).toEqual([]);
    expect([acceptedRuns(sent.offers), acceptedRuns(accepted.offers)]).toEqual(['', runId]);
  });

  test('drop what is not newer, and what is not an offer', () => {
    const accepted = offersAfter({ asOf: {}, offers: [] }, told(offer(2, 'accepted')));
    expect(offersAfter(accepted, told(offer(1, 'pending'))).offers).toEqual(accepted.offers);
    expect(offersAfter(accepted, entry('offer', 'o', { state: 'pending' }))).toBe(accepted);
  });

  test('stand with the most urgent first', () => {
    const late = { ...offer(1, 'pending', 9), id: writeId('offer', 0, bytes(2)) };
    expect(answerable([late, offer(1, 'pending')], moment(0))).toEqual([offer(1, 'pending'), late]);
  });
});

describe('runs', () => {
  const run: RunView = {
    id: runId,
    version: 1,
    state: 'accepted',
    workerId: me,
    workerName: '赵强',
    pickup: null,
    collectedAt: null,
    stops: [{ ...stop, seatState: 'assigned', elderName: '试验老人', room: '3-2-502' }],
  };
  const seat = (state: SeatState, worker: string | null): FeedEntry =>
    entry('job', jobId, {
      seats: [
        {
          id: seatId,
          state,
          worker: worker === null ? null : { id: worker, name: '某某', kind: 'courier', employer: null },
        },
      ],
    });
  const heard = { asOf: {}, runs: [run] };

  test('follow their departure and each stop', () => {
    const departed = runsAfter(heard, entry('run', runId, { state: 'departed' }));
    expect(departed.runs).toMatchObject([{ state: 'departed' }]);
    const done = runsAfter(departed, seat('done', me));
    expect(done.runs).toMatchObject([{ stops: [{ seatState: 'done' }] }]);
    expect([isGoing(run), done.runs.every(isGoing)]).toEqual([true, false]);
  });

  test('keep a cancelled stop in sight and lose one that another has', () => {
    expect(runsAfter(heard, seat('cancelled', null)).runs).toMatchObject([{ stops: [{ seatState: 'cancelled' }] }]);
    expect(runsAfter(heard, seat('assigned', other)).runs).toMatchObject([{ stops: [] }]);
    expect(runsAfter(heard, seat('open', null)).runs).toMatchObject([{ stops: [] }]);
  });
});
