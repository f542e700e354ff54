import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  Refusal,
  type Instant,
  type JobId,
  type PersonId,
  type RunId,
  type SeatId,
  type SeatState,
} from '@nuanlin/shared';
import { jobStateOf } from './job.ts';
import * as seats from './seat.ts';
import type { Seat } from './seat.ts';

const at = '2026-06-18T03:00:00.000Z' as Instant;
const mark = { at, recordedAt: at, flagged: false };
const arrival = { ...mark, method: 'visit_code' as const, distanceM: null, accuracyM: null };
const taken = { workerId: 'w' as PersonId, workerKind: 'courier' as const, runId: 'r' as RunId, workerPath: [] };
const open: Seat = {
  id: 's' as SeatId,
  jobId: 'j' as JobId,
  number: 1,
  role: 'lead',
  kinds: ['courier'],
  skills: [],
  certificates: [],
  sex: null,
  wanted: null,
  version: 1,
  state: 'open',
};

const STEPS: Record<Exclude<SeatState, 'open'>, (seat: Seat) => Seat> = {
  offered: (seat) => seats.offer(seat, taken.runId),
  held: (seat) => seats.hold(seat, taken),
  assigned: (seat) => seats.assign(seat, taken),
  en_route: (seat) => seats.depart(seat, mark),
  arrived: (seat) => seats.arrive(seat, arrival),
  working: (seat) => seats.start(seat, mark),
  done: (seat) => seats.finish(seat, { ...mark, evidence: [], observation: 'normal', receiver: 'self' }),
  failed: (seat) => seats.fail(seat, 'elder_refuses', '', mark),
  cancelled: (seat) => seats.cancel(seat, 'line_cancelled'),
};
const step = (seat: Seat, to: SeatState): Seat => (to === 'open' ? seats.reopen(seat) : STEPS[to](seat));

/** Any state is reached by a walk of allowed moves. */
const walk = (states: SeatState[]): Seat =>
  states.reduce<Seat>((seat, to) => (seats.SEAT_MOVES[seat.state].includes(to) ? step(seat, to) : seat), open);
const anyState = fc.constantFrom(...(Object.keys(seats.SEAT_MOVES) as SeatState[]));

describe('a seat', () => {
  test('moves along its table and nowhere else', () => {
    fc.assert(
      fc.property(fc.array(anyState, { maxLength: 15 }), anyState, (states, to) => {
        const seat = walk(states);
        if (seats.SEAT_MOVES[seat.state].includes(to)) {
          const next = step(seat, to);
          expect(next.state).toBe(to);
          expect(next.version).toBe(seat.version + 1);
        } else {
          expect(() => step(seat, to)).toThrow(Refusal);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('given back forgets who had it', () => {
    expect(seats.reopen(walk(['assigned', 'en_route']))).not.toHaveProperty('workerId');
  });

  test('keeps its marks to the end', () => {
    expect(walk(['assigned', 'en_route', 'arrived', 'working', 'done'])).toMatchObject({
      departed: mark,
      arrived: { method: 'visit_code' },
      started: mark,
      workerId: 'w',
    });
  });
});

describe('a job is derived', () => {
  const cases: [SeatState[], string][] = [
    [['open'], 'open'],
    [['held', 'open'], 'open'],
    [['held', 'offered'], 'offered'],
    [['assigned', 'assigned'], 'assigned'],
    [['arrived', 'en_route'], 'en_route'],
    [['arrived', 'arrived'], 'arrived'],
    [['done', 'working'], 'working'],
    [['done', 'done'], 'completed'],
    [['done', 'cancelled'], 'completed'],
    [['failed', 'done'], 'failed'],
    [['failed', 'working'], 'working'],
    [['cancelled', 'cancelled'], 'cancelled'],
    [['failed', 'cancelled'], 'failed'],
  ];
  test.each(cases)('%j is %s', (states, job) => {
    expect(jobStateOf(states.map((state) => ({ state })))).toBe(job);
  });
});
