import { describe, expect, test } from '@jest/globals';
import { job, snapshot, worker } from '../problem/examples.ts';
import type { Job, Seat } from '../problem/index.ts';
import { decide } from './decide.ts';

const seat = (id: string, differs: Partial<Seat> = {}): Seat => ({
  id,
  role: 'assistant',
  skills: ['bathing'],
  sex: null,
  takenBy: null,
  pinnedTo: null,
  ...differs,
});
const bath = (id: string, place: number, seats: readonly Seat[]): Job => job(id, place, { seats });
const bather = (id: string, place: number, sex: 'female' | 'male' = 'female') =>
  worker(id, place, { kind: 'staff', sex, skills: ['bathing'] });

describe('a crew', () => {
  test('gets as many workers as seats, who meet at one minute', () => {
    const { offers } = decide(
      snapshot({
        jobs: [bath('bath', 5, [seat('1'), seat('2', { sex: 'male' })])],
        workers: [bather('near', 4), bather('far', 0, 'male')],
      }),
    );
    expect(offers.map(({ workerId, crew, seats }) => [workerId, crew, seats[0]?.seatId])).toEqual([
      ['near', 'bath', '1'],
      ['far', 'bath', '2'],
    ]);
    expect(offers.map(({ run }) => run.stops.at(-1)?.at)).toEqual([12, 12]);
  });

  test('is all or none', () => {
    const { offers, impossible } = decide(
      snapshot({ jobs: [bath('bath', 5, [seat('1'), seat('2', { sex: 'male' })])], workers: [bather('one', 4)] }),
    );
    expect(offers).toEqual([]);
    expect(impossible).toEqual([{ jobId: 'bath', groups: [{ kind: 'staff', reason: 'SEX_REQUIRED', workers: 1 }] }]);
  });

  test('that competes with another for the same workers does not block it', () => {
    const { offers, held } = decide(
      snapshot({
        jobs: [bath('a', 5, [seat('1'), seat('2')]), bath('b', 6, [seat('1'), seat('2')])],
        workers: [bather('x', 4), bather('y', 3), bather('z', 8)],
      }),
    );
    expect(offers.map(({ crew }) => crew)).toEqual(['a', 'a']);
    expect(held).toEqual([{ jobId: 'b', reason: 'CREW_INCOMPLETE', until: 1 }]);
  });

  test('that lost one worker asks for the missing seat alone', () => {
    const { offers } = decide(
      snapshot({
        jobs: [bath('bath', 5, [seat('1', { takenBy: 'kept' }), seat('2')])],
        workers: [bather('kept', 5), bather('new', 4)],
      }),
    );
    expect(offers.map(({ workerId, seats }) => [workerId, seats.map(({ seatId }) => seatId)])).toEqual([
      ['new', ['2']],
    ]);
  });

  test("leaves the crew's workers out of the round's other offers", () => {
    const { offers } = decide(
      snapshot({
        jobs: [bath('bath', 5, [seat('1'), seat('2')]), job('meal', 5)],
        workers: [bather('x', 4), bather('y', 4)],
      }),
    );
    expect(offers.map(({ seats }) => seats[0]?.jobId)).toEqual(['bath', 'bath']);
  });
});
