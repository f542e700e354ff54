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

  test('whose seats want different skills is filled so that all fit', () => {
    const nurse = worker('nurse', 5, { kind: 'staff', skills: ['bathing', 'nursing'] });
    const seats = [seat('1'), seat('2', { skills: ['nursing'] })];
    const { offers } = decide(snapshot({ jobs: [bath('bath', 5, seats)], workers: [nurse, bather('far', 0)] }));
    expect(offers.map(({ workerId, seats: [first] }) => [workerId, first?.seatId])).toEqual([
      ['far', '1'],
      ['nurse', '2'],
    ]);
  });

  test('does not wait for one who is far when nearer ones will do', () => {
    const workers = [bather('far', 0), bather('near', 5), bather('next', 4)];
    const { offers } = decide(snapshot({ jobs: [bath('bath', 5, [seat('1'), seat('2')])], workers }));
    expect(offers.map(({ workerId }) => workerId).toSorted()).toEqual(['near', 'next']);
    expect(offers.map(({ run }) => run.stops.at(-1)?.at)).toEqual([4, 4]);
    expect(offers[0]?.trace).toEqual({ chosen: offers[0]?.workerId, nextBest: [], excluded: {}, estimated: false });
  });

  test('is asked no sooner than its first worker must leave, each by her kind', () => {
    const at60 = job('bath', 5, { seats: [seat('1'), seat('2')], window: { from: 60, to: 90 } });
    const offerAhead = { courier: 0, staff: 10, volunteer: 0 };
    const round = (now: number) =>
      decide(
        snapshot({
          now,
          jobs: [at60],
          workers: [bather('x', 4), bather('y', 0)],
          rules: { ...snapshot({}).rules, offerAhead },
        }),
      );
    expect(round(0).held).toEqual([{ jobId: 'bath', reason: 'LEAVES_LATER', until: 38 }]); // y is on the way for ten minutes
    expect(round(37.9).offers).toEqual([]);
    expect(round(38).offers.map(({ mode, lease }) => [mode, lease])).toEqual([
      ['direct', snapshot({}).rules.lease.staff.today],
      ['direct', snapshot({}).rules.lease.staff.today],
    ]);
  });

  test('is not for those who cannot be there before it is worth nothing', () => {
    const { offers, impossible, held } = decide(
      snapshot({
        jobs: [job('bath', 5, { seats: [seat('1'), seat('2')], latest: 11, window: { from: 0, to: 5 } })],
        workers: [bather('near', 5), bather('late', 0)],
      }),
    );
    expect([offers, impossible]).toEqual([[], []]);
    expect(held).toEqual([{ jobId: 'bath', reason: 'CREW_INCOMPLETE', until: 1 }]);
  });

  test('the one that is worst left undone comes first', () => {
    const two = [seat('1'), seat('2')];
    const jobs = [bath('a', 5, two), job('b', 5, { seats: two, risk: 3 })];
    const { offers } = decide(snapshot({ jobs, workers: [bather('x', 4), bather('y', 4)] }));
    expect(offers.map(({ crew }) => crew)).toEqual(['b', 'b']);
  });

  test('waits for its hour, and is nothing when every seat is taken', () => {
    const taken = [seat('1', { takenBy: 'x' }), seat('2', { takenBy: 'y' })];
    const early = job('early', 5, { seats: [seat('1'), seat('2')], notBefore: 9 });
    const workers = [bather('x', 4), bather('y', 4)];
    const { offers, held, impossible } = decide(snapshot({ jobs: [bath('full', 5, taken), early], workers }));
    expect([offers, impossible]).toEqual([[], []]);
    expect(held).toEqual([{ jobId: 'early', reason: 'NOT_YET', until: 9 }]);
  });

  test('counts a worker with several gaps once', () => {
    const gaps = [bather('gap 1', 4), bather('gap 2', 5)].map((gap) => ({ ...gap, person: 'ann' }));
    const { offers, held } = decide(snapshot({ jobs: [bath('bath', 5, [seat('1'), seat('2')])], workers: gaps }));
    expect(offers).toEqual([]);
    expect(held).toEqual([{ jobId: 'bath', reason: 'CREW_INCOMPLETE', until: 1 }]);
  });
});
